package org.virowatch.ingest.call;

import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.FailureReason;
import org.virowatch.genomics.fasta.FastaEntry;
import org.virowatch.genomics.fasta.RefusedFastaRecord;

/** Reads sequences on one thread. */
@FunctionalInterface
interface SequenceCaller {

  /**
   * Analyses a sequence and renders the result.
   *
   * @param index number of the sequence in the input, from 0
   */
  ParallelCalling.Answer call(long index, FastaEntry entry);

  /** What becomes of a record that could not be read as a sequence. */
  static AnalysisFailure failure(RefusedFastaRecord refused) {
    String header =
        refused.description().isEmpty()
            ? refused.name()
            : refused.name() + " " + refused.description();
    return new AnalysisFailure(header, FailureReason.TOO_LONG, refused.message(), "sequence", null);
  }
}
