package org.virowatch.surveillance.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;

/**
 * Fits one model to all locations' counts: hierarchical multinomial logistic regression with growth
 * that fades and logits that wander. In location l the logit of variant v at time t is
 *
 * <p>u(l,v,t) + b(l,v)·g(t), with g(t) = (1 − e^(−δt))/δ,
 *
 * <p>where u is a random walk that begins near a level all locations share and b lies near a growth
 * they share. Growth advantages fade at δ a day, in what is fitted and in what is forecast. The
 * posterior is approximated by a normal distribution at its mode (Laplace); intervals add the
 * walk's future, wrong dates and names, and the scatter of the genomes to come.
 *
 * <p>Multinomial logistic regression as E. Abousamra, M. Figgins and T. Bedford, "Fitness models
 * provide accurate short-term forecasts of SARS-CoV-2 variant frequency", PLOS Computational
 * Biology 20 (2024) e1012443, use it; the random walk takes the place of their "growth advantage
 * random walk". What else was tried stands in {@code docs/foresight.md}.
 *
 * <p>A fit needs only what is known now, so it can be made at every tick of the stream.
 */
public final class Forecaster {
  private Forecaster() {}

  /** Fits with the usual settings. */
  public static Forecast fit(KnownCounts known) {
    return fit(known, ForecastSettings.DEFAULT);
  }

  /**
   * Fits the model to what is known.
   *
   * @param known counts; those after its day are not looked at
   */
  public static Forecast fit(KnownCounts known, ForecastSettings settings) {
    DailyCounts counts = known.counts();
    int today = counts.indexOf(known.asOf());
    int[] variants =
        IntStream.range(0, counts.variants().size())
            .filter(variant -> seen(counts, variant, today, settings.windowDays()))
            .toArray();
    List<LocationBins> bins = new ArrayList<>();
    for (int location = 0; location < counts.locations().size(); location++) {
      bins.add(LocationBins.of(counts, location, variants, known.asOf(), settings));
    }
    if (variants.length == 0) {
      return new Forecast(
          known.asOf(),
          counts.locations(),
          List.of(),
          bins.stream()
              .map(
                  location ->
                      new FittedLocation(
                          new LocationState(location, 0, settings),
                          new LocationCovariance(
                              0, new double[][] {{}}, new double[][] {{}}, new double[0]),
                          settings))
              .toList(),
          settings,
          0);
    }
    PooledFit fit = PooledFit.of(bins, variants.length, settings);
    List<LocationCovariance> covariances = fit.covariances();
    List<FittedLocation> fitted = new ArrayList<>();
    for (int l = 0; l < bins.size(); l++) {
      fitted.add(new FittedLocation(fit.locations().get(l), covariances.get(l), settings));
    }
    return new Forecast(
        known.asOf(),
        counts.locations(),
        IntStream.of(variants).mapToObj(counts.variants()::get).toList(),
        fitted,
        settings,
        fit.steps());
  }

  private static boolean seen(DailyCounts counts, int variant, int today, int windowDays) {
    for (int location = 0; location < counts.locations().size(); location++) {
      for (int back = 0; back < windowDays; back++) {
        if (counts.count(location, variant, today - back) > 0) {
          return true;
        }
      }
    }
    return false;
  }
}
