/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.surveillance.count;

import org.jspecify.annotations.NullMarked;
