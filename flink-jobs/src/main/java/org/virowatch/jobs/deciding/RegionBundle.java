package org.virowatch.jobs.deciding;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.virowatch.jobs.counting.Bundle;
import org.virowatch.jobs.counting.GenomeChange;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.alert.Ticks;

/** Sums of changes by region, period and the tick that first knows them. */
public final class RegionBundle implements Bundle<GenomeChange, TickedChange> {
  private record Key(long tick, String dataset, String region, String period, long generation) {}

  private final Ticks ticks;
  private final Map<Key, PeriodCounts> sums = new HashMap<>();
  private long firstTick = Long.MAX_VALUE;

  /**
   * Makes an empty bundle.
   *
   * @param ticks when rules are evaluated
   */
  public RegionBundle(Ticks ticks) {
    this.ticks = ticks;
  }

  @Override
  public void add(GenomeChange change) {
    long tick = ticks.atOrAfter(Instant.ofEpochMilli(change.at())).toEpochMilli();
    firstTick = Math.min(firstTick, tick);
    var genome = change.contribution();
    for (String region : genome.regions()) {
      sums.computeIfAbsent(
              new Key(tick, genome.dataset(), region, genome.period(), change.generation()),
              absent -> new PeriodCounts())
          .add(genome, change.sign());
    }
  }

  @Override
  public boolean mustPrecede(long watermark) {
    return firstTick <= watermark;
  }

  @Override
  public void drain(Consumer<TickedChange> out) {
    sums.forEach(
        (key, sum) -> {
          if (!sum.isZero()) {
            out.accept(
                new TickedChange(
                    key.tick, key.dataset, key.region, key.period, sum, key.generation));
          }
        });
    sums.clear();
    firstTick = Long.MAX_VALUE;
  }
}
