/** Genomes against lists of mutations to look out for. */
@NullMarked
package org.virowatch.genomics.watchlist;

import org.jspecify.annotations.NullMarked;
