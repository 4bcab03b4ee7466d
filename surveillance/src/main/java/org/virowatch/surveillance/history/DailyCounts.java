package org.virowatch.surveillance.history;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Genomes by location, variant and day of collection, as they were known at one time. Every
 * location has every variant and every day of the table; what nobody reported is 0. Immutable.
 *
 * <p>A variant is whatever partitions the genomes of a location: clades or lineages of a count
 * file, lineages of the stream. Counts of all variants of a location and day add up to its genomes.
 */
public final class DailyCounts {
  private final List<String> locations;
  private final List<String> variants;
  private final LocalDate firstDay;
  private final int days;
  private final int[] counts;

  private DailyCounts(
      List<String> locations, List<String> variants, LocalDate firstDay, int days, int[] counts) {
    this.locations = locations;
    this.variants = variants;
    this.firstDay = firstDay;
    this.days = days;
    this.counts = counts;
  }

  private static DailyCounts empty(
      List<String> locations, List<String> variants, LocalDate firstDay, int days) {
    return new DailyCounts(
        List.copyOf(locations),
        List.copyOf(variants),
        firstDay,
        days,
        new int[locations.size() * variants.size() * days]);
  }

  /** Tells the genomes of a cell by its indices. */
  @FunctionalInterface
  public interface Cells {
    /** Returns the genomes of a location and variant on a day counted from the first. */
    int genomes(int location, int variant, int day);
  }

  /**
   * Makes a table.
   *
   * @param locations sorted by name
   * @param variants sorted by name
   * @param firstDay first day
   * @param days number of days
   * @param cells asked once for each cell
   */
  public static DailyCounts of(
      List<String> locations, List<String> variants, LocalDate firstDay, int days, Cells cells) {
    DailyCounts table = empty(locations, variants, firstDay, days);
    for (int location = 0; location < locations.size(); location++) {
      for (int variant = 0; variant < variants.size(); variant++) {
        for (int day = 0; day < days; day++) {
          table.counts[table.at(location, variant, day)] = cells.genomes(location, variant, day);
        }
      }
    }
    return table;
  }

  /** Takes the genomes of a cell by its indices. */
  @FunctionalInterface
  public interface Sink {
    /** Adds genomes of a location and variant on a day counted from the first. */
    void add(int location, int variant, int day, int genomes);
  }

  /**
   * Makes a table of which most cells are 0.
   *
   * @param locations sorted by name
   * @param variants sorted by name
   * @param firstDay first day
   * @param days number of days
   * @param fill told where to put what is not 0
   */
  public static DailyCounts sparse(
      List<String> locations,
      List<String> variants,
      LocalDate firstDay,
      int days,
      Consumer<Sink> fill) {
    DailyCounts table = empty(locations, variants, firstDay, days);
    fill.accept(
        (location, variant, day, genomes) ->
            table.counts[table.at(location, variant, day)] += genomes);
    return table;
  }

  /** Returns the locations, sorted by name. */
  public List<String> locations() {
    return locations;
  }

  /** Returns the variants, sorted by name. */
  public List<String> variants() {
    return variants;
  }

  /** Returns the first day of the table. */
  public LocalDate firstDay() {
    return firstDay;
  }

  /** Returns the last day of the table; the day before the first when there is none. */
  public LocalDate lastDay() {
    return firstDay.plusDays(days - 1L);
  }

  /** Returns the number of days, 0 for an empty table. */
  public int days() {
    return days;
  }

  /** Returns the index of a day, counted from the first; may lie outside the table. */
  public int indexOf(LocalDate day) {
    return (int) ChronoUnit.DAYS.between(firstDay, day);
  }

  /** Returns genomes by indices; 0 for days outside the table. */
  public int count(int location, int variant, int day) {
    return day < 0 || day >= days ? 0 : counts[at(location, variant, day)];
  }

  /** Returns the genomes of a location and day, all variants together. */
  public int total(int location, int day) {
    int total = 0;
    for (int variant = 0; variant < variants.size(); variant++) {
      total += count(location, variant, day);
    }
    return total;
  }

