package org.virowatch.benchmarks.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/**
 * Writes the built-in dataset as it would have been before some of its lineages were designated.
 */
final class EarlierDataset {
  private static final String BUILT_IN =
      "/org/virowatch/genomics/datasets/" + ReferenceDatasets.BUILT_IN + "/";

  private EarlierDataset() {}

  /**
   * Writes it.
   *
   * @param folder to write into; is made
   * @param share of the lineages without descendants that are left out, 0 to 1
   * @param seed of the choice
   * @return the folder
   */
  static Path write(Path folder, double share, long seed) throws IOException {
    Files.createDirectories(folder);
    for (String file : List.of("reference.fasta", "genome_annotation.gff3")) {
      Files.writeString(folder.resolve(file), read(file));
    }
    Files.writeString(
        folder.resolve("pathogen.json"),
        read("pathogen.json").replaceFirst("\"tag\": \"[^\"]*\"", "\"tag\": \"earlier\""));
    List<String> rows = read("lineages.tsv").lines().toList();
    Set<String> parents = new HashSet<>();
    rows.forEach(row -> parents.add(row.split("\t", -1)[1]));
    Random random = new Random(seed);
    List<String> kept = new ArrayList<>();
    kept.add(rows.get(0));
    for (String row : rows.subList(1, rows.size())) {
      boolean hasDescendants = parents.contains(row.split("\t", -1)[0]);
      if (random.nextDouble() >= share || hasDescendants) {
        kept.add(row);
      }
    }
    Files.write(folder.resolve("lineages.tsv"), kept);
    return folder;
  }

  private static String read(String file) throws IOException {
    try (InputStream in = ReferenceDatasets.class.getResourceAsStream(BUILT_IN + file)) {
      if (in == null) {
        throw new IllegalStateException(BUILT_IN + file + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
