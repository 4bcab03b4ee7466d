package org.virowatch.ingest.vocabulary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of facts on the class path: tab-separated, a header line, comments after {@code #}. Every
 * row has as many cells as the header; a row that has not is a fault of this program.
 */
public final class FactTable {
  private FactTable() {}

  /**
   * Reads the rows of a table.
   *
   * @param neighbour a class of the package that holds the table
   * @param name the table's file name
   * @param header the header that the table must have, so that a moved column cannot go unnoticed
   * @return the rows in the file's order, cells stripped
   */
  public static List<List<String>> rows(Class<?> neighbour, String name, List<String> header) {
    try (InputStream stream = neighbour.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the table " + name + " is missing from this program");
      }
      List<List<String>> rows = new ArrayList<>();
      BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8));
      boolean headerSeen = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        List<String> cells = cells(line);
        if (cells.size() != header.size() || (!headerSeen && !cells.equals(header))) {
          throw new IllegalStateException(
              "the table " + name + " has columns " + header + ", but a line says: " + line);
        }
        if (headerSeen) {
          rows.add(cells);
        }
        headerSeen = true;
      }
      return List.copyOf(rows);
    } catch (IOException e) {
      throw new UncheckedIOException("the table " + name + " cannot be read", e);
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    int begin = 0;
    for (int tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', begin)) {
      cells.add(line.substring(begin, tab).strip());
      begin = tab + 1;
    }
    cells.add(line.substring(begin).strip());
    return cells;
  }
}