  private int at(int location, int variant, int day) {
    return (location * variants.size() + variant) * days + day;
  }

  /**
   * Returns the days from one to another, both included. Days that nobody reported are 0, locations
   * and variants stay.
   */
  public DailyCounts between(LocalDate first, LocalDate last) {
    int length = (int) Math.max(0, ChronoUnit.DAYS.between(first, last) + 1);
    int offset = indexOf(first);
    return of(
        locations,
        variants,
        first,
        length,
        (location, variant, day) -> count(location, variant, offset + day));
  }

  /**
   * Returns the same genomes with some variants counted together under one name. The name stands
   * among the variants as it is sorted; where no variant is meant, the table is as it was.
   *
   * @param name not the name of a variant that stays
   * @param together whether a variant is counted under the name
   */
  public DailyCounts merging(String name, Predicate<String> together) {
    List<Integer> merged = new ArrayList<>();
    TreeMap<String, List<Integer>> columns = new TreeMap<>();
    for (int variant = 0; variant < variants.size(); variant++) {
      if (together.test(variants.get(variant))) {
        merged.add(variant);
      } else {
        columns.put(variants.get(variant), List.of(variant));
      }
    }
    if (merged.isEmpty()) {
      return this;
    }
    if (columns.put(name, merged) != null) {
      throw new IllegalArgumentException("variant " + name + " stands for itself");
    }
    List<List<Integer>> sums = List.copyOf(columns.values());
    return of(
        locations,
        List.copyOf(columns.keySet()),
        firstDay,
        days,
        (location, variant, day) -> {
          int sum = 0;
          for (int column : sums.get(variant)) {
            sum += count(location, column, day);
          }
          return sum;
        });
  }

  /** Adds up counts that come in any order. Not safe for use by several threads at once. */
  public static final class Builder {
    private final TreeMap<String, TreeMap<String, TreeMap<LocalDate, Integer>>> counts =
        new TreeMap<>();

    /** Adds genomes of a location, variant and day of collection; a negative number takes back. */
    public Builder add(String location, String variant, LocalDate day, int genomes) {
      counts
          .computeIfAbsent(location, absent -> new TreeMap<>())
          .computeIfAbsent(variant, absent -> new TreeMap<>())
          .merge(day, genomes, Math::addExact);
      return this;
    }

    /** Makes a location known of which no genome may have been counted. */
    public Builder location(String location) {
      counts.computeIfAbsent(location, absent -> new TreeMap<>());
      return this;
    }

    /** Returns the table from the first day with a count to the last. */
    public DailyCounts build() {
      TreeMap<LocalDate, Integer> allDays = new TreeMap<>();
      TreeMap<String, Integer> allVariants = new TreeMap<>();
      counts
          .values()
          .forEach(
              byVariant ->
                  byVariant.forEach(
                      (variant, byDay) -> {
                        allVariants.put(variant, 0);
                        byDay.keySet().forEach(day -> allDays.put(day, 0));
                      }));
      List<String> locations = List.copyOf(counts.keySet());
      List<String> variants = new ArrayList<>(allVariants.keySet());
      LocalDate first = allDays.isEmpty() ? LocalDate.EPOCH : allDays.firstKey();
      int days =
          allDays.isEmpty() ? 0 : (int) ChronoUnit.DAYS.between(first, allDays.lastKey()) + 1;
      DailyCounts table = empty(locations, variants, first, days);
      for (int location = 0; location < locations.size(); location++) {
        for (Map.Entry<String, TreeMap<LocalDate, Integer>> variant :
            counts.getOrDefault(locations.get(location), new TreeMap<>()).entrySet()) {
          int index = variants.indexOf(variant.getKey());
          for (Map.Entry<LocalDate, Integer> day : variant.getValue().entrySet()) {
            table.counts[table.at(location, index, table.indexOf(day.getKey()))] = day.getValue();
          }
        }
      }
      return table;
    }
  }
}
