package org.virowatch.genomics.output;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.DatasetMatch;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.detect.DetectionVerdict;

/**
 * Results of genomes read against several datasets as one table: the columns of {@link
 * NextcladeTable} that every dataset has, and behind them what was detected. Immutable and
 * thread-safe.
 */
public final class MixedTable {

  private static final Detection NOTHING = new Detection(DetectionVerdict.NONE, 0, List.of());

  private final IdentityHashMap<ReferenceDataset, NextcladeTable> tables = new IdentityHashMap<>();
  private final NextcladeTable undetected;
  private final List<String> chosen;

  /**
   * @param datasets the datasets that may be detected; at least one
   * @param selection columns to write; those that only some datasets have are left out
   * @param delimiter {@link NextcladeTable#TAB} or {@link NextcladeTable#SEMICOLON}
   * @throws IllegalArgumentException if the selection names a column that no dataset has
   */
  public MixedTable(List<ReferenceDataset> datasets, ColumnSelection selection, char delimiter) {
    requireKnown(datasets, selection);
    for (ReferenceDataset dataset : datasets) {
      tables.put(dataset, new NextcladeTable(TableLayout.common(dataset, selection), delimiter));
    }
    undetected = new NextcladeTable(TableLayout.common(datasets.get(0), selection), delimiter);
    chosen =
        cells(NOTHING).keySet().stream()
            .filter(
                name -> selection.has(ColumnCategory.VIROWATCH) || selection.names().contains(name))
            .toList();
  }

  /**
   * Checks the columns named for a run with several datasets.
   *
   * @throws IllegalArgumentException if the selection names a column that no dataset has
   */
  public static void requireKnown(List<ReferenceDataset> datasets, ColumnSelection selection) {
    Set<String> known = new LinkedHashSet<>();
    datasets.forEach(dataset -> known.addAll(TableLayout.names(dataset)));
    known.addAll(cells(NOTHING).keySet());
    selection.requireKnown(List.copyOf(known));
  }

  /** The columns of one dataset among several: names that only others have are passed over. */
  public static ColumnSelection of(ReferenceDataset dataset, ColumnSelection selection) {
    return selection.restrictedTo(TableLayout.names(dataset));
  }

  /** The first line, with its line end. */
  public String header() {
    return undetected.header(chosen);
  }

  /**
   * The line of a sequence, with its line end.
   *
   * @param index number of the sequence in the input, from 0
   * @param result what became of it
   * @param detection what it was detected to be
   */
  public byte[] row(long index, AnalysisResult result, Detection detection) {
    NextcladeTable table =
        detection.certain().map(match -> tables.get(match.dataset())).orElse(undetected);
    Map<String, String> cells = cells(detection);
    List<String> more = new ArrayList<>();
    chosen.forEach(name -> more.add(cells.getOrDefault(name, "")));
    return table.row(index, result, more);
  }

  /** What was detected, by the names of the columns. */
  private static Map<String, String> cells(Detection detection) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("dataset", detection.certain().map(match -> match.dataset().name()).orElse(""));
    cells.put(
        "datasetVersion", detection.certain().map(match -> match.dataset().version()).orElse(""));
    cells.put("datasetVerdict", detection.verdict().toString());
    cells.put("datasetScore", detection.best().map(MixedTable::score).orElse("0"));
    cells.put(
        "datasetRunnerUp", detection.runnerUp().map(match -> match.dataset().name()).orElse(""));
    cells.put("datasetRunnerUpScore", detection.runnerUp().map(MixedTable::score).orElse(""));
    return cells;
  }

  private static String score(DatasetMatch match) {
    return String.format(Locale.ROOT, "%.4f", match.score());
  }
}
