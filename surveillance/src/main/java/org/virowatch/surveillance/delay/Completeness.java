package org.virowatch.surveillance.delay;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * How complete a region's genomes of a day are expected to be: the share known by a day of those
 * that will be known {@link DelayEstimator#LONGEST} days after collection.
 *
 * @param byRegion what is known of each region's delays
 * @param elsewhere delays to expect in a region of which nothing is known
 */
public record Completeness(Map<String, DelayDistribution> byRegion, DelayDistribution elsewhere) {

  /** Copies the map. */
  public Completeness {
    byRegion = Map.copyOf(byRegion);
  }

  /** Returns the delays of a region. */
  public DelayDistribution of(String region) {
    return byRegion.getOrDefault(region, elsewhere);
  }

  /**
   * Returns the expected completeness of a day of collection.
   *
   * @param asOf the day at whose end one looks
   * @return 0 to 1; 0 for days after {@code asOf}
   */
  public double at(String region, LocalDate day, LocalDate asOf) {
    long delay = ChronoUnit.DAYS.between(day, asOf);
    return of(region).within((int) Math.max(-1, Math.min(Integer.MAX_VALUE, delay)));
  }

  /** Returns the expected completeness of a stretch of days, both included, as their mean. */
  public double between(String region, LocalDate first, LocalDate last, LocalDate asOf) {
    double sum = 0;
    int days = 0;
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      sum += at(region, day, asOf);
      days++;
    }
    return days == 0 ? 0 : sum / days;
  }
}
