package org.virowatch.ingest.call;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;
import picocli.CommandLine.Option;

/** Where results go, under Nextclade's names of the options. */
final class OutputOptions {

  /** What the dataset's name stands for in the name of a file. */
  static final String DATASET = "{dataset}";

  @Option(
      names = {"-t", "--output-tsv"},
      paramLabel = "FILE",
      description =
          "Table, separated by tabs. Every output is compressed by its ending (.gz .zst .xz .bz2),"
              + " - is standard output, {dataset} in a name is the dataset's, and a file stands under"
              + " its name only once it is complete.")
  private @Nullable String tsv;

  @Option(
      names = {"-c", "--output-csv"},
      paramLabel = "FILE",
      description = "The same table separated by semicolons, as Nextclade's.")
  private @Nullable String csv;

  @Option(
      names = {"-N", "--output-ndjson"},
      paramLabel = "FILE",
      description = "One JSON object a sequence and line, Nextclade's field names.")
  private @Nullable String ndjson;

  @Option(
      names = {"-J", "--output-json"},
      paramLabel = "FILE",
      description = "One JSON document with all results.")
  private @Nullable String json;

  @Option(
      names = {"-o", "--output-fasta"},
      paramLabel = "FILE",
      description = "Aligned sequences, insertions left out.")
  private @Nullable String fasta;

  @Option(
      names = {"-P", "--output-translations"},
      paramLabel = "PATTERN",
      description = "Aligned proteins, a file a CDS: the name has {cds} in it.")
  private @Nullable String translations;

  @Option(
      names = "--output-vcf",
      paramLabel = "FILE",
      description =
          "VCF 4.3: one file of all sequences, or one a sequence if the name has {seqName} in it."
              + " With the ending .gz it is block-compressed and indexed.")
  private @Nullable String vcf;

  @Option(
      names = "--vcf-annotations",
      description = "Add an ANN field to the VCF: gene, amino-acid change and effect.")
  private boolean vcfAnnotations;

  @Option(
      names = {"-T", "--output-tree"},
      paramLabel = "FILE",
      description =
          "Reference tree with each sequence on its nearest node, Auspice JSON v2. Held in memory"
              + " until the end.")
  private @Nullable String tree;

  @Option(
      names = "--output-tree-nwk",
      paramLabel = "FILE",
      description = "The same tree in Newick.")
  private @Nullable String newick;

  @Option(
      names = "--output-annotation-gff",
      paramLabel = "FILE",
      description =
          "Genes and coding sequences of each sequence in its own positions, before alignment, GFF3.")
  private @Nullable String gff;

  @Option(
      names = "--output-annotation-tbl",
      paramLabel = "FILE",
      description = "The same as NCBI's feature table in five columns.")
  private @Nullable String tbl;

  @Option(
      names = {"-O", "--output-all"},
      paramLabel = "DIR",
      description =
          "Folder for every output under its usual name; with --dataset auto a folder a dataset in"
              + " it.")
  private @Nullable Path all;

  @Option(
      names = {"-n", "--output-basename"},
      paramLabel = "NAME",
      description = "Beginning of the names in --output-all (default: nextclade).")
  private @Nullable String basename;

  @Option(
      names = {"-s", "--output-selection"},
      paramLabel = "KIND",
      split = ",",
      description =
          "Outputs of --output-all: all, tsv, csv, ndjson, json, fasta, translations, vcf, tree,"
              + " tree-nwk, gff, tbl, and reads for those of --reads.")
  private @Nullable List<String> selection;

  @Option(
      names = {"-C", "--output-columns-selection"},
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Columns of the tables, by name or category: all, general, ref-muts, priv-muts,"
              + " priv-aa-muts, clade-founder-muts, rel-muts, qc, primers, errs-warns, dynamic,"
              + " virowatch (default: all).")
  private @Nullable List<String> columns;

  @Option(
      names = "--include-reference",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description =
          "Put the reference first in --output-fasta and --output-translations (default: as the"
              + " dataset says, else not).")
  private @Nullable Boolean includeReference;

