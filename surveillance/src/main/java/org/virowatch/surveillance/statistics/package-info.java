/** Numerics that several methods of surveillance share. */
@NullMarked
package org.virowatch.surveillance.statistics;

import org.jspecify.annotations.NullMarked;
