package org.virowatch.genomics;

/**
 * Choices of whoever analyses genomes.
 *
 * @param turnReverseComplements whether a sequence that fits only when reverse-complemented is
 *     turned round rather than refused
 */
public record AnalysisOptions(boolean turnReverseComplements) {

  /** Refuse sequences from the other strand. */
  public static final AnalysisOptions DEFAULT = new AnalysisOptions(false);
}
