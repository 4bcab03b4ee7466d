package org.virowatch.surveillance.frequency;

/**
 * Wilson's score interval of a binomial proportion, two-sided. Unlike the normal approximation it
 * stays inside 0 to 1 and says something at zero counts: 0 of n still has an upper bound.
 *
 * <p>For k of n with p = k/n and the normal quantile z the bounds are (p + z²/2n ± z·√(p(1−p)/n +
 * z²/4n²)) / (1 + z²/n). See E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", Journal of the American Statistical Association 22 (1927) 209–212, and R.
 * G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven
 * methods", Statistics in Medicine 17 (1998) 857–872, method 3.
 *
 * @param lower lower bound, 0 to 1
 * @param upper upper bound, 0 to 1
 */
public record WilsonInterval(double lower, double upper) {
  /** The standard normal quantile of a two-sided 95 % interval. */
  public static final double Z_95 = 1.959963984540054;

  private static final WilsonInterval UNKNOWN = new WilsonInterval(0, 1);

  /** Returns the 95 % interval of k in n; 0 to 1 when n is 0. */
  public static WilsonInterval of(long k, long n) {
    return of(k, n, Z_95);
  }

  /**
   * Returns the interval of k in n at the given normal quantile; 0 to 1 when n is 0.
   *
   * @throws IllegalArgumentException unless 0 ≤ k ≤ n
   */
  public static WilsonInterval of(long k, long n, double z) {
    if (k < 0 || k > n) {
      throw new IllegalArgumentException("k = " + k + " is not within 0 to n = " + n);
    }
    if (n == 0) {
      return UNKNOWN;
    }
    double p = (double) k / n;
    double zz = z * z;
    double centre = p + zz / (2 * n);
    double half = z * Math.sqrt(p * (1 - p) / n + zz / (4.0 * n * n));
    double scale = 1 + zz / n;
    // At k = 0 and k = n the bound is exact; rounding must not move it.
    double lower = k == 0 ? 0 : Math.max(0, (centre - half) / scale);
    double upper = k == n ? 1 : Math.min(1, (centre + half) / scale);
    return new WilsonInterval(lower, upper);
  }
}
