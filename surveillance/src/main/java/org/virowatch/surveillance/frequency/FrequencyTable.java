package org.virowatch.surveillance.frequency;

import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.lineage.LineageHierarchy;

/**
 * The frequencies of one dataset as people and programs read them. Fill it with cells, then write
 * it; rows are made one (region, period) at a time, so a large table costs its cells and no more.
 *
 * <p>Rows are sorted by region, week and lineage; the lineage's own row, with an empty mutation,
 * comes first, then nucleotide mutations by position, then amino-acid changes by CDS and codon.
 */
public final class FrequencyTable {
  /** How the lineage of unplaced genomes is printed and filtered. */
  public static final String UNASSIGNED = "unassigned";

  private final String dataset;
  private final LineageHierarchy lineages;
  private final TreeMap<String, TreeMap<String, TreeMap<String, CellCounts>>> cells =
      new TreeMap<>();
  private final Map<CellKey, Long> revisions = new HashMap<>();

  /** Makes an empty table of one dataset. */
  public FrequencyTable(String dataset, LineageHierarchy lineages) {
    this.dataset = dataset;
    this.lineages = lineages;
  }

  /** Puts a cell in, in place of what was there. Cells of other datasets are passed over. */
  public void put(CellKey key, CellCounts counts) {
    if (!key.dataset().equals(dataset)) {
      return;
    }
    var lineagesOfPeriod =
        cells
            .computeIfAbsent(key.region(), region -> new TreeMap<>())
            .computeIfAbsent(key.period(), period -> new TreeMap<>());
    if (counts.genomes() == 0) {
      lineagesOfPeriod.remove(key.lineage());
    } else {
      lineagesOfPeriod.put(key.lineage(), counts);
    }
  }

  /**
   * Puts a published cell in, unless a higher revision of it is there already. Cells of other
   * datasets are passed over.
   */
  public void put(FrequencyUpdate update) {
    CellKey key =
        new CellKey(
            update.getDataset(), update.getRegion(), update.getPeriod(), update.getLineage());
    @Nullable Long known = revisions.get(key);
    if (key.dataset().equals(dataset) && (known == null || known < update.getRevision())) {
      revisions.put(key, update.getRevision());
      put(key, CellCounts.of(update));
    }
  }

  /** Puts all cells in. */
  public void putAll(Map<CellKey, CellCounts> all) {
    all.forEach(this::put);
  }

  /** Returns the genomes of all lineages in a region and period, those without one included. */
  public long genomes(String region, String period) {
    return period(region, period).genomes();
  }

  /** Returns the regions that have cells, filtered or not. */
  Set<String> regions() {
    return cells.keySet();
  }

  /** Returns the rows of a region and period, without genomes where there are none. */
  PeriodRows period(String region, String period) {
    return new PeriodRows(
        region,
        period,
        cells.getOrDefault(region, new TreeMap<>()).getOrDefault(period, new TreeMap<>()),
        lineages);
  }

  /** Takes rows as they are made. */
  @FunctionalInterface
  public interface RowConsumer {
    /** Takes the next row. */
    void accept(FrequencyRow row) throws IOException;
  }

  /** Gives the rows that the filter shows, in order. */
  public void rows(FrequencyFilter filter, RowConsumer consumer) throws IOException {
    for (var region : cells.entrySet()) {
      if (filter.showsRegion(region.getKey())) {
        for (var period : region.getValue().entrySet()) {
          if (filter.showsPeriod(period.getKey())) {
            var rows = period(region.getKey(), period.getKey());
            rows.forEach(filter.lineage(), consumer);
          }
        }
      }
    }
  }

  /** Writes the rows as tab-separated values with a header line; does not close the writer. */
  public void writeTsv(FrequencyFilter filter, Writer writer) throws IOException {
    writer.write(String.join("\t", FrequencyRow.COLUMNS));
    writer.write('\n');
    rows(
        filter,
        row -> {
          writer.write(String.join("\t", row.fields()));
          writer.write('\n');
        });
  }

  /**
   * Writes the rows as one JSON array of objects, a row a line, with the names of {@link
   * FrequencyRow#COLUMNS}; does not close the writer.
   */
  public void writeJson(FrequencyFilter filter, Writer writer) throws IOException {
    String[] separator = {"\n"};
    writer.write('[');
    rows(
        filter,
        row -> {
          writer.write(separator[0]);
          writer.write(row.toJson());
          separator[0] = ",\n";
        });
    writer.write("\n]\n");
  }
}
