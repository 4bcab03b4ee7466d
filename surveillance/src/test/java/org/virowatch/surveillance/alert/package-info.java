/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.surveillance.alert;

import org.jspecify.annotations.NullMarked;
