package org.virowatch.jobs.deciding;

import org.virowatch.surveillance.pool.RegionDays;

/**
 * A change of one region of a pool that becomes known at a tick.
 *
 * @param tick event time, epoch milliseconds
 * @param dataset name of the reference dataset
 * @param pool what the region is looked at together with
 * @param region the region
 * @param change by how much the counts change; may be negative, and must not change any more
 * @param generation the activation of the dataset from which on this holds, 0 where it always does
 */
public record PoolChange(
    long tick, String dataset, String pool, String region, RegionDays change, long generation)
    implements Ticked<RegionDays> {
  @Override
  public String key() {
    return dataset + "|" + pool;
  }

  @Override
  public String part() {
    return region;
  }
}
