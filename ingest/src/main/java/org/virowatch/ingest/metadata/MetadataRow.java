package org.virowatch.ingest.metadata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.virowatch.ingest.vocabulary.MissingValue;

/**
 * One row of a metadata table.
 *
 * @param header the table's header
 * @param line line of the file on which the row begins, from 1
 * @param cells one value a column, stripped of white space
 */
public record MetadataRow(MetadataHeader header, long line, List<String> cells) {
  /**
   * A value and where it stood.
   *
   * @param column the column's name in this table
   * @param text the value as written; never empty or a word for missing
   */
  public record Value(String column, String text) {}

  /** Returns a field's value: the first of its columns that has one. */
  public Optional<Value> value(MetadataField field) {
    for (int column : header.columnsOf(field)) {
      String text = cells.get(column);
      if (!MissingValue.is(text)) {
        return Optional.of(new Value(header.columns().get(column), text));
      }
    }
    return Optional.empty();
  }

  /** Returns the values that are not empty, by column, without those of the given columns. */
  public Map<String, String> remaining(Iterable<String> used) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty() && !header.columns().get(i).isBlank()) {
        values.put(header.columns().get(i), cells.get(i));
      }
    }
    used.forEach(values::remove);
    return values;
  }
}
