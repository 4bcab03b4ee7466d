/**
 * Pairwise alignment after Nextclade v3: seeds, a band around them, affine gaps that prefer codon
 * boundaries, free ends. {@link org.virowatch.genomics.align.BandedAligner} is the reference
 * implementation; {@link org.virowatch.genomics.align.AnchoredAligner} gives the same answer and
 * computes only the neighbourhoods of differences. Works on any letters; called by the analyzer and
 * by translation.
 */
@NullMarked
package org.virowatch.genomics.align;

import org.jspecify.annotations.NullMarked;
