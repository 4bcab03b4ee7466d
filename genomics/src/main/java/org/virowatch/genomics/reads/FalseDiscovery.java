package org.virowatch.genomics.reads;

import java.util.Arrays;

/**
 * Which of many tests stand out if at most a share of those chosen may be chance: Benjamini and
 * Hochberg (1995), Journal of the Royal Statistical Society B 57:289.
 */
final class FalseDiscovery {
  private static final double PHRED = 10;

  private FalseDiscovery() {}

  /**
   * The quality from which on a test stands out.
   *
   * @param qualities Phred-scaled probabilities of the tests that could stand out; not changed
   * @param tests number of all tests
   * @param share of chance among those chosen, 0 to 1
   * @return a quality that those chosen have and no others; the highest there is if none stands out
   */
  static int threshold(int[] qualities, double tests, double share) {
    int[] sorted = qualities.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      double needed = -PHRED * Math.log10(share * (sorted.length - i) / tests);
      if (sorted[i] >= needed) {
        return (int) Math.ceil(needed);
      }
    }
    return Integer.MAX_VALUE;
  }
}
