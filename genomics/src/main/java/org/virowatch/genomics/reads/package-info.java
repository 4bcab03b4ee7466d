/**
 * Reads aligned to a dataset's reference: pileup, minority variants, consensus and coverage. {@link
 * org.virowatch.genomics.reads.ReadsAnalyzer} shows the whole way from a file to its result.
 */
@NullMarked
package org.virowatch.genomics.reads;

import org.jspecify.annotations.NullMarked;
