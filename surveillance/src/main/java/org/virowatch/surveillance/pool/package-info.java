/**
 * Regions that learn from one another: what is known of a region day by day, and the decisions that
 * look across regions.
 */
@NullMarked
package org.virowatch.surveillance.pool;

import org.jspecify.annotations.NullMarked;
