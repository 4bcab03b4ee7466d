/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.surveillance.region;

import org.jspecify.annotations.NullMarked;
