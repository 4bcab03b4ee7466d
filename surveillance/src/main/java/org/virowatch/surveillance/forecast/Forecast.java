package org.virowatch.surveillance.forecast;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;

/**
 * What was fitted to the counts known on a day: frequencies of any location and day, past and
 * future. Immutable; the same question always has the same answer.
 */
public final class Forecast {
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
    FittedLocation place = fitted.get(index(location));
    if (variants.isEmpty()) {
      return List.of();
    }
    double days = ChronoUnit.DAYS.between(asOf, day);
    double[] mean = place.mean(days);
    Futures futures =
        new Futures(
            mean,
            place.covariance(days),
            place.recent(),
            place.genomesADay(),
            settings,
            RandomSource.XO_SHI_RO_256_PP.create(seed(location, day)));
    double[] frequencies = mean.clone();
    Softmax.apply(frequencies);
    List<VariantForecast> forecasts = new ArrayList<>();
    for (int v = 0; v < variants.size(); v++) {
      double frequency = frequencies[v];
      forecasts.add(
          new VariantForecast(
              variants.get(v),
              frequency,
              Math.min(frequency, futures.lower(v)),
              Math.max(frequency, futures.upper(v))));
    }
    return forecasts;
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
