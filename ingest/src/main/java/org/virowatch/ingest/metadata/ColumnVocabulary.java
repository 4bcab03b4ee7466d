package org.virowatch.ingest.metadata;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.virowatch.ingest.vocabulary.FactTable;

/**
 * The columns that are recognised, in every vocabulary: one table, from which the docs are made.
 */
public final class ColumnVocabulary {
  private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final List<Entry> ENTRIES =
      FactTable.rows(
              ColumnVocabulary.class, "columns.tsv", List.of("field", "column", "vocabularies"))
          .stream()
          .map(
              row ->
                  new Entry(
                      MetadataField.valueOf(row.get(0).toUpperCase(Locale.ROOT)),
                      row.get(1),
                      row.get(2)))
          .toList();

  private ColumnVocabulary() {}

  /**
   * A column of some vocabulary.
   *
   * @param field what it says
   * @param column its name as that vocabulary writes it
   * @param vocabularies who writes it so, for people
   */
  public record Entry(MetadataField field, String column, String vocabularies) {}

  /** Returns all columns; those of one field by falling precedence. */
  public static List<Entry> entries() {
    return ENTRIES;
  }

  /** Returns the names of a field's columns, by falling precedence. */
  public static List<String> columnsOf(MetadataField field) {
    return ENTRIES.stream().filter(entry -> entry.field() == field).map(Entry::column).toList();
  }

  /** Returns what spellings of one column name have in common. */
  static String key(String column) {
    return PUNCTUATION.matcher(column.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /** Returns the table as Markdown, for the docs. */
  public static String markdown() {
    StringBuilder text =
        new StringBuilder("| field | columns, by falling precedence | meaning |\n");
    text.append("|---|---|---|\n");
    for (MetadataField field : MetadataField.values()) {
      List<String> columns =
          ENTRIES.stream()
              .filter(entry -> entry.field() == field)
              .map(entry -> "`" + entry.column() + "` (" + entry.vocabularies() + ")")
              .toList();
      text.append("| ").append(field.label()).append(" | ");
      text.append(String.join(", ", columns)).append(" | ").append(field.meaning()).append(" |\n");
    }
    return text.toString();
  }
}
