package org.virowatch.genomics.reads;

/**
 * How probable it is that so many observations of an allele are sequencing errors alone. The number
 * of errors is taken for Poisson-distributed with the sum of the bases' error probabilities as
 * mean, which errs on the side of caution against the exact distribution of LoFreq (Wilm et al.
 * 2012, Nucleic Acids Research 40:11189); a third of the errors gives one particular base.
 */
final class ErrorModel {

  /** From this Phred quality on a base counts as sure. */
  static final int SURE = 30;

  /** Phred-scaled price of choosing the better of two tests: a factor of 2. */
  private static final int TWO_TESTS = 3;

  /**
   * Gaps or insertions of one base that a read has by mistake, a base: twice what Huang et al.
   * (2012) found in Illumina reads and ART simulates.
   */
  private static final double INDEL_ERRORS = 2e-4;

  /** Share of those that go on for one base more, as in GATK's pair-HMM. */
  private static final double INDEL_EXTENSION = 0.1;

  /** Of any length, for alignments go wrong too. */
  private static final double LEAST_INDEL_ERRORS = 1e-5;

  /** Share of a gap's or insertion's observations that look like another one at its place. */
  private static final double MISREAD_INDELS = 1e-3;

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
   * Phred-scaled probability of at least {@code seen} mistakes where {@code expected} are expected;
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

  /**
   * The same for a particular base, by two tests of which the better counts: with all bases, and
   * with the sure ones alone, among which fewer errors hide.
   *
   * @param seen observations
   * @param errors number of wrong bases expected among all observations here
   * @param sure observations of quality {@link #SURE} or more
   * @param sureErrors number of wrong bases expected among all of that quality
   */
  static int baseQuality(int seen, double errors, int sure, double sureErrors) {
    return Math.max(
        0, Math.max(quality(seen, errors / 3), quality(sure, sureErrors / 3)) - TWO_TESTS);
  }

  /**
   * The same for a gap or insertion. Mistakes become rarer with length and more frequent in
   * repeats.
   *
   * @param depth fragments
   * @param bases lost or gained
   * @param places number of places in a repeat where the same mistake could have happened
   * @param rival observations of another gap or insertion at this place, which may be misread
   */
  static int indelQuality(int seen, int depth, int bases, int places, int rival) {
    double errors = INDEL_ERRORS * Math.pow(INDEL_EXTENSION, bases - 1.0);
    double expected = depth * places * Math.max(LEAST_INDEL_ERRORS, errors);
    return quality(seen, expected + rival * MISREAD_INDELS);
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
