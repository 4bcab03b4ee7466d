/**
 * The reference tree with genomes built into it, as Nextclade's greedy tree builder does, and the
 * tree's files.
 */
@NullMarked
package org.virowatch.genomics.growth;

import org.jspecify.annotations.NullMarked;
