package org.virowatch.surveillance.forecast;

/** A location's logits at any time, with their covariance. */
final class FittedLocation {
  private final LocationState state;
  private final LocationCovariance covariance;
  private final ForecastSettings settings;

  FittedLocation(LocationState state, LocationCovariance covariance, ForecastSettings settings) {
    this.state = state;
    this.covariance = covariance;
    this.settings = settings;
  }

  double growth(int variant) {
    return state.growth[variant];
  }

  double genomesADay() {
    return state.bins().genomesADay();
  }

  /** Returns each variant's share of the window's genomes; equal shares without any. */
  double[] recent() {
    LocationBins bins = state.bins();
    double[] shares = new double[state.growth.length];
    double sum = 0;
    for (int j = 0; j < bins.size(); j++) {
      for (int v = 0; v < shares.length; v++) {
        shares[v] += bins.counts[j][v];
      }
      sum += bins.totals[j];
    }
    for (int v = 0; v < shares.length; v++) {
      shares[v] = sum > 0 ? shares[v] / sum : 1.0 / shares.length;
    }
    return shares;
  }

  /**
   * Returns the most likely logits.
   *
   * @param days from the day of the forecast
   */
  double[] mean(double days) {
    int bin = binAtOrBefore(days);
    double weight = weightOfNext(bin, days);
    double growthTime = settings.growthTime(days);
    double[] mean = new double[state.growth.length];
    for (int v = 0; v < mean.length; v++) {
      double level = state.level[bin][v];
      if (weight > 0) {
        level += weight * (state.level[bin + 1][v] - level);
      }
      mean[v] = level + state.growth[v] * growthTime;
    }
    return mean;
  }

  /**
   * Returns the covariance of the logits: that of the nearest bin, with what may have happened
   * between it and the day.
   */
  double[] covariance(double days) {
    int bin = binAtOrBefore(days);
    double weight = weightOfNext(bin, days);
    double[] matrix =
        covariance.ofPredictor(weight > 0.5 ? bin + 1 : bin, settings.growthTime(days));
    int n = state.growth.length;
    for (int v = 0; v < n; v++) {
      matrix[v * n + v] += driftSince(bin, weight, days, v);
    }
    return matrix;
  }

  private double driftSince(int bin, double weight, double days, int variant) {
    LocationBins bins = state.bins();
    double genomes = bins.counts[bin][variant];
    if (weight > 0) {
      // Known at both ends: a bridge.
      double week =
          LocationBins.weeklyDrift(
              settings.drift(), genomes + bins.counts[bin + 1][variant], settings);
      return week * (bins.days[bin + 1] - bins.days[bin]) / 7 * weight * (1 - weight);
    }
    double weeks = Math.abs(days - bins.days[bin]) / 7;
    boolean ahead = days > bins.days[bin];
    double drift =
        weeks
            * LocationBins.weeklyDrift(
                ahead ? settings.futureDrift() : settings.drift(), 2 * genomes, settings);
    double growth = ahead ? settings.growthDrift() : 0;
    return drift + growth * growth * weeks * weeks * weeks / 3;
  }

  private int binAtOrBefore(double days) {
    int bin = 0;
    while (bin + 1 < state.bins().size() && state.bins().days[bin + 1] <= days) {
      bin++;
    }
    return bin;
  }

  private double weightOfNext(int bin, double days) {
    double[] times = state.bins().days;
    if (bin + 1 >= times.length || days <= times[bin]) {
      return 0;
    }
    return (days - times[bin]) / (times[bin + 1] - times[bin]);
  }
}
