package org.virowatch.benchmarks.micro;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.virowatch.genomics.align.AlignmentOutcome;
import org.virowatch.genomics.align.AlignmentPath;
import org.virowatch.genomics.align.BandedAligner;
import org.virowatch.genomics.align.NucleotideAligner;
import org.virowatch.genomics.dataset.ReferenceDataset;

/** Alignments a second: the aligner in use, and the reference implementation for comparison. */
@State(Scope.Thread)
public class AlignerBenchmark {
  private final AlignmentPath path = new AlignmentPath();
  private @Nullable NucleotideAligner aligner;
  private @Nullable BandedAligner full;

  /** Makes the aligners of the dataset. */
  @Setup(Level.Trial)
  public void makeAligners(GenomicsState state) {
    ReferenceDataset dataset = state.reference();
    NucleotideAligner made = new NucleotideAligner(dataset);
    aligner = made;
    full = new BandedAligner(dataset.reference(), dataset.alignmentParameters(), made.scheme());
  }

  /** The aligner in use. */
  @Benchmark
  public AlignmentOutcome align(GenomicsState state) {
    byte[] genome = state.nextGenome();
    return java.util.Objects.requireNonNull(aligner).align(genome, genome.length, path);
  }

  /** The reference implementation: the whole band. */
  @Benchmark
  public AlignmentOutcome alignWholeBand(GenomicsState state) {
    byte[] genome = state.nextGenome();
    return java.util.Objects.requireNonNull(full).align(genome, genome.length, path);
  }
}
