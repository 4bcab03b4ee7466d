package org.virowatch.jobs.deciding;

import org.virowatch.surveillance.alert.PeriodCounts;

/**
 * A change of one region and period that becomes known at a tick.
 *
 * @param tick event time, epoch milliseconds
 * @param dataset name of the reference dataset
 * @param region the region
 * @param period ISO week of collection, month, year or {@code undated}
 * @param change by how much the counts change; may be negative, and must not change any more
 * @param generation the activation of the dataset from which on this holds, 0 where it always does
 */
public record TickedChange(
    long tick, String dataset, String region, String period, PeriodCounts change, long generation)
    implements Ticked<PeriodCounts> {
  /** Makes a change that holds whatever version of the dataset is active. */
  public TickedChange(
      long tick, String dataset, String region, String period, PeriodCounts change) {
    this(tick, dataset, region, period, change, 0);
  }

  @Override
  public String key() {
    return dataset + "|" + region;
  }

  @Override
  public String part() {
    return period;
  }
}
