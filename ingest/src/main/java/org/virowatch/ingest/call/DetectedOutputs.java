package org.virowatch.ingest.call;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.DatasetMatch;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.output.ColumnSelection;
import org.virowatch.genomics.output.MixedTable;

/**
 * Outputs of a call whose datasets are detected. One with {@link OutputOptions#DATASET} in its name
 * is a file a dataset, as a call against that dataset would have written it; it is made when the
 * first sequence of the dataset comes. What no dataset was found for goes to tables and JSON of the
 * name {@value #UNASSIGNED}. Any other output holds the sequences of all datasets.
 */
final class DetectedOutputs implements ResultOutputs {

  /** Stands for the dataset in the names of what has none. */
  static final String UNASSIGNED = "unassigned";

  private static final Set<String> MIXED_KINDS = Set.of("tsv", "csv", "ndjson", "json");

  private final OutputOptions options;
  private final List<ReferenceDataset> datasets;
  private final ColumnSelection columns;
  private final PrintWriter out;
  private final RunIdentity run;
  private final Map<String, String> separate = new TreeMap<>();
  private final Map<String, CallOutputs> opened = new ConcurrentHashMap<>();
  private final CallOutputs mixed;

  /**
   * @param datasets those that may be detected
   * @param out standard output
   * @throws IllegalArgumentException if the options are wrong
   * @throws IOException if a file cannot be written
   */
  DetectedOutputs(
      OutputOptions options, List<ReferenceDataset> datasets, PrintWriter out, RunIdentity run)
      throws IOException {
    this.options = options;
    this.datasets = datasets;
    this.columns = ColumnSelection.of(options.columns());
    this.out = out;
    this.run = run;
    MixedTable.requireKnown(datasets, columns);
    Map<String, String> together = new TreeMap<>();
    options
        .filesByDataset()
        .forEach(
            (kind, name) ->
                (name.contains(OutputOptions.DATASET) ? separate : together).put(kind, name));
    this.mixed = CallOutputs.openMixed(together, columns, datasets, out, run);
  }

  @Override
  public boolean needsProteins() {
    return mixed.needsProteins()
        || CallOutputs.WITH_PROTEINS.stream().anyMatch(separate::containsKey);
  }

  @Override
  public List<CallOutput.Writing> prepare(
      long index, AnalysisResult result, @Nullable Detection detection) {
    List<CallOutput.Writing> writings = new ArrayList<>(mixed.prepare(index, result, detection));
    if (!separate.isEmpty() && detection != null) {
      writings.addAll(
          detection
              .certain()
              .map(match -> outputs(match).prepare(index, result, null))
              .orElseGet(() -> unassigned().prepare(index, result, detection)));
    }
    return writings;
  }

  private CallOutputs outputs(DatasetMatch match) {
    ReferenceDataset dataset = match.dataset();
    return opened.computeIfAbsent(
        dataset.name(),
        name -> {
          try {
            return CallOutputs.open(
                separate, MixedTable.of(dataset, columns), options, dataset, out, run);
          } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
          }
        });
  }

  private CallOutputs unassigned() {
    return opened.computeIfAbsent(
        "", // no dataset has this name
        none -> {
          Map<String, String> files = new TreeMap<>();
          separate.forEach(
              (kind, name) -> {
                if (MIXED_KINDS.contains(kind)) {
                  files.put(kind, name.replace(OutputOptions.DATASET, UNASSIGNED));
                }
              });
          try {
            return CallOutputs.openMixed(files, columns, datasets, out, run);
          } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
          }
        });
  }

  @Override
  public void commit() throws IOException {
    mixed.commit();
    for (CallOutputs outputs : opened.values()) {
      outputs.commit();
    }
  }

  @Override
  public void close() throws IOException {
    List<CallOutputs> all = new ArrayList<>(opened.values());
    all.add(mixed);
    OutputFile.closeAll(all);
  }
}
