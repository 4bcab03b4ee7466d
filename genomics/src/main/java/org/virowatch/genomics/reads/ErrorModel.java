package org.virowatch.genomics.reads;

/**
 * Whether so many observations of an allele can be sequencing errors alone. The number of errors is
 * taken for Poisson-distributed with the sum of the bases' error probabilities as mean, which errs
 * on the side of caution against the exact distribution of LoFreq (Wilm et al. 2012, Nucleic Acids
 * Research 40:11189); a third of the errors gives one particular base.
 */
final class ErrorModel {

  /** Significance after correction for every test of a genome, as LoFreq's. */
  static final double SIGNIFICANCE = 0.01;

  /** Wrong gaps or insertions a base, for short reads. */
  static final double INDEL_ERRORS = 1e-4;

  /** Highest quality that is written. */
  private static final int HIGHEST = 5000;

  private static final double[] PROBABILITY = new double[256];

  static {
    for (int quality = 0; quality < PROBABILITY.length; quality++) {
      PROBABILITY[quality] = Math.pow(10, -quality / 10.0);
    }
  }

  private ErrorModel() {}

  /** Probability that a base of this Phred quality is wrong. */
  static double probability(int quality) {
    return PROBABILITY[quality];
  }

  /**
   * Phred-scaled probability of at least {@code seen} errors where {@code expected} are expected;
   * at most 5,000.
   */
  static int quality(int seen, double expected) {
    if (seen <= 0 || seen <= expected) {
      return 0;
    }
    // P(X >= k) = e^-m m^k / k! (1 + m/(k+1) + m^2/((k+1)(k+2)) + ...), which converges for k > m.
    double mean = Math.max(expected, 1e-12);
    double log = -mean + seen * Math.log(mean);
    for (int i = 2; i <= seen; i++) {
      log -= Math.log(i);
    }
    double sum = 1;
    double term = 1;
    for (int i = 1; i < 10_000 && term > 1e-12 * sum; i++) {
      term *= mean / (seen + i);
      sum += term;
    }
    double phred = -10 * (log + Math.log(sum)) / Math.log(10);
    return (int) Math.round(Math.max(0, Math.min(HIGHEST, phred)));
  }

  /** Whether a quality stands out after {@code tests} tests. */
  static boolean significant(int quality, double tests) {
    return Math.pow(10, -quality / 10.0) * tests <= SIGNIFICANCE;
  }

  /** Probability of at least {@code seen} of {@code all} where each has the same probability. */
  static double binomialTail(int seen, int all, double probability) {
    double sum = 0;
    double log = 0; // of the binomial coefficient
    for (int i = 0; i <= all; i++) {
      if (i > 0) {
        log += Math.log(all - i + 1.0) - Math.log(i);
      }
      if (i >= seen) {
        sum += Math.exp(log + i * Math.log(probability) + (all - i) * Math.log1p(-probability));
      }
    }
    return Math.min(1, sum);
  }
}
