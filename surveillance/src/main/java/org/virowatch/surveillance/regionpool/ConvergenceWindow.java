package org.virowatch.surveillance.regionpool;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.virowatch.surveillance.calendar.WeekWindow;
import org.virowatch.surveillance.count.MutationName;
import org.virowatch.surveillance.growth.GrowthEstimate;
import org.virowatch.surveillance.growth.GrowthSeries;
import org.virowatch.surveillance.lab.HeldLabs;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.statistics.BenjaminiHochberg;

/** Which changes lineages gained and carry in the weeks of one window. */
final class ConvergenceWindow {
  private static final int THURSDAY = 3;

  final WeekWindow weeks;
  final boolean simulated;
  private final TreeMap<Long, CarriedCounts> byWeek = new TreeMap<>();
  private final CarriedCounts all = new CarriedCounts();
  private final SortedSet<String> changes = new TreeSet<>();
  private final IndependentGains gains;
  private final Map<String, SortedSet<String>> known = new HashMap<>();
  private final Map<String, Optional<GrowthEstimate>> growths = new HashMap<>();

  /**
   * Counts.
   *
   * @param length weeks of the window
   */
  ConvergenceWindow(
      int length, Instant tick, LineageHierarchy lineages, RegionDays world, HeldLabs held) {
    weeks = WeekWindow.endingAt(tick, length);
    long first = weeks.first().monday().toEpochDay();
    simulated = world.isSimulated(first, held);
    Map<String, CarriedCounts> byLineage = new HashMap<>();
    world
        .carriedFrom(first, held)
        .forEach(
            (monday, ofWeek) -> {
              CarriedCounts sum = new CarriedCounts();
              ofWeek.forEach(
                  (lineage, counts) -> {
                    sum.add(counts, 1);
                    byLineage
                        .computeIfAbsent(lineage, absent -> new CarriedCounts())
                        .add(counts, 1);
                  });
              byWeek.put(monday, sum);
              all.add(sum, 1);
            });
    all.changes().forEach((change, count) -> changes.add(change));
    gains = new IndependentGains(lineages, byLineage);
  }

  SortedSet<String> changes() {
    return changes;
  }

  /** Genomes that know the change's codon. */
  long known(String change) {
    return all.known(MutationName.of(change));
  }

  long carriers(String change) {
    return all.carriers(MutationName.of(change));
  }

  SortedSet<String> gains(String change) {
    return known.computeIfAbsent(change, gains::of);
  }

  Optional<GrowthEstimate> growth(String change) {
    return growths.computeIfAbsent(change, this::estimate);
  }

  private Optional<GrowthEstimate> estimate(String change) {
    MutationName name = MutationName.of(change);
    GrowthSeries.Builder series = new GrowthSeries.Builder();
    byWeek.forEach(
        (monday, counts) ->
            series.add((double) (monday + THURSDAY), counts.carriers(name), counts.known(name)));
    return GrowthEstimate.of(series.build());
  }

  double[] adjustedP(List<String> looked) {
    double mean = looked.stream().mapToInt(change -> gains(change).size()).average().orElse(0);
    double[] p = new double[looked.size()];
    for (int i = 0; i < p.length; i++) {
      int found = gains(looked.get(i)).size();
      p[i] =
          found == 0 || mean == 0 ? 1 : PoissonDistribution.of(mean).survivalProbability(found - 1);
    }
    return BenjaminiHochberg.adjust(p);
  }
}
