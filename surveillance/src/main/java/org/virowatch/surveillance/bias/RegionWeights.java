package org.virowatch.surveillance.bias;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.virowatch.surveillance.calendar.IsoWeek;

/**
 * What a region counts for in a roll-up: its population, or its cases of a week. Read from a
 * tab-separated table with the columns {@code region, weight} and, for weights that change, {@code
 * week}; a row whose week is empty holds in every week that has none of its own.
 */
public final class RegionWeights {
  private static final Pattern SUBDIVISION = Pattern.compile("-[A-Z0-9]{1,3}");
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /** Kosovo's code is for users to assign, and they do. */
  private static final String KOSOVO = "XK";

  private static final String ALWAYS = "";

  private final TreeMap<String, Map<String, Double>> byRegion = new TreeMap<>();

  private RegionWeights() {}

  /** Takes weights that do not change, by region. */
  public static RegionWeights of(Map<String, Double> weights) {
    RegionWeights table = new RegionWeights();
    weights.forEach((region, weight) -> table.byRegion.put(region, Map.of(ALWAYS, weight)));
    return table;
  }

  /**
   * Reads a table.
   *
   * @throws IOException if the file cannot be read
   * @throws WeightsException if a row has no use; the message names the line
   */
  public static RegionWeights read(Path file) throws IOException {
    RegionWeights table = new RegionWeights();
    List<String> columns = List.of();
    List<String> lines = lines(file);
    for (int line = 0; line < lines.size(); line++) {
      List<String> fields = fields(lines.get(line));
      if (line == 0) {
        columns = header(fields, file);
      } else if (!fields.equals(List.of(""))) {
        table.add(columns, fields, file + ", line " + (line + 1));
      }
    }
    if (table.byRegion.isEmpty()) {
      throw new WeightsException(
          file + " weighs no region; write a line region<TAB>weight and below it one a region");
    }
    return table;
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new WeightsException(file + " is no UTF-8 text; save it as UTF-8, tab-separated", e);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new WeightsException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> fields(String line) {
    return Arrays.stream(line.split("\t", -1))
        .map(field -> field.replace("\uFEFF", "").strip())
        .toList();
  }

  private static List<String> header(List<String> columns, Path file) {
    if (!columns.contains("region") || !columns.contains("weight")) {
      throw new WeightsException(
          file
              + ", line 1 names the columns "
              + columns
              + "; write region and weight, and week where weights change, separated by tabs");
    }
    for (String column : List.of("region", "week", "weight")) {
      if (Collections.frequency(columns, column) > 1) {
        throw new WeightsException(
            file + ", line 1 names the column " + column + " twice; rename or delete one");
      }
    }
    return columns;
  }

  private void add(List<String> columns, List<String> fields, String where) {
    if (fields.size() != columns.size()) {
      throw new WeightsException(
          where
              + " has "
              + fields.size()
              + (fields.size() == 1 ? " field" : " fields")
              + ", but line 1 names "
              + columns.size()
              + " columns; separate fields by tabs");
    }
    String region = fields.get(columns.indexOf("region"));
    if (!isRegion(region)) {
      throw new WeightsException(
          where
              + ": \""
              + region
              + "\" is no country or subdivision; write a code such as GB (ISO 3166-1) or GB-ENG"
              + " (ISO 3166-2)");
    }
    String week = columns.contains("week") ? fields.get(columns.indexOf("week")) : ALWAYS;
    if (!week.isEmpty()) {
      check(week, where);
    }
    double weight = weight(fields.get(columns.indexOf("weight")), where);
    if (byRegion.computeIfAbsent(region, absent -> new HashMap<>()).put(week, weight) != null) {
      throw new WeightsException(
          where
              + " weighs "
              + (week.isEmpty() ? region : region + " in " + week)
              + " a second time; keep one of the lines");
    }
  }

  private static boolean isRegion(String region) {
    String country = region.substring(0, Math.min(2, region.length()));
    String rest = region.substring(country.length());
    return (COUNTRIES.contains(country) || country.equals(KOSOVO))
        && (rest.isEmpty() || SUBDIVISION.matcher(rest).matches());
  }

  private static void check(String week, String where) {
    try {
      IsoWeek.parse(week);
    } catch (IllegalArgumentException e) {
      throw new WeightsException(
          where + ": " + e.getMessage() + ", or leave it empty for every week", e);
    }
  }

  private static double weight(String text, String where) {
    try {
      double weight = Double.parseDouble(text);
      if (weight >= 0 && Double.isFinite(weight)) {
        return weight;
      }
    } catch (NumberFormatException e) {
      // The message below says what is wanted.
    }
    throw new WeightsException(
        where
            + ": \""
            + text
            + "\" is not a weight; write a number of people or cases from 0, without separators of"
            + " thousands, or leave the line out");
  }

  /** Returns the regions that have a weight in some week. */
  public SortedSet<String> regions() {
    return new TreeSet<>(byRegion.keySet());
  }

  /** Returns the weight of a region in a week, nothing when the table has none. */
  public OptionalDouble of(String region, String week) {
    Map<String, Double> weights = byRegion.getOrDefault(region, Map.of());
    Double weight = weights.getOrDefault(week, weights.get(ALWAYS));
    return weight == null ? OptionalDouble.empty() : OptionalDouble.of(weight);
  }
}
