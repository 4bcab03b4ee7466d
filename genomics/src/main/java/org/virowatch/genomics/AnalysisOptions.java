package org.virowatch.genomics;

/**
 * Choices of whoever analyses genomes.
 *
 * @param turnReverseComplements whether a sequence that fits only when reverse-complemented is
 *     turned round rather than refused
 * @param findings whether {@link AnalyzedGenome#findings()} are collected
 * @param proteins whether the proteins are among them
 */
public record AnalysisOptions(boolean turnReverseComplements, boolean findings, boolean proteins) {

  /** Refuse sequences from the other strand; calls only. */
  public static final AnalysisOptions DEFAULT = new AnalysisOptions(false);

  /** Everything a report says of a genome. */
  public static final AnalysisOptions REPORT = new AnalysisOptions(false, true, false);

  /** Calls only. */
  public AnalysisOptions(boolean turnReverseComplements) {
    this(turnReverseComplements, false, false);
  }

  /** The same, keeping proteins or not. */
  public AnalysisOptions withProteins(boolean keep) {
    return new AnalysisOptions(turnReverseComplements, findings || keep, keep);
  }
}
