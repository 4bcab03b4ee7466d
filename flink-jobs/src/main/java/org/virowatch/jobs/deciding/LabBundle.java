package org.virowatch.jobs.deciding;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.virowatch.jobs.counting.Bundle;
import org.virowatch.jobs.counting.GenomeChange;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.lab.LabWeeks;
import org.virowatch.surveillance.labquality.LabSurveillance;

/** Sums of changes by country, lab and the tick that first knows them. */
public final class LabBundle implements Bundle<GenomeChange, KnownChange<LabWeeks>> {
  private record Key(long tick, String dataset, String country, String lab, long generation) {}

  private final Ticks ticks;
  private final Map<Key, LabWeeks> sums = new HashMap<>();
  private long firstTick = Long.MAX_VALUE;

  /**
   * Makes an empty bundle.
   *
   * @param ticks when rules are evaluated
   */
  public LabBundle(Ticks ticks) {
    this.ticks = ticks;
  }

  @Override
  public void add(GenomeChange change) {
    long tick = ticks.atOrAfter(Instant.ofEpochMilli(change.at())).toEpochMilli();
    change.forEach(
        (genome, sign) ->
            LabSurveillance.countryOf(genome)
                .ifPresent(
                    country -> {
                      firstTick = Math.min(firstTick, tick);
                      sums.computeIfAbsent(
                              new Key(
                                  tick,
                                  genome.dataset(),
                                  country,
                                  genome.lab(),
                                  change.generation()),
                              absent -> new LabWeeks())
                          .add(genome, sign);
                    }));
  }

  @Override
  public boolean mustPrecede(long watermark) {
    return firstTick <= watermark;
  }

  @Override
  public void drain(Consumer<KnownChange<LabWeeks>> out) {
    sums.forEach(
        (key, sum) -> {
          if (!sum.isZero()) {
            out.accept(
                KnownChange.ofLab(
                    key.tick, key.dataset, key.country, key.lab, sum, key.generation));
          }
        });
    sums.clear();
    firstTick = Long.MAX_VALUE;
  }
}
