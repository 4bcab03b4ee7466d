package org.virowatch.surveillance.statistics;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Counts of n trials whose probability differs from source to source after a beta distribution.
 *
 * @param alpha weight of successes, above 0
 * @param beta weight of failures, above 0
 */
public record BetaBinomial(double alpha, double beta) {
  private static final double MOST_TRIALS = 1e6;
  private static final double NEGLIGIBLE = 1e-17;

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException unless both are positive and finite
   */
  public BetaBinomial {
    if (!(alpha > 0 && beta > 0) || Double.isInfinite(alpha) || Double.isInfinite(beta)) {
      throw new IllegalArgumentException("alpha " + alpha + " and beta " + beta + " cannot be");
    }
  }

  /**
   * Fits sources by their moments (J. C. Kleinman, "Proportions with extraneous variance", JASA 68
   * (1973) 46–54, with each source weighted by its trials), half a success and half a failure added
   * so that rare events keep a positive rate.
   *
   * @param successes of each source
   * @param trials of each source
   */
  public static BetaBinomial fit(long[] successes, long[] trials) {
    double k = 0;
    double n = 0;
    double squares = 0;
    int sources = 0;
    for (int i = 0; i < trials.length; i++) {
      k += successes[i];
      n += trials[i];
      squares += (double) trials[i] * trials[i];
      sources += trials[i] > 0 ? 1 : 0;
    }
    double mean = (k + 0.5) / (n + 1);
    double correlation = 0;
    if (sources > 1) {
      double scatter = 0;
      for (int i = 0; i < trials.length; i++) {
        if (trials[i] > 0) {
          double share = (double) successes[i] / trials[i];
          scatter += trials[i] * (share - mean) * (share - mean);
        }
      }
      double variance = mean * (1 - mean);
      correlation =
          (scatter - (sources - 1) * variance) / ((n - squares / n - (sources - 1)) * variance);
    }
    // Peers exactly alike would leave no room for a source that merely differs a little.
    double size = 1 / Math.min(0.9, Math.max(1 / MOST_TRIALS, correlation)) - 1;
    size = Math.min(size, Math.max(1, n));
    return new BetaBinomial(mean * size, (1 - mean) * size);
  }

  /** Returns the mean share of successes. */
  public double mean() {
    return alpha / (alpha + beta);
  }

  /** Returns the probability of k successes or more in n trials. */
  public double atLeast(long k, long n) {
    if (k <= 0) {
      return 1;
    }
    if (k > n * mean()) {
      return Math.min(1, upperTail(k, n));
    }
    double below = 0;
    double above = 0;
    for (long j = 0; j <= n; j++) {
      double term = Math.exp(log(j, n));
      if (j < k) {
        below += term;
      } else {
        above += term;
      }
    }
    return Math.min(1, above < 0.5 ? above : 1 - below);
  }

  /** Terms fall from k on, each a simple multiple of the one before it. */
  private double upperTail(long k, long n) {
    double term = Math.exp(log(k, n));
    double sum = 0;
    for (long j = k; j <= n && term > sum * NEGLIGIBLE; j++) {
      sum += term;
      term *= (n - j) / (j + 1.0) * ((j + alpha) / (n - j - 1 + beta));
    }
    return sum;
  }

  private double log(long k, long n) {
    return LogGamma.value(n + 1.0)
        - LogGamma.value(k + 1.0)
        - LogGamma.value(n - k + 1.0)
        + LogBeta.value(k + alpha, n - k + beta)
        - LogBeta.value(alpha, beta);
  }
}
