package org.virowatch.stack.simulate;

/**
 * Numbers that depend on the seed alone, on every platform: SplitMix64 (Steele, Lea and Flood 2014,
 * OOPSLA), with {@link StrictMath} for everything derived from it. Not thread-safe.
 */
final class SeededRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  SeededRandom(long seed) {
    this.state = seed;
  }

  /** A generator for one part of the simulation, so that parts do not disturb one another. */
  static SeededRandom of(long seed, long part) {
    return new SeededRandom(mix(seed ^ mix(part * GOLDEN_GAMMA + 1)));
  }

  long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [0, bound). */
  int nextInt(int bound) {
    return (int) (nextDouble() * bound);
  }

  boolean chance(double probability) {
    return nextDouble() < probability;
  }

  /** Poisson by multiplication; for means of a few events. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int events = 0;
    for (double product = nextDouble(); product > limit; product *= nextDouble()) {
      events++;
    }
    return events;
  }

  /** Log-normal with the given median and standard deviation of the logarithm. */
  double logNormal(double median, double sigma) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    double normal = radius * StrictMath.cos(2 * StrictMath.PI * nextDouble());
    return median * StrictMath.exp(sigma * normal);
  }

  /**
   * An index drawn by weight.
   *
   * @param weights not negative, at least one above 0
   */
  int pick(double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double rest = nextDouble() * total;
    for (int i = 0; i < weights.length; i++) {
      rest -= weights[i];
      if (rest < 0) {
        return i;
      }
    }
    int last = weights.length - 1;
    while (weights[last] == 0) {
      last--;
    }
    return last;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
