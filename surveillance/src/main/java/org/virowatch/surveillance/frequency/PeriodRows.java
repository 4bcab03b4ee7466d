package org.virowatch.surveillance.frequency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.Coverage;
import org.virowatch.surveillance.count.MutationName;
import org.virowatch.surveillance.lineage.LineageHierarchy;

/**
 * The rows of one region and period. The lineage's own frequency has the genomes with a lineage as
 * its denominator; the share of unplaced genomes has all of them.
 */
final class PeriodRows {
  static final String ALL = "*";

  private final String region;
  private final String period;
  private final Map<String, CellCounts> byLineage;
  private final LineageHierarchy lineages;
  private final long genomes;
  private final long placed;

  PeriodRows(
      String region, String period, Map<String, CellCounts> byLineage, LineageHierarchy lineages) {
    this.region = region;
    this.period = period;
    this.byLineage = byLineage;
    this.lineages = lineages;
    this.genomes = byLineage.values().stream().mapToLong(CellCounts::genomes).sum();
    @Nullable CellCounts unplaced = byLineage.get("");
    this.placed = unplaced == null ? genomes : genomes - unplaced.genomes();
  }

  void forEach(Optional<String> lineage, FrequencyTable.RowConsumer consumer) throws IOException {
    if (lineage.isPresent()) {
      String wanted = lineage.get();
      CellCounts counts = counts(wanted);
      if (counts != null && counts.genomes() > 0) {
        rowsOf(wanted, counts, consumer);
      }
      return;
    }
    TreeMap<String, CellCounts> printed = new TreeMap<>();
    byLineage.forEach((name, counts) -> printed.put(printedName(name), counts));
    if (genomes > 0) {
      printed.put(ALL, sumOf(ALL));
    }
    for (var entry : printed.entrySet()) {
      rowsOf(entry.getKey(), entry.getValue(), consumer);
    }
  }

  /** Returns the genomes of a lineage as rows name it, null where it is exact and has none. */
  @Nullable CellCounts counts(String lineage) {
    return lineage.endsWith("*") ? sumOf(lineage) : exact(lineage);
  }

  /** Returns the numerator of a lineage's own frequency. */
  long numerator(String lineage, CellCounts counts) {
    return lineage.equals(ALL) ? placed : counts.genomes();
  }

  /** Returns the denominator of a lineage's own frequency. */
  long denominator(String lineage) {
    return lineage.equals(FrequencyTable.UNASSIGNED) ? genomes : placed;
  }

  /** Returns the genomes of all lineages, those without one included. */
  long genomes() {
    return genomes;
  }

  private static String printedName(String lineage) {
    return lineage.isEmpty() ? FrequencyTable.UNASSIGNED : lineage;
  }

  private @Nullable CellCounts exact(String wanted) {
    return byLineage.get(wanted.equals(FrequencyTable.UNASSIGNED) ? "" : wanted);
  }

  /** Adds up the cells of a pattern; {@code *} takes the unplaced genomes as well. */
  private CellCounts sumOf(String pattern) {
    CellCounts sum = new CellCounts();
    byLineage.forEach(
        (lineage, counts) -> {
          if (pattern.equals(ALL) || lineages.matches(pattern, lineage)) {
            sum.add(counts);
          }
        });
    return sum;
  }

  private void rowsOf(String lineage, CellCounts counts, FrequencyTable.RowConsumer consumer)
      throws IOException {
    consumer.accept(row(lineage, counts, "", numerator(lineage, counts), denominator(lineage)));
    List<MutationName> names = new ArrayList<>(counts.mutations().size());
    counts.mutations().forEach((name, count) -> names.add(MutationName.of(name)));
    names.sort(null);
    Coverage coverage = counts.coverage();
    for (MutationName name : names) {
      long count = counts.mutations().get(name.text());
      consumer.accept(row(lineage, counts, name.text(), count, coverage.at(name)));
    }
  }

  private FrequencyRow row(
      String lineage, CellCounts counts, String mutation, long count, long coverage) {
    double frequency = coverage == 0 ? 0 : (double) count / coverage;
    return new FrequencyRow(
        region,
        period,
        lineage,
        counts.genomes(),
        mutation,
        count,
        coverage,
        frequency,
        WilsonInterval.of(count, coverage));
  }
}
