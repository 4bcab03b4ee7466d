/** How fast forecasts are refitted, and whether they recover what was simulated. */
@NullMarked
package org.virowatch.benchmarks.forecast;

import org.jspecify.annotations.NullMarked;
