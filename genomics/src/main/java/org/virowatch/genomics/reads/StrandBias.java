package org.virowatch.genomics.reads;

/**
 * Whether a variant is on one strand unlike the reference: Fisher's exact test of the four counts.
 * Where a single strand was sequenced, as in parts of amplicons, both have it and nothing is odd.
 */
final class StrandBias {
  private static final double PHRED = 10;

  /** Probabilities that differ by rounding are equal. */
  private static final double EQUAL = 1 + 1e-7;

  private StrandBias() {}

  /**
   * Phred-scaled probability, two-sided, of strands so different.
   *
   * @param forward observations of the reference on the forward strand
   * @param reverse those on the reverse strand
   * @param otherForward observations of the variant on the forward strand
   * @param otherReverse those on the reverse strand
   */
  static int quality(int forward, int reverse, int otherForward, int otherReverse) {
    int reference = forward + reverse;
    int other = otherForward + otherReverse;
    int allForward = forward + otherForward;
    int least = Math.max(0, allForward - reference);
    int most = Math.min(other, allForward);
    // Relative to the table at hand, table by table: each is the one before times a ratio.
    double log = 0;
    double[] logs = new double[most - least + 1];
    for (int x = least; x < most; x++) {
      log +=
          Math.log((double) (other - x) * (allForward - x))
              - Math.log((x + 1.0) * (reference - allForward + x + 1.0));
      logs[x + 1 - least] = log;
    }
    double highest = 0;
    for (double each : logs) {
      highest = Math.max(highest, each);
    }
    double here = Math.exp(logs[otherForward - least] - highest) * EQUAL;
    double all = 0;
    double asOdd = 0;
    for (double each : logs) {
      double probability = Math.exp(each - highest);
      all += probability;
      asOdd += probability <= here ? probability : 0;
    }
    return (int) Math.round(-PHRED * Math.log10(Math.max(asOdd / all, 1e-300)));
  }
}
