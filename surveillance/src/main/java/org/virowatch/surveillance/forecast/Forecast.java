package org.virowatch.surveillance.forecast;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.simple.RandomSource;

/**
 * What was fitted to the counts known on a day: frequencies of any location and day, past and
 * future. Immutable; the same question always has the same answer.
 */
public final class Forecast {
  /** Days from one simulated day to the next where every day of a stretch is asked for. */
  static final int SIMULATED_EVERY = 5;

  private final LocalDate asOf;
  private final List<String> locations;
  private final List<String> variants;
  private final List<FittedLocation> fitted;
  private final ForecastSettings settings;
  private final int steps;

  Forecast(
      LocalDate asOf,
      List<String> locations,
      List<String> variants,
      List<FittedLocation> fitted,
      ForecastSettings settings,
      int steps) {
    this.asOf = asOf;
    this.locations = List.copyOf(locations);
    this.variants = List.copyOf(variants);
    this.fitted = List.copyOf(fitted);
    this.settings = settings;
    this.steps = steps;
  }

  /** Returns the day on which the counts were known. */
  public LocalDate asOf() {
    return asOf;
  }

  /** Returns every location of the counts, those without a recent genome included. */
  public List<String> locations() {
    return locations;
  }

  /** Returns the variants with a genome in the window, anywhere; empty without any genome. */
  public List<String> variants() {
    return variants;
  }

  /** Returns the Newton steps the fit took, 0 without any genome. */
  public int steps() {
    return steps;
  }

  /**
   * Returns the variants' frequencies on a day with their 95 % intervals.
   *
   * @param location one of {@link #locations()}
   * @return in the order of {@link #variants()}
   * @throws IllegalArgumentException when the location is none of the counts'
   */
  public List<VariantForecast> at(String location, LocalDate day) {
    int index = index(location);
    return variants.isEmpty() ? List.of() : forecasts(frequencies(index, day), bounds(index, day));
  }

  /**
   * Returns the variants' frequencies on every day of a stretch with their 95 % intervals. Only the
   * bounds of every fifth day and of the last are simulated, which is what costs time; those
   * between lie on a straight line.
   *
   * @param location one of {@link #locations()}
   * @param first the first day
   * @param last the last day, the first or later
   * @return by day, each in the order of {@link #variants()}
   * @throws IllegalArgumentException when the location is none of the counts', or the last day
   *     comes before the first
   */
  public List<List<VariantForecast>> over(String location, LocalDate first, LocalDate last) {
    int index = index(location);
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("the last day, " + last + ", is before " + first);
    }
    if (variants.isEmpty()) {
      return first.datesUntil(last.plusDays(1)).map(day -> List.<VariantForecast>of()).toList();
    }
    List<List<VariantForecast>> days = new ArrayList<>();
    LocalDate from = first;
    Bounds before = bounds(index, from);
    days.add(forecasts(frequencies(index, from), before));
    while (from.isBefore(last)) {
      LocalDate to = from.plusDays(SIMULATED_EVERY);
      if (to.isAfter(last)) {
        to = last;
      }
      Bounds after = bounds(index, to);
      double apart = ChronoUnit.DAYS.between(from, to);
      for (int day = 1; day <= apart; day++) {
        days.add(
            forecasts(frequencies(index, from.plusDays(day)), before.towards(after, day / apart)));
      }
      from = to;
      before = after;
    }
    return days;
  }

  /** Bounds of the 95 % intervals, by variant. */
  private static final class Bounds {
    private final double[] lower;
    private final double[] upper;

    Bounds(double[] lower, double[] upper) {
      this.lower = lower;
      this.upper = upper;
    }

    Bounds towards(Bounds other, double share) {
      return new Bounds(between(lower, other.lower, share), between(upper, other.upper, share));
    }

    private static double[] between(double[] from, double[] to, double share) {
      double[] between = new double[from.length];
      for (int v = 0; v < between.length; v++) {
        between[v] = from[v] + share * (to[v] - from[v]);
      }
      return between;
    }
  }

  private double[] frequencies(int location, LocalDate day) {
    double[] frequencies = fitted.get(location).mean(days(day));
    Softmax.apply(frequencies);
    return frequencies;
  }

  private Bounds bounds(int location, LocalDate day) {
    FittedLocation place = fitted.get(location);
    Futures futures =
        new Futures(
            place.mean(days(day)),
            place.covariance(days(day)),
            place.recent(),
            place.genomesADay(),
            settings,
            RandomSource.XO_SHI_RO_256_PP.create(seed(locations.get(location), day)));
    int size = variants.size();
    return new Bounds(
        IntStream.range(0, size).mapToDouble(futures::lower).toArray(),
        IntStream.range(0, size).mapToDouble(futures::upper).toArray());
  }

  private List<VariantForecast> forecasts(double[] frequencies, Bounds bounds) {
    List<VariantForecast> forecasts = new ArrayList<>();
    for (int v = 0; v < variants.size(); v++) {
      double frequency = frequencies[v];
      forecasts.add(
          new VariantForecast(
              variants.get(v),
              frequency,
              Math.min(frequency, bounds.lower[v]),
              Math.max(frequency, bounds.upper[v])));
    }
    return forecasts;
  }

  private double days(LocalDate day) {
    return ChronoUnit.DAYS.between(asOf, day);
  }

  /**
   * Returns a variant's growth advantage a week over the average of the day's variants, on the day
   * of the forecast.
   *
   * @throws IllegalArgumentException when location or variant are unknown
   */
  public double growthPerWeek(String location, String variant) {
    int index = variants.indexOf(variant);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no genome of " + variant + " in the window; there are " + variants);
    }
    FittedLocation place = fitted.get(index(location));
    double[] frequencies = place.mean(0);
    Softmax.apply(frequencies);
    double average = 0;
    for (int v = 0; v < frequencies.length; v++) {
      average += frequencies[v] * place.growth(v);
    }
    return 7 * (place.growth(index) - average);
  }

  private int index(String location) {
    int index = locations.indexOf(location);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no location " + location + " in the counts; there are " + locations);
    }
    return index;
  }

  /** Draws depend on what is asked, not on what was asked before. */
  private long seed(String location, LocalDate day) {
    long seed = settings.seed() * 0x9E3779B97F4A7C15L + location.hashCode();
    return (seed ^ (seed >>> 31)) * 0xBF58476D1CE4E5B9L + day.toEpochDay();
  }
}
