package org.virowatch.genomics;

/**
 * Choices of whoever analyses genomes.
 *
 * @param turnReverseComplements whether a sequence that fits only when reverse-complemented is
 *     turned round rather than refused
 * @param findings whether {@link AnalyzedGenome#findings()} are collected
 * @param proteins whether the proteins are among them
 * @param nearestNodes whether all nodes as near as the nearest are among them
 */
public record AnalysisOptions(
    boolean turnReverseComplements, boolean findings, boolean proteins, boolean nearestNodes) {

  /** Refuse sequences from the other strand; calls only. */
  public static final AnalysisOptions DEFAULT = new AnalysisOptions(false);

  /** Everything a report says of a genome. */
  public static final AnalysisOptions REPORT = new AnalysisOptions(false, true, false);

  /** Calls only. */
  public AnalysisOptions(boolean turnReverseComplements) {
    this(turnReverseComplements, false, false);
  }

  /** Without the nodes as near as the nearest. */
  public AnalysisOptions(boolean turnReverseComplements, boolean findings, boolean proteins) {
    this(turnReverseComplements, findings, proteins, false);
  }

  /** The same, keeping proteins or not. */
  public AnalysisOptions withProteins(boolean keep) {
    return new AnalysisOptions(turnReverseComplements, findings || keep, keep, nearestNodes);
  }

  /** The same, with all nodes as near as the nearest or not. */
  public AnalysisOptions withNearestNodes(boolean all) {
    return new AnalysisOptions(turnReverseComplements, findings || all, proteins, all);
  }
}
