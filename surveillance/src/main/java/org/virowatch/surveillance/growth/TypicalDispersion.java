package org.virowatch.surveillance.growth;

import java.util.Collection;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The dispersion that counts of a table's subjects have on the whole. That of one subject over a
 * few weeks is a poor guess, which decides too often among hundreds of tests; it is moderated by
 * the others', as G. K. Smyth, "Linear models and empirical Bayes methods for assessing
 * differential expression", Statistical Applications in Genetics and Molecular Biology 3 (2004) 3,
 * with a prior of ten degrees of freedom. Moderation never makes an estimate surer than it is by
 * itself: a subject with scatter of its own keeps it.
 *
 * @param value variance over that of binomial counts, at least 1
 */
public record TypicalDispersion(double value) {
  private static final double PRIOR_FREEDOM = 10;
  private static final double UPPER_TAIL = 0.025;
  private static final double Z_95 = 1.959963984540054;

  /** Takes the mean of estimates, by their degrees of freedom. */
  public static TypicalDispersion of(Collection<GrowthEstimate> estimates) {
    double sum = 0;
    double freedom = 0;
    for (GrowthEstimate estimate : estimates) {
      sum += (estimate.times() - 2) * estimate.dispersion();
      freedom += estimate.times() - 2;
    }
    return new TypicalDispersion(freedom > 0 ? sum / freedom : 1);
  }

  /** Returns by which factor an estimate's interval widens, at least 1. */
  double widening(GrowthEstimate estimate) {
    double freedom = estimate.times() - 2.0;
    double moderated =
        (PRIOR_FREEDOM * value + freedom * estimate.dispersion()) / (PRIOR_FREEDOM + freedom);
    double own = freedom > 0 && estimate.dispersion() > 1 ? quantile(freedom) : Z_95;
    return Math.max(
        1, Math.sqrt(moderated / estimate.dispersion()) * quantile(PRIOR_FREEDOM + freedom) / own);
  }

  /** Returns the variance of a normal estimate whose interval is as wide as the widened one. */
  double normalVariance(GrowthEstimate estimate) {
    double error = widening(estimate) * (estimate.upper() - estimate.lower()) / (2 * Z_95);
    return error * error;
  }

  private static double quantile(double freedom) {
    return TDistribution.of(freedom).inverseSurvivalProbability(UPPER_TAIL);
  }
}
