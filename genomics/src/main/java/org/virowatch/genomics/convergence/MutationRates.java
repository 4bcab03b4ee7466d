package org.virowatch.genomics.convergence;

/**
 * How often each of the twelve kinds of substitution happens where it changes no protein: at third
 * bases of codons whose four readings mean one amino acid. Rates differ twentyfold between kinds
 * (in SARS-CoV-2, C→T and G→T lead), as J. D. Bloom and R. A. Neher use it ("Fitness effects of
 * mutations to SARS-CoV-2 proteins", Virus Evolution 9 (2023) vead055). Sites of one kind differ
 * too, which makes counts negative binomial; their shape is taken from the same sites.
 */
final class MutationRates {
  private static final String BASES = "ACGT";
  private static final double LARGEST_SHAPE = 1000;

  /** Added to each kind, so that one never seen is rare and not impossible. */
  private static final double PSEUDOCOUNT = 0.5;

  private final double[] perSiteAndLength = new double[16];
  private final double shape;

  /**
   * Estimates the rates.
   *
   * @param sites base of the reference at every silent site
   * @param seen substitutions seen at each, by the base they lead to (A, C, G, T)
   * @param length sum of the branch lengths looked at
   */
  MutationRates(byte[] sites, int[][] seen, double length) {
    double[] count = new double[16];
    double[] of = new double[4];
    for (int site = 0; site < sites.length; site++) {
      int from = BASES.indexOf(sites[site]);
      of[from]++;
      for (int to = 0; to < 4; to++) {
        count[4 * from + to] += seen[site][to];
      }
    }
    for (int kind = 0; kind < 16; kind++) {
      int from = kind / 4;
      boolean same = from == kind % 4;
      perSiteAndLength[kind] =
          same || length == 0 ? 0 : (count[kind] + PSEUDOCOUNT) / (Math.max(1, of[from]) * length);
    }
    double excess = 0;
    double squares = 0;
    for (int site = 0; site < sites.length; site++) {
      int from = BASES.indexOf(sites[site]);
      for (int to = 0; to < 4; to++) {
        double mean = perSiteAndLength[4 * from + to] * length;
        excess += (seen[site][to] - mean) * (seen[site][to] - mean) - mean;
        squares += mean * mean;
      }
    }
    shape = excess > 0 ? Math.min(LARGEST_SHAPE, squares / excess) : LARGEST_SHAPE;
  }

  /** Returns whether rates are known for a letter. */
  static boolean isBase(byte letter) {
    return BASES.indexOf(letter) >= 0;
  }

  /** Returns the index of a base among A, C, G, T. */
  static int index(byte base) {
    return BASES.indexOf(base);
  }

  /** Returns the rate of a substitution at one site for each unit of branch length. */
  double rate(byte from, byte to) {
    return perSiteAndLength[4 * BASES.indexOf(from) + BASES.indexOf(to)];
  }

  /** Returns the shape of the negative binomial; the larger, the closer to Poisson. */
  double shape() {
    return shape;
  }

  /**
   * Returns the probability of k events or more where a mean is expected, by summing the negative
   * binomial's tail.
   */
  static double tail(int k, double mean, double shape) {
    double log = shape * Math.log(shape / (shape + mean));
    double ratio = Math.log(mean / (mean + shape));
    double below = 0;
    for (int j = 0; j < k; j++) {
      below += Math.exp(log);
      log += Math.log((j + shape) / (j + 1.0)) + ratio;
    }
    double above = 0;
    for (int j = k; j < k + 10_000; j++) {
      double term = Math.exp(log);
      above += term;
      if (term < above * 1e-12) {
        break;
      }
      log += Math.log((j + shape) / (j + 1.0)) + ratio;
    }
    // Of the two sums the smaller is the more exact.
    return Math.min(1, above < 0.5 ? above : 1 - below);
  }
}
