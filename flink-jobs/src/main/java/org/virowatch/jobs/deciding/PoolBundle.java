package org.virowatch.jobs.deciding;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.virowatch.jobs.counting.Bundle;
import org.virowatch.jobs.counting.GenomeChange;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.regionpool.Pools;
import org.virowatch.surveillance.regionpool.RegionDays;

/** Sums of changes by pool, region and the tick that first knows them. */
public final class PoolBundle implements Bundle<GenomeChange, KnownChange<RegionDays>> {
  private record Key(long tick, String dataset, String region, long generation) {}

  private final Ticks ticks;
  private final Map<Key, RegionDays> sums = new HashMap<>();
  private long firstTick = Long.MAX_VALUE;

  /**
   * Makes an empty bundle.
   *
   * @param ticks when rules that look across regions are evaluated
   */
  public PoolBundle(Ticks ticks) {
    this.ticks = ticks;
  }

  @Override
  public void add(GenomeChange change) {
    long tick = ticks.atOrAfter(Instant.ofEpochMilli(change.at())).toEpochMilli();
    firstTick = Math.min(firstTick, tick);
    change.forEach(
        (genome, sign) -> {
          for (String region : genome.regions()) {
            sums.computeIfAbsent(
                    new Key(tick, genome.dataset(), region, change.generation()),
                    absent -> new RegionDays())
                .add(region, genome, sign, change.at());
          }
        });
  }

  @Override
  public boolean mustPrecede(long watermark) {
    return firstTick <= watermark;
  }

  @Override
  public void drain(Consumer<KnownChange<RegionDays>> out) {
    sums.forEach(
        (key, sum) -> {
          if (!sum.isZero()) {
            Pools.of(key.region)
                .ifPresent(
                    pool ->
                        out.accept(
                            KnownChange.ofPool(
                                key.tick, key.dataset, pool, key.region, sum, key.generation)));
          }
        });
    sums.clear();
    firstTick = Long.MAX_VALUE;
  }
}
