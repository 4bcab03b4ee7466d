/**
 * Forecasts of variants' frequencies: one multinomial model over all locations, what it says of a
 * day, and how wrong it was.
 */
@NullMarked
package org.virowatch.surveillance.forecast;

import org.jspecify.annotations.NullMarked;
