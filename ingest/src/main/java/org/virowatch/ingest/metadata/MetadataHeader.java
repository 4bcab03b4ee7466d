package org.virowatch.ingest.metadata;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The header line of a metadata table, and which fields its columns hold. Immutable. */
public final class MetadataHeader {
  private static final int COLUMNS_SHOWN = 60;
  private static final String WHOLE_PLACE_OR_TOWN = "location";

  private final List<String> columns;
  private final Map<MetadataField, List<Integer>> columnsOfField;
  private final Set<Integer> recognised;

  /**
   * Recognises columns.
   *
   * @param label what messages call the table
   * @param columns names as they stand in the header line
   * @throws MetadataException if a column appears twice, or there is none that names sequences or
   *     none that dates samples
   */
  MetadataHeader(String label, List<String> columns) {
    this.columns = List.copyOf(columns);
    this.columnsOfField = new EnumMap<>(MetadataField.class);
    this.recognised = new LinkedHashSet<>();
    Map<String, Integer> indexByKey = new HashMap<>();
    Set<String> seen = new LinkedHashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      if (!column.isBlank() && !seen.add(column)) {
        throw new MetadataException(
            label + ": the column '" + column + "' appears twice; remove or rename one of them");
      }
      indexByKey.putIfAbsent(ColumnVocabulary.key(column), i);
    }
    for (ColumnVocabulary.Entry entry : ColumnVocabulary.entries()) {
      Integer index = indexByKey.get(ColumnVocabulary.key(entry.column()));
      if (index != null) {
        columnsOfField.computeIfAbsent(entry.field(), field -> new ArrayList<>()).add(index);
        recognised.add(index);
      }
    }
    dropFinerLocation();
    require(label, MetadataField.SEQUENCE_NAME, "names the sequences");
    require(label, MetadataField.COLLECTION_DATE, "says when the samples were taken");
  }

  /** Returns the columns' names in their order. */
  public List<String> columns() {
    return columns;
  }

  /** Returns the indices of a field's columns by falling precedence; empty if it has none. */
  public List<Integer> columnsOf(MetadataField field) {
    return columnsOfField.getOrDefault(field, List.of());
  }

  /**
   * GISAID's {@code Location} holds the whole place; Nextstrain's, beside a country column, only a
   * town.
   */
  private void dropFinerLocation() {
    List<Integer> countries = columnsOf(MetadataField.COUNTRY);
    if (countries.size() > 1) {
      countries.removeIf(
          index -> ColumnVocabulary.key(columns.get(index)).equals(WHOLE_PLACE_OR_TOWN));
    }
  }

  private void require(String label, MetadataField field, String what) {
    if (!columnsOf(field).isEmpty()) {
      return;
    }
    String seen =
        columns.stream()
            .limit(COLUMNS_SHOWN)
            .map(c -> "'" + c + "'")
            .collect(Collectors.joining(", "));
    String known =
        recognised.stream().map(i -> "'" + columns.get(i) + "'").collect(Collectors.joining(", "));
    throw new MetadataException(
        label
            + ": no column "
            + what
            + "; columns seen: "
            + seen
            + (columns.size() > COLUMNS_SHOWN ? ", …" : "")
            + "; recognised among them: "
            + (known.isEmpty() ? "none" : known)
            + "; give one of these names: "
            + String.join(", ", ColumnVocabulary.columnsOf(field))
            + (field == MetadataField.COLLECTION_DATE
                ? " (an empty column if the dates are not known)"
                : "")
            + (columns.size() == 1
                ? "; the header has a single column, so the separator may be neither a tab, a comma"
                    + " nor a semicolon"
                : ""));
  }
}
