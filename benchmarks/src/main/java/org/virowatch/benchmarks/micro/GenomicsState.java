package org.virowatch.benchmarks.micro;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.sequence.CleanSequence;

/** A dataset and genomes in memory, from {@code -p dataset=PATH -p sequences=FILE}. */
@State(Scope.Thread)
public class GenomicsState {

  private static final int MOST_GENOMES = 2_000;

  /** Folder or zip of a dataset, or the name of the built-in one. */
  @Param(ReferenceDatasets.BUILT_IN)
  public String dataset = ReferenceDatasets.BUILT_IN;

  /** FASTA file of genomes of that virus; empty: the reference alone. */
  @Param("")
  public String sequences = "";

  private final List<byte[]> genomes = new ArrayList<>();
  private final List<AnalyzedGenome> analyzed = new ArrayList<>();
  private ReferenceDataset reference = ReferenceDatasets.builtIn();
  private int next;

  /** Loads dataset and genomes. */
  @Setup(Level.Trial)
  public void load() {
    reference = ReferenceDatasets.resolve(dataset, Path.of("."));
    genomes.clear();
    analyzed.clear();
    if (sequences.isEmpty()) {
      genomes.add(reference.reference());
    } else {
      try (FastaReader reader = FastaReader.open(Path.of(sequences))) {
        while (reader.hasNext() && genomes.size() < MOST_GENOMES) {
          if (reader.next() instanceof FastaRecord record) {
            genomes.add(clean(record.sequence()));
          }
        }
      }
    }
    GenomeAnalysis analyzer = new GenomeAnalysis(reference);
    genomes.removeIf(
        genome -> {
          boolean called = analyzer.analyze("", genome) instanceof AnalyzedGenome;
          return !called;
        });
    for (byte[] genome : genomes) {
      analyzed.add((AnalyzedGenome) analyzer.analyze("", genome));
    }
  }

  private static byte[] clean(byte[] letters) {
    CleanSequence sequence = new CleanSequence();
    sequence.read(letters);
    return java.util.Arrays.copyOf(sequence.bases(), sequence.length());
  }

  ReferenceDataset reference() {
    return reference;
  }

  /** The next genome's letters, in turn. */
  byte[] nextGenome() {
    return genomes.get(next++ % genomes.size());
  }

  /** The next genome's calls, in turn. */
  AnalyzedGenome nextAnalyzed() {
    return analyzed.get(next++ % analyzed.size());
  }
}
