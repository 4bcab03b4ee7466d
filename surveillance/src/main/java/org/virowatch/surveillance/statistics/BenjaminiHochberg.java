package org.virowatch.surveillance.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Control of the false-discovery rate of many tests: Y. Benjamini and Y. Hochberg, "Controlling the
 * false discovery rate", Journal of the Royal Statistical Society B 57 (1995) 289–300. Calling a
 * discovery what has an adjusted p of at most q keeps the expected share of false discoveries at q
 * or below, for independent and for positively dependent tests.
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * Adjusts p-values: the smallest q at which each would be a discovery, as R's {@code p.adjust(p,
   * "BH")}.
   *
   * @param p p-values, 0 to 1, of every test that was made
   * @return adjusted p-values in the same order
   * @throws IllegalArgumentException if one is not within 0 to 1
   */
  public static double[] adjust(double[] p) {
    return adjust(p, p.length);
  }

  /**
   * Adjusts the p-values of some tests of many, where that of each other one is 1.
   *
   * @param p as for {@link #adjust(double[])}
   * @param tests how many tests were made, at least as many as there are p-values
   * @return adjusted p-values in the same order
   */
  public static double[] adjust(double[] p, long tests) {
    if (tests < p.length) {
      throw new IllegalArgumentException(p.length + " of " + tests + " tests");
    }
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("p = " + value + " is not within 0 to 1");
      }
    }
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> p[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double smallest = 1;
    for (int rank = p.length; rank > 0; rank--) {
      int index = ascending[rank - 1];
      smallest = Math.min(smallest, p[index] * tests / rank);
      adjusted[index] = smallest;
    }
    return adjusted;
  }
}
