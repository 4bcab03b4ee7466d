package org.virowatch.surveillance.frequency;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.ReportedWeek;
import org.virowatch.surveillance.calendar.Period;
import org.virowatch.surveillance.delay.DelayEstimator;
import org.virowatch.surveillance.delay.Nowcast;

/**
 * How complete the genomes of a region and week are, and how many of a lineage there will be, as
 * the forecasts of a dataset say. What was collected longer ago than the longest delay that is
 * looked at is complete by definition; of a week that no forecast speaks of nothing is known.
 */
public final class ExpectedGenomes {
  /** Knows nothing. */
  public static final ExpectedGenomes UNKNOWN = new ExpectedGenomes(Map.of(), null);

  private record Weeks(Instant asOf, Map<String, Nowcast> byWeek) {}

  /**
   * What is expected of a lineage in a region and period.
   *
   * @param nowcast of its genomes, with the completeness of the region and period
   * @param asOf the tick of event time as of which that holds
   */
  public record Expected(Nowcast nowcast, Instant asOf) {}

  private final Map<String, Weeks> byRegion;
  private final @Nullable Instant newest;

  private ExpectedGenomes(Map<String, Weeks> byRegion, @Nullable Instant newest) {
    this.byRegion = byRegion;
    this.newest = newest;
  }

  /** Takes the forecasts of a dataset among others, one a region. */
  public static ExpectedGenomes of(String dataset, Collection<ForecastUpdate> forecasts) {
    Map<String, Weeks> byRegion = new HashMap<>();
    Instant newest = null;
    for (ForecastUpdate forecast : forecasts) {
      if (forecast.getDataset().equals(dataset)) {
        Map<String, Nowcast> byWeek = new HashMap<>();
        forecast.getWeeks().forEach(week -> byWeek.put(week.getWeek(), nowcast(week)));
        byRegion.put(forecast.getRegion(), new Weeks(forecast.getAsOf(), byWeek));
        if (newest == null || forecast.getAsOf().isAfter(newest)) {
          newest = forecast.getAsOf();
        }
      }
    }
    return new ExpectedGenomes(byRegion, newest);
  }

  private static Nowcast nowcast(ReportedWeek week) {
    return new Nowcast(
        week.getGenomes(),
        week.getCompleteness(),
        week.getExpected(),
        week.getLower(),
        week.getUpper());
  }

  /** Returns whether nothing is known of any region. */
  public boolean isUnknown() {
    return newest == null;
  }

  /**
   * Returns what is expected of a lineage, or of several together.
   *
   * @param period a week, or the month or year of partial dates
   * @param genomes of the lineage that are there
   * @param all genomes of the region and period that are there
   */
  public Optional<Expected> of(String region, String period, long genomes, long all) {
    if (newest == null) {
      return Optional.empty();
    }
    if (isPast(period, newest)) {
      return Optional.of(new Expected(new Nowcast(genomes, 1, genomes, genomes, genomes), newest));
    }
    Weeks weeks = byRegion.get(region);
    Nowcast week = weeks == null ? null : weeks.byWeek.get(period);
    return weeks == null || week == null
        ? Optional.empty()
        : Optional.of(new Expected(week.ofPart(genomes, all), weeks.asOf));
  }

  /** Returns whether every day of a period lies longer ago than the longest delay. */
  private static boolean isPast(String period, Instant asOf) {
    LocalDate yesterday = LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(1);
    return !Period.parse(period).lastDay().isAfter(yesterday.minusDays(DelayEstimator.LONGEST));
  }
}
