/** Alert rules: what they may say, how they are written, and how they are checked. */
@NullMarked
package org.virowatch.surveillance.rule;

import org.jspecify.annotations.NullMarked;
