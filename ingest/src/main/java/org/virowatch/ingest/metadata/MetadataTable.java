package org.virowatch.ingest.metadata;

import java.util.List;

/**
 * A metadata table in memory.
 *
 * @param label what messages call it
 * @param header its columns
 * @param rows its well-formed rows in the file's order
 * @param faults its malformed rows in the file's order
 */
public record MetadataTable(
    String label, MetadataHeader header, List<MetadataRow> rows, List<RowFault> faults) {
  /** Keeps the lists from being changed. */
  public MetadataTable {
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
  }

  /**
   * A row that cannot be read; the rest of the table can.
   *
   * @param line line of the file on which the row begins, from 1
   * @param message what is wrong and what to do
   * @param excerpt beginning of the row as it stands
   */
  public record RowFault(long line, String message, String excerpt) {}
}
