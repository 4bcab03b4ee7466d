package org.virowatch.benchmarks.micro;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.dataset.CallBasis;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.stored.Realignment;
import org.virowatch.genomics.stored.StoredCall;
import org.virowatch.genomics.stored.StoredCallAnalyzer;
import org.virowatch.genomics.stored.StoredCallResult;

/** Stored calls moved to another version of the dataset a second, one thread. */
@State(Scope.Thread)
public class ReplacementBenchmark {

  /** Folder or zip of the other version; empty: the same version. */
  @Param("")
  public String to = "";

  /** Whether genomes are called again when the datasets differ in bands or seeds. */
  @Param({"IF_SCORES_DIFFER", "IF_SEARCH_DIFFERS"})
  public Realignment realignment = Realignment.IF_SCORES_DIFFER;

  private @Nullable StoredCallAnalyzer analyzer;
  private Optional<CallBasis> basis = Optional.empty();

  /** Loads the other version. */
  @Setup(Level.Trial)
  public void load(GenomicsState state) {
    ReferenceDataset target =
        to.isEmpty() ? state.reference() : ReferenceDatasets.resolve(to, Path.of("."));
    analyzer = new StoredCallAnalyzer(target, realignment);
    basis = Optional.of(CallBasis.of(state.reference()));
  }

  /** One genome's place and quality under the other version. */
  @Benchmark
  public StoredCallResult replace(GenomicsState state) {
    AnalyzedGenome genome = state.nextAnalyzed();
    StoredCall stored =
        new StoredCall(
            genome.name(),
            genome.nucleotides(),
            genome.frameShifts(),
            genome.aminoAcids().stopCodons(),
            basis,
            true);
    return java.util.Objects.requireNonNull(analyzer).analyze(stored);
  }
}
