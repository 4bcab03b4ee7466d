package org.virowatch.benchmarks.micro;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.virowatch.genomics.placement.LineagePlacement;
import org.virowatch.genomics.placement.Placement;

/** Placements a second, private mutations included, one thread. */
@State(Scope.Thread)
public class PlacementBenchmark {
  private @Nullable LineagePlacement placement;

  /** Indexes the tree of the dataset. */
  @Setup(Level.Trial)
  public void index(GenomicsState state) {
    placement = new LineagePlacement(state.reference());
  }

  /** One genome's place. */
  @Benchmark
  public Placement place(GenomicsState state) {
    return java.util.Objects.requireNonNull(placement).place(state.nextAnalyzed().nucleotides());
  }
}
