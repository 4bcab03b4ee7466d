/**
 * An outbreak that never happened: genomes, metadata and the truth behind them, the same bytes for
 * the same seed. Used by {@code simulate}, the demo and tests; everything it makes says so.
 */
@NullMarked
package org.virowatch.stack.simulate;

import org.jspecify.annotations.NullMarked;
