/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.surveillance.frequency;

import org.jspecify.annotations.NullMarked;
