/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.surveillance.calendar;

import org.jspecify.annotations.NullMarked;
