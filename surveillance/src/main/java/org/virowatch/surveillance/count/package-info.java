/**
 * Counts that add up: cells, what one genome contributes to them, and which version of it counts.
 */
@NullMarked
package org.virowatch.surveillance.count;

import org.jspecify.annotations.NullMarked;
