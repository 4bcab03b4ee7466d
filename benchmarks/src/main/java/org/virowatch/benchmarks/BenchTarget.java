package org.virowatch.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured: a dataset and genomes of its virus.
 *
 * @param label what the table calls it
 * @param dataset folder or zip; null for the built-in one
 * @param sequences FASTA file; null for what the dataset itself offers
 */
record BenchTarget(String label, @Nullable Path dataset, @Nullable Path sequences) {

  /** The built-in dataset on the genomes at its tips. */
  static final BenchTarget BUILT_IN = new BenchTarget("built-in", null, null);

  /** A dataset on given genomes, or on its own. */
  static BenchTarget of(Path dataset, @Nullable Path sequences) {
    String name = String.valueOf(dataset.getFileName()).replaceFirst("\\.zip$", "");
    return new BenchTarget(name, dataset, sequences);
  }

  /**
   * The datasets and real genomes of the project's data folder, as far as they are there.
   *
   * @param folder with {@code datasets}, {@code genomes} and {@code pango} in it
   */
  static List<BenchTarget> in(Path folder) {
    Path datasets = folder.resolve("datasets");
    Path genomes = folder.resolve("genomes");
    List<BenchTarget> targets = new ArrayList<>();
    for (BenchTarget target :
        List.of(
            of(datasets.resolve("sars-cov-2.zip"), genomes.resolve("sars-cov-2.fasta.zst")),
            new BenchTarget(
                "sars-cov-2-pango",
                datasets.resolve("sars-cov-2.zip"),
                folder.resolve("pango/genome-nuc.fasta.zst")),
            of(datasets.resolve("rsv-a.zip"), genomes.resolve("rsv-a.fasta.zst")),
            of(datasets.resolve("flu-h3n2-ha.zip"), null))) {
      if (isThere(target.dataset()) && isThere(target.sequences())) {
        targets.add(target);
      }
    }
    return targets;
  }

  private static boolean isThere(@Nullable Path path) {
    return path == null || Files.exists(path);
  }
}
