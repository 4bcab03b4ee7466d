package org.virowatch.benchmarks.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The figures of one measurement by their names, as a table and as JSON. */
final class Figures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String measured;
  private final Map<String, Double> figures = new LinkedHashMap<>();
  private final Map<String, String> explanations = new LinkedHashMap<>();
  private final ObjectNode details = JSON.createObjectNode();

  /** Begins the figures of {@code bench NAME}. */
  Figures(String measured) {
    this.measured = measured;
  }

  /** Adds a figure with what it is, for the table. */
  void put(String name, double value, String explanation) {
    figures.put(name, value);
    explanations.put(name, explanation);
  }

  /** Returns a figure that was added. */
  double get(String name) {
    Double value = figures.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no figure " + name);
    }
    return value;
  }

  /** Returns where everything else goes that JSON shall have. */
  ObjectNode details() {
    return details;
  }

  /** Prints the table. */
  void print(PrintWriter out) {
    int widest = figures.keySet().stream().mapToInt(String::length).max().orElse(0);
    figures.forEach(
        (name, value) ->
            out.printf(
                "%-" + (widest + 2) + "s%12s  %s%n",
                name,
                rounded(value),
                explanations.getOrDefault(name, "")));
    out.flush();
  }

  /** Writes everything as JSON, the figures at the top. */
  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("measured", measured);
    figures.forEach(root::put);
    root.put("processors", Runtime.getRuntime().availableProcessors());
    root.put("java", Runtime.version().toString());
    root.setAll(details);
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
  }

  /** Three digits that count, and no more than two behind the point. */
  static String rounded(double value) {
    if (Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
  }
}
