package org.virowatch.ingest.metadata;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.virowatch.ingest.metadata.MetadataTable.RowFault;

/**
 * Reads metadata tables: tab-, comma- or semicolon-separated (told by the header line), plain or
 * compressed, any line ends, with or without a byte order mark.
 *
 * <p>In a tab-separated table a row is a line, and a quotation mark inside a cell is nothing
 * special, as INSDC's and GISAID's titles have it. Comma- and semicolon-separated tables follow RFC
 * 4180. A malformed row becomes a {@link RowFault}; the rest is read.
 */
public final class MetadataReader {
  private static final int MAX_HEADER = 1 << 20;
  private static final int MAX_CELL = 32_767; // a spreadsheet cell's limit
  private static final int EXCERPT = 80;
  private static final int MAX_SHARED_TEXTS = 200_000;
  private static final int MAX_SHARED_LENGTH = 200;

  private final String label;
  private final Map<String, String> sharedTexts = new HashMap<>();
  private final List<MetadataRow> rows = new ArrayList<>();
  private final List<RowFault> faults = new ArrayList<>();

  private MetadataReader(String label) {
    this.label = label;
  }

  /**
   * Reads a table into memory.
   *
   * @throws MetadataException if the file cannot be read, is no table, or lacks a column that names
   *     sequences or dates samples
   */
  public static MetadataTable read(Path file) {
    try (BufferedReader reader = TextInput.open(file)) {
      return new MetadataReader(file.toString()).read(reader);
    } catch (NoSuchFileException e) {
      throw new MetadataException(file + ": there is no such file", e);
    } catch (EOFException | ZipException e) {
      throw new MetadataException(
          file + ": the compressed file is damaged or was cut off; copy or download it again", e);
    } catch (IOException e) {
      throw new MetadataException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private MetadataTable read(BufferedReader reader) throws IOException {
    reader.mark(MAX_HEADER);
    String headerLine = reader.readLine();
    if (headerLine == null || headerLine.length() >= MAX_HEADER) {
      throw new MetadataException(label + ": no header line; the first line must name the columns");
    }
    char separator = separator(headerLine);
    MetadataHeader header;
    if (separator == '\t') {
      header = new MetadataHeader(label, tabbed(headerLine));
      readLines(reader, header);
    } else {
      reader.reset();
      header = readQuoted(reader, separator);
    }
    return new MetadataTable(label, header, rows, faults);
  }

  private void readLines(BufferedReader reader, MetadataHeader header) throws IOException {
    int columns = header.columns().size();
    long number = 1;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      List<String> cells = tabbed(line);
      if (cells.size() != columns && line.indexOf('"') >= 0) {
        List<String> quoted = quoted(line);
        cells = quoted.size() == columns ? quoted : cells;
      }
      add(header, number, cells, line);
    }
  }

  private MetadataHeader readQuoted(BufferedReader reader, char separator) throws IOException {
    try (CSVParser parser = format(separator).parse(reader)) {
      MetadataHeader header = null;
      long line = 1;
      for (CSVRecord csv : parser) {
        List<String> cells = stripped(csv);
        if (header == null) {
          header = new MetadataHeader(label, cells);
        } else if (!cells.stream().allMatch(String::isEmpty)) {
          add(header, line, cells, String.join(String.valueOf(separator), cells));
        }
        line = parser.getCurrentLineNumber() + 1;
      }
      if (header == null) {
        throw new MetadataException(label + ": no header line");
      }
      return header;
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new MetadataException(
          label
              + ": is not well-formed CSV: "
              + e.getMessage()
              + "; look for a stray quotation mark",
          e);
    }
  }

  private void add(MetadataHeader header, long line, List<String> given, String text) {
    int columns = header.columns().size();
    List<String> cells = given;
    while (cells.size() > columns && cells.get(cells.size() - 1).isEmpty()) {
      cells = cells.subList(0, cells.size() - 1);
    }
    if (cells.size() != columns) {
      fault(
          line,
          text,
          "the row has "
              + cells.size()
              + " cells where the header has "
              + columns
              + "; a cell may hold the separator or a line break without quotation marks");
      return;
    }
    for (String cell : cells) {
      if (cell.length() > MAX_CELL) {
        fault(
            line,
            text,
            "a cell of "
                + cell.length()
                + " characters (limit "
                + MAX_CELL
                + "); a quotation mark may not have been closed");
        return;
      }
    }
    String[] kept = new String[columns];
    for (int i = 0; i < columns; i++) {
      kept[i] = shared(cells.get(i));
    }
    rows.add(new MetadataRow(header, line, List.of(kept)));
  }

  private void fault(long line, String text, String message) {
    String excerpt = text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    faults.add(new RowFault(line, message, excerpt));
  }

  /** Columns repeat their values; one copy of each keeps a large table small. */
  private String shared(String text) {
    if (text.length() > MAX_SHARED_LENGTH) {
      return text;
    }
    String known = sharedTexts.get(text);
    if (known != null) {
      return known;
    }
    if (sharedTexts.size() < MAX_SHARED_TEXTS) {
      sharedTexts.put(text, text);
    }
    return text;
  }

  private static char separator(String header) {
    if (header.indexOf('\t') >= 0) {
      return '\t';
    }
    long commas = header.chars().filter(c -> c == ',').count();
    long semicolons = header.chars().filter(c -> c == ';').count();
    return semicolons > commas ? ';' : ',';
  }

  private static List<String> tabbed(String line) {
    List<String> cells = new ArrayList<>();
    int begin = 0;
    for (int tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', begin)) {
      cells.add(unquoted(line.substring(begin, tab)));
      begin = tab + 1;
    }
    cells.add(unquoted(line.substring(begin)));
    return cells;
  }

  private static String unquoted(String cell) {
    String text = cell.strip();
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      return text.substring(1, text.length() - 1).replace("\"\"", "\"").strip();
    }
    return text;
  }

  private static List<String> quoted(String line) throws IOException {
    try (CSVParser parser = format('\t').parse(new StringReader(line))) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1 ? stripped(records.get(0)) : List.of();
    }
  }

  private static List<String> stripped(CSVRecord csv) {
    return csv.stream().map(String::strip).toList();
  }

  private static CSVFormat format(char separator) {
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(separator)
        .setIgnoreEmptyLines(true)
        .setTrailingData(true)
        .setLenientEof(true)
        .get();
  }
}
