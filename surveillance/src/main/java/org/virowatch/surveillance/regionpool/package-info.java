/**
 * Pools of regions that learn from one another: what is known of a region day by day, and the
 * decisions and forecasts that look across a pool. The model by which growth and spread rules judge
 * it is in {@code growthmodel}.
 */
@NullMarked
package org.virowatch.surveillance.regionpool;

import org.jspecify.annotations.NullMarked;
