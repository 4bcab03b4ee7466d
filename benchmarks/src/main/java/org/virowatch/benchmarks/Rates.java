package org.virowatch.benchmarks;

import java.util.List;

/**
 * Repeated measurements of a rate.
 *
 * @param runs one rate for each repetition, in the order they were made
 */
record Rates(List<Double> runs) {
  Rates {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a rate needs at least one run");
    }
    runs = List.copyOf(runs);
  }

  double min() {
    return runs.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double max() {
    return runs.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** The middle run, or the mean of the two in the middle. */
  double median() {
    List<Double> sorted = runs.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
