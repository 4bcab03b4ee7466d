package org.virowatch.ingest.call;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.output.AlignedFasta;
import org.virowatch.genomics.output.ColumnSelection;
import org.virowatch.genomics.output.MixedTable;
import org.virowatch.genomics.output.NextcladeJson;
import org.virowatch.genomics.output.NextcladeTable;

/** All outputs of a call against one dataset, or the mixed ones of a call against several. */
final class CallOutputs implements ResultOutputs {

  /** Kinds of outputs that are made of the proteins themselves. */
  static final Set<String> WITH_PROTEINS = Set.of("translations", "ndjson", "json");

  private final List<CallOutput> outputs = new ArrayList<>();
  private final boolean proteins;

  private CallOutputs(boolean proteins) {
    this.proteins = proteins;
  }

  /**
   * Opens every output asked for; the table on standard output if none was.
   *
   * @param out standard output
   * @throws IllegalArgumentException if the options are wrong
   * @throws IOException if a file cannot be written
   */
  static CallOutputs open(
      OutputOptions options, ReferenceDataset dataset, PrintWriter out, RunIdentity run)
      throws IOException {
    return open(options.files(), ColumnSelection.of(options.columns()), options, dataset, out, run);
  }

  /**
   * Opens the outputs of one dataset.
   *
   * @param files names by kind; {@link OutputOptions#DATASET} in them is the dataset's name
   */
  static CallOutputs open(
      Map<String, String> files,
      ColumnSelection columns,
      OutputOptions options,
      ReferenceDataset dataset,
      PrintWriter out,
      RunIdentity run)
      throws IOException {
    NextcladeTable tsv = new NextcladeTable(dataset, columns, NextcladeTable.TAB);
    GrowingTree growing = new GrowingTree(dataset, options.greedyTree(dataset));
    String name = SafeName.of(dataset.name());
    Map<String, String> possible = new TreeMap<>(files);
    if (dataset.treeDocument().isEmpty() && !options.treeNamed()) {
      possible.remove("tree"); // --output-all means what there is
    }
    if (dataset.tree().isEmpty() && !options.newickNamed()) {
      possible.remove("tree-nwk");
    }
    return openAll(
        possible,
        (kind, file) ->
            open(
                kind,
                file.replace(OutputOptions.DATASET, name),
                options,
                dataset,
                tsv,
                growing,
                columns,
                out,
                run));
  }

  /**
   * Opens tables and JSON of sequences of several datasets.
   *
   * @param files names by kind
   * @throws IllegalArgumentException if an output of another kind is among them
   */
  static CallOutputs openMixed(
      Map<String, String> files,
      ColumnSelection columns,
      List<ReferenceDataset> datasets,
      PrintWriter out,
      RunIdentity run)
      throws IOException {
    return openAll(
        files,
        (kind, name) ->
            switch (kind) {
              case "tsv" ->
                  MixedTableOutput.begin(
                      file(name, out), new MixedTable(datasets, columns, NextcladeTable.TAB));
              case "csv" ->
                  MixedTableOutput.begin(
                      file(name, out), new MixedTable(datasets, columns, NextcladeTable.SEMICOLON));
              case "ndjson" -> new NdjsonOutput(file(name, out), NextcladeJson.ofSeveral(datasets));
              case "json" ->
                  new JsonOutput(file(name, out), NextcladeJson.ofSeveral(datasets), run);
              default ->
                  throw new IllegalArgumentException(
                      UsualFiles.option(kind)
                          + " holds sequences of one reference: with --dataset auto, name it with "
                          + OutputOptions.DATASET
                          + " in it, such as {dataset}/"
                          + name);
            });
  }

  @FunctionalInterface
  private interface Opening {
    CallOutput open(String kind, String name) throws IOException;
  }

  private static CallOutputs openAll(Map<String, String> files, Opening opening)
      throws IOException {
    CallOutputs all = new CallOutputs(WITH_PROTEINS.stream().anyMatch(files::containsKey));
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        all.outputs.add(opening.open(file.getKey(), file.getValue()));
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private static CallOutput open(
      String kind,
      String name,
      OutputOptions options,
      ReferenceDataset dataset,
      NextcladeTable tsv,
      GrowingTree growing,
      ColumnSelection columns,
      PrintWriter out,
      RunIdentity run)
      throws IOException {
    return switch (kind) {
      case "tsv" -> TableOutput.begin(file(name, out), tsv);
      case "csv" ->
          TableOutput.begin(
              file(name, out), new NextcladeTable(dataset, columns, NextcladeTable.SEMICOLON));
      case "ndjson" -> new NdjsonOutput(file(name, out), new NextcladeJson(dataset));
      case "json" -> new JsonOutput(file(name, out), new NextcladeJson(dataset), run);
      case "fasta" -> fasta(file(name, out), dataset, options.includeReference(dataset));
      case "translations" ->
          TranslationsOutput.create(dataset, name, options.includeReference(dataset));
      case "vcf" -> {
        if (name.equals("-")) {
          throw new IllegalArgumentException(
              "--output-vcf takes a file, not standard output; name one such as calls.vcf.gz");
        }
        yield new VcfOutput(dataset, name, options.vcfAnnotations());
      }
      case "tree" -> TreeOutput.auspice(growing, file(name, out));
      case "tree-nwk" -> TreeOutput.newick(growing, file(name, out));
      case "gff" -> AnnotationOutput.gff(file(name, out), dataset);
      case "tbl" -> AnnotationOutput.table(file(name, out), dataset);
      default -> throw new IllegalArgumentException("there is no output " + kind);
    };
  }

  private static CallOutput fasta(
      OutputFile file, ReferenceDataset dataset, boolean withReference) {
    if (withReference) {
      file.heading(AlignedFasta.record(dataset.referenceName(), dataset.reference()));
    }
    return new FastaOutput(file, new AlignedFasta(dataset));
  }

  private static OutputFile file(String name, PrintWriter out) throws IOException {
    return name.equals("-") ? OutputFile.standardOutput(out) : OutputFile.create(Path.of(name));
  }

  @Override
  public boolean needsProteins() {
    return proteins;
  }

  @Override
  public List<CallOutput.Writing> prepare(
      long index, AnalysisResult result, @Nullable Detection detection) {
    List<CallOutput.Writing> writings = new ArrayList<>(outputs.size());
    for (CallOutput output : outputs) {
      writings.add(output.prepare(index, result, detection));
    }
    return writings;
  }

  @Override
  public void commit() throws IOException {
    for (CallOutput output : outputs) {
      output.commit();
    }
  }

  @Override
  public void close() throws IOException {
    OutputFile.closeAll(outputs);
  }
}
