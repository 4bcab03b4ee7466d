/**
 * Coordinate spaces as types: 0-based half-open inside, 1-based closed wherever a person reads
 * them.
 */
@NullMarked
package org.virowatch.genomics.coordinate;

import org.jspecify.annotations.NullMarked;