  @Option(
      names = "--without-greedy-tree-builder",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description =
          "Leave sequences on their nearest nodes in --output-tree and --output-tree-nwk, instead of"
              + " moving them to where they share most mutations and splitting branches there"
              + " (default: as the dataset says, else not).")
  private @Nullable Boolean withoutGreedyTreeBuilder;

  @Option(
      names = "--include-nearest-node-info",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Name all nodes as near as the nearest in NDJSON and JSON.")
  private boolean nearestNodes;

  /** Whether all nodes as near as the nearest are wanted. */
  boolean nearestNodes() {
    return nearestNodes;
  }

  List<String> columns() {
    return columns == null ? List.of() : columns;
  }

  /** Whether the tree was asked for by its own option. */
  boolean treeNamed() {
    return tree != null;
  }

  /** Whether the tree in Newick was asked for by its own option. */
  boolean newickNamed() {
    return newick != null;
  }

  /** Whether the reference comes first in FASTA and translations. */
  boolean includeReference(ReferenceDataset dataset) {
    return includeReference == null ? dataset.habits().includeReference() : includeReference;
  }

  /** Whether sequences are built into the tree, and do not just hang on their nearest nodes. */
  boolean greedyTree(ReferenceDataset dataset) {
    return withoutGreedyTreeBuilder == null
        ? !dataset.habits().withoutGreedyTreeBuilder()
        : !withoutGreedyTreeBuilder;
  }

  boolean vcfAnnotations() {
    return vcfAnnotations;
  }

  /**
   * Names of the files to write, by kind; the table on standard output if no output was asked for.
   *
   * @throws IllegalArgumentException if the options contradict one another
   */
  Map<String, String> files() {
    return files("");
  }

  /** The same where datasets are detected: the usual files lie in a folder a dataset. */
  Map<String, String> filesByDataset() {
    return files(DATASET);
  }

  private Map<String, String> files(String subfolder) {
    Map<String, String> files = new TreeMap<>();
    if (all == null && (basename != null || selection != null)) {
      throw new IllegalArgumentException(
          (basename != null ? "--output-basename" : "--output-selection")
              + " only goes with --output-all DIR; add that, or name each file");
    }
    if (all != null) {
      files.putAll(UsualFiles.named(all.resolve(subfolder), basename(), selected()));
    }
    put(files, "tsv", tsv);
    put(files, "csv", csv);
    put(files, "ndjson", ndjson);
    put(files, "json", json);
    put(files, "fasta", fasta);
    put(files, "translations", translations);
    put(files, "vcf", vcf);
    put(files, "tree", tree);
    put(files, "tree-nwk", newick);
    put(files, "gff", gff);
    put(files, "tbl", tbl);
    String pattern = files.get("translations");
    if (pattern != null && !pattern.contains("{cds}") && !pattern.contains("{gene}")) {
      throw new IllegalArgumentException(
          "--output-translations takes a name with {cds} in it, such as"
              + " proteins/{cds}.fasta, got "
              + pattern);
    }
    List<String> seen = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      String path =
          file.getValue().equals("-")
              ? "-"
              : Path.of(file.getValue()).toAbsolutePath().normalize().toString();
      if (seen.contains(path)) {
        throw new IllegalArgumentException(
            "two outputs go to " + file.getValue() + "; give each its own file");
      }
      seen.add(path);
    }
    return files.isEmpty() ? Map.of("tsv", "-") : files;
  }

  /** Beginning of the names of reads' outputs; empty if only those named by options are wanted. */
  Optional<Path> readsPrefix() {
    return all == null || !UsualFiles.isSelected(UsualFiles.READS, selected())
        ? Optional.empty()
        : Optional.of(all.resolve(basename()));
  }

  private String basename() {
    return basename == null ? UsualFiles.BASENAME : basename;
  }

  private List<String> selected() {
    return selection == null ? List.of(UsualFiles.ALL) : selection;
  }

  private static void put(Map<String, String> files, String kind, @Nullable String file) {
    if (file != null) {
      files.put(kind, file);
    }
  }
}
