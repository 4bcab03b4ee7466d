package org.virowatch.surveillance.forecast;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Simulated frequencies of one location and day: logits from the posterior and from what drift lies
 * between, some genomes under a wrong date or name, and the scatter of the genomes that will be
 * counted. An interval is for the week's mean frequency as it will be known, so it holds that
 * scatter as well.
 */
final class Futures {
  /** A frequency below this is not told apart from none. */
  private static final double NOTHING = 5e-4;

  private static final double SMALLEST_SHAPE = 1e-6;
  private static final double LARGE_SHAPE = 20;
  private static final double JITTER = 1e-9;
  private static final double TAIL = 0.025;

  private final double[][] frequencies;
  private final int draws;

  /**
   * Simulates.
   *
   * @param mean V logits
   * @param covariance V × V; is overwritten
   * @param recent V, shares of the window's genomes
   * @param genomesADay genomes of a day, once all are known
   */
  Futures(
      double[] mean,
      double[] covariance,
      double[] recent,
      double genomesADay,
      ForecastSettings settings,
      UniformRandomProvider random) {
    int n = mean.length;
    draws = settings.draws();
    frequencies = new double[n][draws];
    for (int v = 0; v < n; v++) {
      covariance[v * n + v] += JITTER;
    }
    Lower.factor(covariance, n);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double genomes = ForecastSettings.independentGenomes(7 * genomesADay);
    double[] z = new double[n];
    for (int draw = 0; draw < draws; draw += 2) {
      for (int v = 0; v < n; v++) {
        z[v] = normal.sample();
      }
      // A draw and its mirror image: half the noise in the quantiles' middle.
      for (int side = 0; side < 2; side++) {
        double[] p = new double[n];
        for (int a = 0; a < n; a++) {
          double sum = 0;
          for (int b = 0; b <= a; b++) {
            sum += covariance[a * n + b] * z[b];
          }
          p[a] = mean[a] + (side == 0 ? sum : -sum);
        }
        Softmax.apply(p);
        count(p, recent, genomes, settings, normal, random);
        for (int v = 0; v < n; v++) {
          frequencies[v][draw + side] = p[v];
        }
      }
    }
    for (double[] ofVariant : frequencies) {
      Arrays.sort(ofVariant);
    }
  }

  /** Replaces frequencies by those that some genomes show. */
  private static void count(
      double[] p,
      double[] recent,
      double genomes,
      ForecastSettings settings,
      ZigguratSampler.NormalizedGaussian normal,
      UniformRandomProvider random) {
    double right = 1 - settings.strayShare() - settings.misnamedShare();
    double sum = 0;
    for (int v = 0; v < p.length; v++) {
      double seen =
          right * p[v] + settings.strayShare() * recent[v] + settings.misnamedShare() / p.length;
      p[v] = gamma(Math.max(SMALLEST_SHAPE, seen * genomes), normal, random);
      sum += p[v];
    }
    for (int v = 0; v < p.length; v++) {
      p[v] = sum > 0 ? p[v] / sum : 1.0 / p.length;
    }
  }

  private static double gamma(
      double shape, ZigguratSampler.NormalizedGaussian normal, UniformRandomProvider random) {
    if (shape < LARGE_SHAPE) {
      return AhrensDieterMarsagliaTsangGammaSampler.of(random, shape, 1).sample();
    }
    // E. B. Wilson and M. M. Hilferty, PNAS 17 (1931) 684–688: within a thousandth here.
    double root = 1 - 1 / (9 * shape) + normal.sample() / (3 * Math.sqrt(shape));
    return shape * root * root * root;
  }

  /** Returns the lower bound of a variant's 95 % interval. */
  double lower(int variant) {
    double lower = quantile(frequencies[variant], TAIL);
    return lower < NOTHING ? 0 : lower;
  }

  /** Returns the upper bound of a variant's 95 % interval. */
  double upper(int variant) {
    return quantile(frequencies[variant], 1 - TAIL);
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
