package org.virowatch.surveillance.statistics;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Counts that scatter more than Poisson ones: mean μ, variance μ + μ²/κ. Unlike the libraries'
 * Pascal distribution its shape κ need not be whole.
 *
 * @param mean μ, above 0
 * @param shape κ, above 0; infinite is Poisson in the limit and not allowed, take a large one
 */
public record NegativeBinomial(double mean, double shape) {

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException unless both are positive and finite
   */
  public NegativeBinomial {
    if (!(mean > 0 && shape > 0) || Double.isInfinite(mean) || Double.isInfinite(shape)) {
      throw new IllegalArgumentException("mean " + mean + " and shape " + shape + " cannot be");
    }
  }

  /** Returns the probability of k or fewer. */
  public double atMost(long k) {
    return k < 0 ? 0 : RegularizedBeta.value(shape / (shape + mean), shape, k + 1.0);
  }

  /** Returns the probability of k or more. */
  public double atLeast(long k) {
    return k <= 0 ? 1 : RegularizedBeta.complement(shape / (shape + mean), shape, (double) k);
  }
}
