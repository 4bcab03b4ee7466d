package org.virowatch.ingest.call;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The kinds of outputs and the names that their files usually have, which are Nextclade's. */
final class UsualFiles {

  /** Beginning of the names unless another is wanted. */
  static final String BASENAME = "nextclade";

  /** Stands for every kind. */
  static final String ALL = "all";

  /** Stands for the outputs of reads. */
  static final String READS = "reads";

  private static final Map<String, String> ENDINGS = new LinkedHashMap<>();

  static {
    ENDINGS.put("tsv", ".tsv");
    ENDINGS.put("csv", ".csv");
    ENDINGS.put("ndjson", ".ndjson");
    ENDINGS.put("json", ".json");
    ENDINGS.put("fasta", ".aligned.fasta");
    ENDINGS.put("translations", ".cds_translation.{cds}.fasta");
    ENDINGS.put("vcf", ".vcf.gz");
    ENDINGS.put("tree", ".auspice.json");
    ENDINGS.put("tree-nwk", ".nwk");
    ENDINGS.put("gff", ".gff");
    ENDINGS.put("tbl", ".tbl");
  }

  private UsualFiles() {}

  /** The option that names an output of a kind. */
  static String option(String kind) {
    boolean annotation = kind.equals("gff") || kind.equals("tbl");
    return "--output-" + (annotation ? "annotation-" : "") + kind;
  }

  /** Whether a kind is among those wanted. */
  static boolean isSelected(String kind, List<String> selection) {
    return selection.contains(ALL) || selection.contains(kind);
  }

  /**
   * Names of the files in a folder, by kind; those of reads are named where they are made.
   *
   * @param basename beginning of the names
   * @param selection kinds that are wanted
   * @throws IllegalArgumentException if there is no such kind
   */
  static Map<String, String> named(Path folder, String basename, List<String> selection) {
    List<String> kinds = new ArrayList<>(List.of(ALL));
    kinds.addAll(ENDINGS.keySet());
    kinds.add(READS);
    for (String kind : selection) {
      if (!kinds.contains(kind)) {
        throw new IllegalArgumentException(
            "--output-selection has no " + kind + "; it takes " + String.join(", ", kinds));
      }
    }
    Map<String, String> files = new TreeMap<>();
    ENDINGS.forEach(
        (kind, ending) -> {
          if (isSelected(kind, selection)) {
            files.put(kind, folder.resolve(basename + ending).toString());
          }
        });
    return files;
  }
}
