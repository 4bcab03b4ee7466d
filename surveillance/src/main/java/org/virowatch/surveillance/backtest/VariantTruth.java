package org.virowatch.surveillance.backtest;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.virowatch.surveillance.history.DailyCounts;

/**
 * Frequencies as they were known much later: shares of the genomes of seven days, the day in the
 * middle. A share counts as reached with at least {@value #MIN_GENOMES} genomes of the variant in
 * the seven days, because single genomes with a wrong date are found in every table.
 */
public final class VariantTruth {
  private static final int HALF_WINDOW = 3;
  private static final int MIN_GENOMES = 3;

  private final DailyCounts counts;

  /** Takes the counts. */
  public VariantTruth(DailyCounts counts) {
    this.counts = counts;
  }

  /** Returns the locations. */
  public List<String> locations() {
    return counts.locations();
  }

  /** Returns the variants. */
  public List<String> variants() {
    return counts.variants();
  }

  /** Returns the first day. */
  public LocalDate firstDay() {
    return counts.firstDay();
  }

  /** Returns the last day. */
  public LocalDate lastDay() {
    return counts.lastDay();
  }

  /** Returns whether anything is known of a location. */
  public boolean knows(String location) {
    return counts.locations().contains(location);
  }

  /** Returns the smoothed frequency of a variant, 0 where nothing is known. */
  public double frequency(String location, String variant, LocalDate day) {
    return share(
        counts.locations().indexOf(location),
        counts.variants().indexOf(variant),
        counts.indexOf(day),
        0);
  }

  /** Returns the first day on which a variant reaches a frequency in a location. */
  public Optional<LocalDate> reaches(String location, String variant, double threshold) {
    return reaches(location, variant, threshold, counts.firstDay(), counts.lastDay());
  }

  /** Returns the first day of some on which a variant reaches a frequency in a location. */
  public Optional<LocalDate> reaches(
      String location, String variant, double threshold, LocalDate from, LocalDate to) {
    int locationIndex = counts.locations().indexOf(location);
    int variantIndex = counts.variants().indexOf(variant);
    int first = Math.max(0, counts.indexOf(from));
    int last = Math.min(counts.days() - 1, counts.indexOf(to));
    for (int day = first; day <= last; day++) {
      if (share(locationIndex, variantIndex, day, MIN_GENOMES) >= threshold) {
        return Optional.of(counts.firstDay().plusDays(day));
      }
    }
    return Optional.empty();
  }

  private double share(int location, int variant, int day, int minGenomes) {
    if (location < 0 || variant < 0) {
      return 0;
    }
    long genomes = 0;
    long all = 0;
    for (int near = day - HALF_WINDOW; near <= day + HALF_WINDOW; near++) {
      genomes += counts.count(location, variant, near);
      all += counts.total(location, near);
    }
    return genomes < minGenomes || all == 0 ? 0 : (double) genomes / all;
  }
}
