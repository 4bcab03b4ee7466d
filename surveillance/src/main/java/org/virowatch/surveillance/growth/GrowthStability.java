package org.virowatch.surveillance.growth;

import java.util.List;

/**
 * Whether an estimate holds over time: every estimate of the last looks lies within the newest
 * interval, and the newest estimate within each of theirs. A subject whose growth fades, or that
 * was a cluster, is not stable, however sure its newest estimate is. Looks share most of their
 * genomes, so this is a rule of thumb and no test.
 */
public final class GrowthStability {
  /** Looks compared, the newest included. */
  public static final int LOOKS = 4;

  private GrowthStability() {}

  /**
   * Returns whether the newest estimate agrees with those before.
   *
   * @param estimates in order of time; one alone is not stable
   */
  public static boolean isStable(List<GrowthPool.Shrunk> estimates) {
    if (estimates.size() < 2) {
      return false;
    }
    GrowthPool.Shrunk newest = estimates.get(estimates.size() - 1);
    return estimates.subList(Math.max(0, estimates.size() - LOOKS), estimates.size()).stream()
        .allMatch(
            earlier ->
                newest.lower() <= earlier.perDay()
                    && earlier.perDay() <= newest.upper()
                    && earlier.lower() <= newest.perDay()
                    && newest.perDay() <= earlier.upper());
  }
}
