package org.virowatch.genomics;

/** What became of one sequence. */
public sealed interface AnalysisResult permits AnalyzedGenome, AnalysisFailure {

  /** Name of the sequence. */
  String name();
}
