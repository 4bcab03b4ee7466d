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
 */
public record TickedChange(
    long tick, String dataset, String region, String period, PeriodCounts change) {
  /** Returns what decisions are keyed by. */
  public String regionKey() {
    return dataset + "|" + region;
  }
}
