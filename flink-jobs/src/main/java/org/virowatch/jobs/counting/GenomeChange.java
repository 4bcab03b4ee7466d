package org.virowatch.jobs.counting;

import org.virowatch.surveillance.count.Contribution;

/**
 * One call of a genome begins or ceases to count.
 *
 * @param contribution what it contributes; never empty
 * @param sign 1 when it begins, -1 when it ceases
 * @param at event time from which on this is known, epoch milliseconds
 * @param generation the activation of the dataset from which on this holds, by its {@code movedAt}
 *     in epoch milliseconds; 0 where it always does
 */
public record GenomeChange(Contribution contribution, int sign, long at, long generation) {
  /** Checks the sign. */
  public GenomeChange {
    if (sign != 1 && sign != -1) {
      throw new IllegalArgumentException("a genome counts once or no more, not " + sign + " times");
    }
  }

  /** Makes a change that holds whatever version of the dataset is active. */
  public GenomeChange(Contribution contribution, int sign, long at) {
    this(contribution, sign, at, 0);
  }

  /** Returns the change that takes this one back. */
  GenomeChange negated() {
    return new GenomeChange(contribution, -sign, at, generation);
  }
}
