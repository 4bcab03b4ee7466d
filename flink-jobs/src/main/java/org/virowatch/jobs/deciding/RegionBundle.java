package org.virowatch.jobs.deciding;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.virowatch.jobs.counting.Bundle;
import org.virowatch.jobs.counting.GenomeChange;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.alert.SampledPeriod;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.count.Contribution;

/**
 * Sums of changes by region, period and the tick that first knows them. Of what an activation moves
 * most was known long ago, and its tick says nothing any more: it is decided at the next tick after
 * the activation is in force, so it is added up under one tick.
 */
public final class RegionBundle implements Bundle<GenomeChange, KnownChange<PeriodCounts>> {
  private record Key(long tick, String dataset, String region, String period, long generation) {}

  /** Ticks by which the tasks of the job may be apart in event time, and far more. */
  private static final int LONG_AGO_TICKS = 24;

  private final Ticks ticks;
  private final Map<Key, PeriodCounts> sums = new HashMap<>();
  private final Map<Key, PeriodCounts> passed = new HashMap<>();

  /** Whether something is in it that is only right together with all the rest. */
  private boolean together;

  /** A tick that every task has passed, and all before it. */
  private long longAgo = Long.MIN_VALUE;

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
  public void passed(long watermark) {
    long interval = ticks.interval().toMillis();
    if (watermark > Long.MIN_VALUE / 2 && watermark < Long.MAX_VALUE / 2) {
      longAgo = Math.floorDiv(watermark, interval) * interval - LONG_AGO_TICKS * interval;
    }
  }

  @Override
  public void add(GenomeChange change) {
    long tick = tickOf(change);
    if (isLongAgo(change, tick)) {
      add(change, longAgo, passed);
    } else {
      together |= change.generation() != 0 && !change.mayWait();
      firstTick = Math.min(firstTick, tick);
      add(change, tick, sums);
    }
  }

  private static void add(GenomeChange change, long tick, Map<Key, PeriodCounts> sums) {
    String lineageBefore = change.onlyLineageBefore();
    if (lineageBefore == null) {
      change.forEach(
          (genome, sign) -> {
            for (String region : genome.regions()) {
              sum(genome, region, change, tick, sums).add(genome, sign);
            }
          });
    } else {
      var genome = change.contribution();
      for (String region : genome.regions()) {
        sum(genome, region, change, tick, sums)
            .changeLineage(genome.lab(), lineageBefore, genome.lineage(), change.sign());
      }
    }
  }

  private static PeriodCounts sum(
      Contribution genome,
      String region,
      GenomeChange change,
      long tick,
      Map<Key, PeriodCounts> sums) {
    return sums.computeIfAbsent(
        new Key(tick, genome.dataset(), region, SampledPeriod.nameOf(genome), change.generation()),
        absent -> new PeriodCounts());
  }

  private long tickOf(GenomeChange change) {
    return ticks.atOrAfter(Instant.ofEpochMilli(change.at())).toEpochMilli();
  }

  private boolean isLongAgo(GenomeChange change, long tick) {
    return change.mayWait() && tick <= longAgo;
  }

  @Override
  public boolean mayWait(GenomeChange change) {
    return isLongAgo(change, tickOf(change));
  }

  @Override
  public boolean mustPrecede(long watermark) {
    return firstTick <= watermark;
  }

  @Override
  public void drain(Consumer<KnownChange<PeriodCounts>> out) {
    drain(sums, out);
    drain(passed, out);
    firstTick = Long.MAX_VALUE;
    together = false;
  }

  @Override
  public void drainUrgent(Consumer<KnownChange<PeriodCounts>> out) {
    if (together) {
      drain(out);
      return;
    }
    drain(sums, out);
    firstTick = Long.MAX_VALUE;
  }

  private static void drain(Map<Key, PeriodCounts> sums, Consumer<KnownChange<PeriodCounts>> out) {
    sums.forEach(
        (key, sum) -> {
          if (!sum.isZero()) {
            out.accept(
                KnownChange.ofRegion(
                    key.tick, key.dataset, key.region, key.period, sum, key.generation));
          }
        });
    sums.clear();
  }
}
