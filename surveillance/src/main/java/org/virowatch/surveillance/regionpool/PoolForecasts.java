package org.virowatch.surveillance.regionpool;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.LineageForecast;
import org.virowatch.schemas.ReportedWeek;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.delay.Nowcast;
import org.virowatch.surveillance.delay.ReportingDelays;
import org.virowatch.surveillance.forecast.Forecast;
import org.virowatch.surveillance.forecast.Forecaster;
import org.virowatch.surveillance.forecast.VariantForecast;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;
import org.virowatch.surveillance.lab.HeldLabs;
import org.virowatch.surveillance.lineage.LineageHierarchy;

/**
 * Forecasts of every region of a pool, from one fit to all of them. Lineages are gathered into at
 * most {@value #MOST_LINEAGES} groups, each of which makes up {@value #LEAST_SHARE} of the genomes
 * of the average region in the last {@value #WEEKS} weeks; regions weigh the same, or the groups
 * would be those of the region that sequences most.
 */
final class PoolForecasts {
  static {
    TrustedRecords.install();
  }

  static final int HISTORY_DAYS = 15;
  static final int HORIZON_DAYS = 30;
  static final int WEEKS = 12;

  /** Weeks that can be incomplete: those before end more than the longest delay ago. */
  static final int REPORTED_WEEKS = 14;

  static final int MOST_LINEAGES = 30;
  static final double LEAST_SHARE = 0.01;

  /** Weight of a region, so that shares can be summed as whole numbers. */
  private static final long REGION_WEIGHT = 1_000_000;

  private PoolForecasts() {}

  /**
   * Forecasts.
   *
   * @param asOf the tick as of which the counts are known
   * @param known genomes by exact lineage
   * @param regions the same regions, for what is simulated among them
   * @return one update for each region with a genome in the window
   */
  static List<ForecastUpdate> of(
      String dataset,
      Instant asOf,
      KnownCounts known,
      LineageHierarchy lineages,
      Map<String, RegionDays> regions) {
    DailyCounts recent =
        known.counts().between(known.asOf().minusDays(7L * WEEKS - 1), known.asOf());
    LineageGroups groups = LineageGroups.of(weights(recent), lineages, LEAST_SHARE, MOST_LINEAGES);
    if (groups.names().isEmpty()) {
      return List.of();
    }
    Forecast forecast = Forecaster.fit(new KnownCounts(known.asOf(), groups.gather(recent)));
    LocalDate first = known.asOf().minusDays(HISTORY_DAYS);
    LocalDate lastDay = PoolDelays.lastDay(asOf);
    ReportingDelays delays = PoolDelays.of(regions, lastDay);
    List<ForecastUpdate> updates = new ArrayList<>();
    for (int index = 0; index < recent.locations().size(); index++) {
      String region = recent.locations().get(index);
      if (genomes(recent, index) == 0 || forecast.variants().isEmpty()) {
        continue;
      }
      RegionDays days = regions.get(region);
      updates.add(
          ForecastUpdate.newBuilder()
              .setDataset(dataset)
              .setRegion(region)
              .setAsOf(asOf)
              .setFirstDay(first)
              .setLineages(lineages(forecast, region, first, groups))
              .setWeeks(weeks(region, lastDay, delays))
              .setSimulated(
                  days != null && days.isSimulated(recent.firstDay().toEpochDay(), HeldLabs.NONE))
              .build());
    }
    return updates;
  }

  /** The weeks that may still be incomplete, up to the last that has a day behind the tick. */
  private static List<ReportedWeek> weeks(
      String region, LocalDate lastDay, ReportingDelays delays) {
    List<ReportedWeek> weeks = new ArrayList<>();
    IsoWeek last = IsoWeek.of(lastDay);
    for (int back = REPORTED_WEEKS - 1; back >= 0; back--) {
      IsoWeek week = last.plusWeeks(-back);
      Nowcast nowcast = delays.week(region, week.monday(), lastDay);
      weeks.add(
          new ReportedWeek(
              week.toString(),
              nowcast.known(),
              nowcast.completeness(),
              nowcast.expected(),
              nowcast.lower(),
              nowcast.upper()));
    }
    return weeks;
  }

  private static List<LineageForecast> lineages(
      Forecast forecast, String region, LocalDate first, LineageGroups groups) {
    TreeMap<String, LineageForecast> byGroup = new TreeMap<>();
    for (String group : forecast.variants()) {
      List<String> includes = new ArrayList<>(groups.members(group));
      includes.remove(group);
      byGroup.put(
          group,
          new LineageForecast(
              group, includes, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    }
    LocalDate last = first.plusDays(HISTORY_DAYS + HORIZON_DAYS);
    for (List<VariantForecast> day : forecast.over(region, first, last)) {
      for (VariantForecast one : day) {
        LineageForecast group = byGroup.get(one.variant());
        if (group != null) {
          group.getFrequency().add((float) one.frequency());
          group.getLower().add((float) one.lower());
          group.getUpper().add((float) one.upper());
        }
      }
    }
    return List.copyOf(byGroup.values());
  }

  /** Genomes by lineage, each region's scaled to the same sum. */
  private static Map<String, Long> weights(DailyCounts counts) {
    Map<String, Long> weights = new HashMap<>();
    for (int location = 0; location < counts.locations().size(); location++) {
      long genomes = genomes(counts, location);
      for (int variant = 0; genomes > 0 && variant < counts.variants().size(); variant++) {
        long ofVariant = 0;
        for (int day = 0; day < counts.days(); day++) {
          ofVariant += counts.count(location, variant, day);
        }
        if (ofVariant > 0) {
          weights.merge(
              counts.variants().get(variant), REGION_WEIGHT * ofVariant / genomes, Long::sum);
        }
      }
    }
    return weights;
  }

  private static long genomes(DailyCounts counts, int location) {
    long genomes = 0;
    for (int day = 0; day < counts.days(); day++) {
      genomes += counts.total(location, day);
    }
    return genomes;
  }
}
