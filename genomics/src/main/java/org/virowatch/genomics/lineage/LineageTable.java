package org.virowatch.genomics.lineage;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of lineages by their defining mutations, for viruses or places without a tree.
 *
 * <p>Tab-separated with the columns {@code lineage, parent, clade, name, mutations, source}, one
 * row a lineage. Mutations are those added on the branch from the parent, separated by spaces:
 * {@code C241T}, deletions {@code 21765-21770}. Without a parent they are added to the reference.
 * Lines that begin with {@code #} are comments.
 */
public final class LineageTable {

  private static final CSVFormat FORMAT =
      CSVFormat.TDF
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setCommentMarker('#')
          .setQuote(null)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private final Map<String, Row> rows;

  private LineageTable(Map<String, Row> rows) {
    this.rows = rows;
  }

  /**
   * Reads a table.
   *
   * @param tsv content of the file
   * @throws LineageTableException if it is no such table, or a parent is missing or its own
   *     descendant
   */
  public static LineageTable read(String tsv) {
    Map<String, Row> rows = new LinkedHashMap<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(tsv), FORMAT)) {
      for (String column : List.of("lineage", "parent", "mutations")) {
        if (!parser.getHeaderNames().contains(column)) {
          throw new LineageTableException(
              "it has no column \"" + column + "\" but " + parser.getHeaderNames());
        }
      }
      for (CSVRecord record : parser) {
        Row row = row(record, parser.getCurrentLineNumber());
        if (rows.putIfAbsent(row.lineage(), row) != null) {
          throw new LineageTableException(
              "line " + row.line() + ": lineage " + row.lineage() + " is there twice");
        }
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      // The last where several columns have no name.
      throw new LineageTableException("it is no table: " + e.getMessage(), e);
    }
    requireForest(rows);
    return new LineageTable(rows);
  }

  /** The lineages in the order of the file. */
  public List<String> lineages() {
    return List.copyOf(rows.keySet());
  }

  /** The parent of each lineage that has one. */
  public Map<String, String> parents() {
    Map<String, String> parents = new LinkedHashMap<>();
    rows.forEach(
        (lineage, row) -> {
          if (!row.parent().isEmpty()) {
            parents.put(lineage, row.parent());
          }
        });
    return parents;
  }

  /** The rows in the order of the file. */
  List<Row> rows() {
    return new ArrayList<>(rows.values());
  }

  private static Row row(CSVRecord record, long line) {
    String lineage = value(record, "lineage");
    if (lineage.isEmpty()) {
      throw new LineageTableException("line " + line + ": the lineage is empty");
    }
    return new Row(
        line,
        lineage,
        value(record, "parent"),
        value(record, "clade"),
        value(record, "name"),
        value(record, "mutations"));
  }

  private static String value(CSVRecord record, String column) {
    return record.isMapped(column) && record.isSet(column) ? record.get(column) : "";
  }

  private static void requireForest(Map<String, Row> rows) {
    for (Row row : rows.values()) {
      int steps = 0;
      Row ancestor = row;
      while (!ancestor.parent().isEmpty()) {
        Row parent = rows.get(ancestor.parent());
        if (parent == null) {
          throw new LineageTableException(
              "line "
                  + ancestor.line()
                  + ": parent "
                  + ancestor.parent()
                  + " of "
                  + ancestor.lineage()
                  + " has no row");
        }
        if (++steps > rows.size()) {
          throw new LineageTableException(
              "line " + row.line() + ": " + row.lineage() + " descends from itself");
        }
        ancestor = parent;
      }
    }
  }

  /**
   * One lineage.
   *
   * @param line line of the file
   * @param lineage its name
   * @param parent its parent; empty if it descends from the reference
   * @param clade its clade; may be empty
   * @param name its other name, such as Omicron; may be empty
   * @param mutations what its branch adds, separated by spaces
   */
  record Row(
      long line, String lineage, String parent, String clade, String name, String mutations) {}
}
