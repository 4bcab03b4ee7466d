package org.virowatch.jobs.deciding;

import org.virowatch.schemas.RegionPeriodState;

/**
 * A change of one region and period that becomes known at a tick.
 *
 * @param tick event time, epoch milliseconds
 * @param change the change; its numbers may be negative
 */
public record TickedChange(long tick, RegionPeriodState change) {
  /** Returns what decisions are keyed by. */
  public String regionKey() {
    return change.getDataset() + "|" + change.getRegion();
  }
}
