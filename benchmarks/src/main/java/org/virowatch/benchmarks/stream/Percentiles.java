package org.virowatch.benchmarks.stream;

import java.util.Arrays;

/** Percentiles of a set of numbers, each a number of the set (nearest rank). */
final class Percentiles {
  private final double[] sorted;

  /**
   * Takes the numbers.
   *
   * @throws IllegalArgumentException if there is none
   */
  Percentiles(double[] numbers) {
    if (numbers.length == 0) {
      throw new IllegalArgumentException("percentiles of nothing");
    }
    sorted = numbers.clone();
    Arrays.sort(sorted);
  }

  /** Returns the least number that is not below so many percent of them. */
  double at(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(1, Math.min(rank, sorted.length)) - 1];
  }

  /** Returns the greatest number. */
  double max() {
    return sorted[sorted.length - 1];
  }
}
