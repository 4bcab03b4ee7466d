package org.virowatch.surveillance.bias;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What a region counts for in a roll-up: its population, or its cases of a week. Read from a
 * tab-separated table with the columns {@code region, weight} and, for weights that change, {@code
 * week}.
 */
public final class RegionWeights {
  private static final CSVFormat TSV =
      CSVFormat.TDF.builder().setHeader().setSkipHeaderRecord(true).setIgnoreEmptyLines(true).get();
  private static final String ALWAYS = "";

  private final Map<String, Map<String, Double>> byRegion;

  private RegionWeights(Map<String, Map<String, Double>> byRegion) {
    this.byRegion = byRegion;
  }

  /** Takes weights that do not change, by region. */
  public static RegionWeights of(Map<String, Double> weights) {
    Map<String, Map<String, Double>> byRegion = new HashMap<>();
    weights.forEach((region, weight) -> byRegion.put(region, Map.of(ALWAYS, weight)));
    return new RegionWeights(byRegion);
  }

  /**
   * Reads a table.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if a row has no use; the message names the line
   */
  public static RegionWeights read(Path file) throws IOException {
    Map<String, Map<String, Double>> byRegion = new HashMap<>();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser rows = TSV.parse(reader)) {
      if (!rows.getHeaderMap().containsKey("region")
          || !rows.getHeaderMap().containsKey("weight")) {
        throw new IllegalArgumentException(
            file
                + " needs the columns region and weight, and week where weights change; its first"
                + " line names "
                + rows.getHeaderNames());
      }
      boolean weekly = rows.getHeaderMap().containsKey("week");
      for (CSVRecord row : rows) {
        String where = file + ", line " + rows.getCurrentLineNumber();
        if (!row.isConsistent()) {
          throw new IllegalArgumentException(where + " has " + row.size() + " fields");
        }
        Map<String, Double> weights =
            byRegion.computeIfAbsent(row.get("region").strip(), absent -> new HashMap<>());
        String week = weekly ? row.get("week").strip() : ALWAYS;
        if (weights.put(week, weight(row.get("weight"), where)) != null) {
          throw new IllegalArgumentException(
              where + " weighs " + row.get("region") + " " + week + " a second time");
        }
      }
    }
    return new RegionWeights(byRegion);
  }

  private static double weight(String text, String where) {
    try {
      double weight = Double.parseDouble(text.strip());
      if (weight >= 0 && Double.isFinite(weight)) {
        return weight;
      }
    } catch (NumberFormatException e) {
      // The message below says what is wanted.
    }
    throw new IllegalArgumentException(
        where + ": \"" + text + "\" is not a weight; write a number of people or cases");
  }

  /** Returns the weight of a region in a week, nothing when the table has none. */
  public OptionalDouble of(String region, String week) {
    Map<String, Double> weights = byRegion.getOrDefault(region, Map.of());
    Double weight = weights.getOrDefault(week, weights.get(ALWAYS));
    return weight == null ? OptionalDouble.empty() : OptionalDouble.of(weight);
  }
}
