/** The levels a genome is counted at (world, country, subdivision) and patterns over them. */
@NullMarked
package org.virowatch.surveillance.region;

import org.jspecify.annotations.NullMarked;
