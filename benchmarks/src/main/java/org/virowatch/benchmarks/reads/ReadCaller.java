package org.virowatch.benchmarks.reads;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.virowatch.genomics.vcf.Variant;

/** A program that finds variants and a consensus in aligned reads. */
interface ReadCaller {

  /**
   * What all programs are given.
   *
   * @param bam sorted and indexed
   * @param reference FASTA with its index
   * @param folder for files
   * @param minDepth fewest reads
   * @param minFrequency lowest frequency
   */
  record Task(Path bam, Path reference, Path folder, int minDepth, double minFrequency) {}

  /**
   * What it found.
   *
   * @param variants at least as frequent as asked
   * @param consensus sequence, unknown bases as N
   */
  record Found(Set<Variant> variants, String consensus) {}

  /** Runs it; what it found by its name in the report, first what it believes in, then all. */
  Map<String, Found> call(Task task) throws IOException;
}
