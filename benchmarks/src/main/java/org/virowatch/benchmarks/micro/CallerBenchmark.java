package org.virowatch.benchmarks.micro;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.GenomeAnalysis;

/** Genomes a second through the whole analyzer, from letters in memory to calls, one thread. */
@State(Scope.Thread)
public class CallerBenchmark {
  private @Nullable GenomeAnalysis analyzer;

  /** Makes the analyzer of the dataset. */
  @Setup(Level.Trial)
  public void makeAnalyzer(GenomicsState state) {
    analyzer = new GenomeAnalysis(state.reference());
  }

  /** Alignment, calls, translation, placement and quality control. */
  @Benchmark
  public AnalysisResult call(GenomicsState state) {
    return java.util.Objects.requireNonNull(analyzer).analyze("genome", state.nextGenome());
  }
}
