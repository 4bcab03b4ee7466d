/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.surveillance.rule;

import org.jspecify.annotations.NullMarked;
