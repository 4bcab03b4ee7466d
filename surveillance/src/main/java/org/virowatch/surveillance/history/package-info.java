/** Daily counts as they were known on a day: what growth, forecasts and backtests look at. */
@NullMarked
package org.virowatch.surveillance.history;

import org.jspecify.annotations.NullMarked;
