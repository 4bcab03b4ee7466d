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
import org.virowatch.surveillance.count.MutationCounts;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.growth.GrowthEstimate;
import org.virowatch.surveillance.growth.GrowthSeries;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.statistics.BenjaminiHochberg;

/** Which changes lineages gained and carry in the weeks of one window. */
final class ConvergenceWindow {
  private static final int DAYS_A_WEEK = 7;
  private static final int THURSDAY = 3;

  final WeekWindow weeks;
  final boolean simulated;
  private final TreeMap<Long, Long> genomesByWeek = new TreeMap<>();
  private final TreeMap<Long, MutationCounts> carriedByWeek = new TreeMap<>();
  private final MutationCounts all = new MutationCounts();
  private final SortedSet<String> changes = new TreeSet<>();
  private final IndependentGains gains;
  private final Map<String, SortedSet<String>> known = new HashMap<>();
  private final Map<String, Optional<GrowthEstimate>> growths = new HashMap<>();

  /**
   * Counts.
   *
   * @param length weeks of the window
   */
  ConvergenceWindow(int length, Instant tick, LineageHierarchy lineages, RegionDays world) {
    weeks = WeekWindow.endingAt(tick, length);
    long first = weeks.first().monday().toEpochDay();
    simulated = world.isSimulated(first);
    StringCounts genomes = new StringCounts();
    world
        .collectedFrom(first)
        .forEach(
            (day, byLineage) -> {
              genomes.add(byLineage, 1);
              long monday = day - Math.floorMod(day - first, (long) DAYS_A_WEEK);
              genomesByWeek.merge(monday, byLineage.total(), Long::sum);
            });
    Map<String, MutationCounts> byLineage = new HashMap<>();
    world
        .carriedFrom(first)
        .forEach(
            (monday, ofWeek) -> {
              MutationCounts sum = new MutationCounts();
              ofWeek.forEach(
                  (lineage, counts) -> {
                    sum.add(counts, 1);
                    byLineage
                        .computeIfAbsent(lineage, absent -> new MutationCounts())
                        .add(counts, 1);
                  });
              carriedByWeek.put(monday, sum);
              all.add(sum, 1);
            });
    all.forEach((change, count) -> changes.add(change));
    gains = new IndependentGains(lineages, genomes, byLineage);
  }

  SortedSet<String> changes() {
    return changes;
  }

  long genomes() {
    return genomesByWeek.values().stream().mapToLong(Long::longValue).sum();
  }

  long carriers(String change) {
    return all.get(change);
  }

  SortedSet<String> gains(String change) {
    return known.computeIfAbsent(change, gains::of);
  }

  Optional<GrowthEstimate> growth(String change) {
    return growths.computeIfAbsent(change, this::estimate);
  }

  private Optional<GrowthEstimate> estimate(String change) {
    GrowthSeries.Builder series = new GrowthSeries.Builder();
    genomesByWeek.forEach(
        (monday, total) -> {
          MutationCounts carried = carriedByWeek.get(monday);
          series.add(
              (double) (monday + THURSDAY),
              carried == null ? 0 : Math.min(total, carried.get(change)),
              total);
        });
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
