package org.virowatch.surveillance.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.virowatch.surveillance.history.DailyCounts;

/**
 * One location's counts in bins of some days, oldest first. A bin without a genome is left out; a
 * location without any keeps one empty bin, so that it has a place in the model.
 *
 * <p>A day of n genomes weighs as n/(1 + n/capacity): genomes of a day and place come from few
 * labs, batches and clusters, so many of them say less than as many independent ones.
 */
final class LocationBins {
  /** Most of a bin's genomes are known after this many days. */
  private static final int REPORTED_AFTER = 14;

  private static final double TYPICAL_DAY = 0.75;

  final double[] days;
  final double[][] counts;
  final double[] totals;
  private final double genomesADay;

  private LocationBins(int size, int variants, double genomesADay) {
    days = new double[size];
    counts = new double[size][variants];
    totals = new double[size];
    this.genomesADay = genomesADay;
  }

  /**
   * Bins a location's counts.
   *
   * @param variants indices of the variants to keep
   */
  static LocationBins of(
      DailyCounts table, int location, int[] variants, LocalDate asOf, ForecastSettings settings) {
    int today = table.indexOf(asOf);
    int window = settings.windowDays();
    // The first day of each bin that holds a genome, oldest first, in days before today.
    List<Integer> begins = new ArrayList<>();
    for (int begin = 0; begin < window; begin += settings.binDays()) {
      int end = Math.min(begin + settings.binDays(), window);
      for (int back = begin; back < end; back++) {
        if (genomes(table, location, variants, today - back) > 0) {
          begins.add(0, begin);
          break;
        }
      }
    }
    LocationBins bins =
        new LocationBins(
            Math.max(1, begins.size()),
            variants.length,
            typicalDay(table, location, variants, today, window));
    bins.days[0] = -window;
    for (int i = 0; i < begins.size(); i++) {
      int end = Math.min(begins.get(i) + settings.binDays(), window);
      for (int back = begins.get(i); back < end; back++) {
        bins.add(i, table, location, variants, today - back, back, settings);
      }
      bins.days[i] /= bins.totals[i];
    }
    return bins;
  }

  private void add(
      int bin,
      DailyCounts table,
      int location,
      int[] variants,
      int day,
      int back,
      ForecastSettings settings) {
    int genomes = genomes(table, location, variants, day);
    double weight = 1 / (1 + genomes / settings.dayCapacity());
    for (int v = 0; v < variants.length; v++) {
      counts[bin][v] += weight * table.count(location, variants[v], day);
    }
    days[bin] = (totals[bin] == 0 ? 0 : days[bin]) - weight * genomes * back;
    totals[bin] += weight * genomes;
  }

  /** Returns the number of bins, at least 1. */
  int size() {
    return days.length;
  }

  /** Returns each variant's genomes in all bins. */
  double[] sums() {
    double[] sums = new double[counts[0].length];
    for (double[] bin : counts) {
      for (int v = 0; v < sums.length; v++) {
        sums[v] += bin[v];
      }
    }
    return sums;
  }

  /** Returns the genomes that a day has once they are reported. */
  double genomesADay() {
    return genomesADay;
  }

  /**
   * Returns the variances of what a variant's logit wanders between two neighbouring bins.
   *
   * @param later index of the later bin
   */
  double[] drift(int later, ForecastSettings settings) {
    double weeks = Math.max(0.5, days[later] - days[later - 1]) / 7;
    double[] variance = new double[counts[later].length];
    for (int v = 0; v < variance.length; v++) {
      variance[v] =
          weeks * weeklyDrift(settings.drift(), counts[later - 1][v] + counts[later][v], settings);
    }
    return variance;
  }

  /** Returns the variance of a week's wandering after some genomes of a variant. */
  static double weeklyDrift(double drift, double genomes, ForecastSettings settings) {
    return drift * drift + settings.founderDrift() / (1 + genomes);
  }

  private static int genomes(DailyCounts table, int location, int[] variants, int day) {
    int genomes = 0;
    for (int variant : variants) {
      genomes += table.count(location, variant, day);
    }
    return genomes;
  }

  private static double typicalDay(
      DailyCounts table, int location, int[] variants, int today, int windowDays) {
    int length = windowDays - REPORTED_AFTER;
    if (length < 1) {
      return 0;
    }
    double[] totals = new double[length];
    for (int i = 0; i < length; i++) {
      totals[i] = genomes(table, location, variants, today - REPORTED_AFTER - i);
    }
    Arrays.sort(totals);
    return totals[(int) (TYPICAL_DAY * (length - 1))];
  }
}
