package org.virowatch.jobs.counting;

import org.virowatch.surveillance.count.Contribution;

/**
 * One version of a genome begins or ceases to count.
 *
 * @param contribution what it contributes; never empty
 * @param sign 1 when it begins, -1 when it ceases
 * @param at event time from which on this is known, epoch milliseconds
 */
public record GenomeChange(Contribution contribution, int sign, long at) {
  /** Checks the sign. */
  public GenomeChange {
    if (sign != 1 && sign != -1) {
      throw new IllegalArgumentException("a genome counts once or no more, not " + sign + " times");
    }
  }
}
