package org.virowatch.genomics;

import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * Reads genomes against a reference dataset. Reuses buffers: not thread-safe, one for each thread.
 */
public final class GenomeAnalyzer {

  private final ReferenceDataset dataset;

  /**
   * @param dataset what genomes are read against
   */
  public GenomeAnalyzer(ReferenceDataset dataset) {
    this.dataset = dataset;
  }

  /**
   * Analyses one sequence. Never throws for any input: a fault of this program becomes an {@link
   * FailureReason#INTERNAL_ERROR}.
   *
   * @param name name of the sequence
   * @param sequence letters as they stand in the file: lower case, U and gaps are accepted
   */
  public AnalysisResult analyze(String name, byte[] sequence) {
    return new AnalysisFailure(
        name,
        FailureReason.INTERNAL_ERROR,
        "analysis against " + dataset.name() + " is not built yet (" + sequence.length + " bases)",
        null,
        null);
  }
}
