package org.virowatch.surveillance.delay;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;

/**
 * The reporting delays of all regions, learnt from what was known day after day. Not safe for use
 * by several threads at once.
 */
public final class ReportingDelays {
  private static final int WEEK = 7;

  /** Days over whose nowcasts a region's level is averaged, and the completeness they need. */
  private static final int LEVEL_DAYS = 28;

  private static final double LEVEL_COMPLETENESS = 0.5;

  private final Supplier<DelayEstimator> estimators;
  private final TreeMap<String, DelayEstimator> byRegion = new TreeMap<>();

  /** What follows from what was observed, until more is. */
  private final Map<String, DelayDistribution> distributions = new HashMap<>();

  private DelayEstimator.@Nullable Pooled pooled;

  /** Makes one that has seen nothing. */
  public ReportingDelays() {
    this(DelayEstimator::new);
  }

  /** Makes one that has seen nothing, with estimators of a kind. */
  public ReportingDelays(Supplier<DelayEstimator> estimators) {
    this.estimators = estimators;
  }

  /** Takes what was known on a day, after those taken before. */
  public void observe(KnownCounts known) {
    DailyCounts counts = known.counts();
    List<String> locations = counts.locations();
    for (int location = 0; location < locations.size(); location++) {
      int index = location;
      observe(
          locations.get(location), known.asOf(), day -> counts.total(index, counts.indexOf(day)));
    }
  }

  /** Takes what was known of one region at the end of a day. */
  public void observe(String region, LocalDate asOf, DelayEstimator.Known known) {
    byRegion.computeIfAbsent(region, absent -> estimators.get()).observe(asOf, known);
    distributions.clear();
    pooled = null;
  }

  /** Returns the completeness to expect, regions with few genomes leaning on the others. */
  public Completeness completeness() {
    byRegion.keySet().forEach(this::distribution);
    return new Completeness(distributions, estimators.get().distribution(ofAllRegions()));
  }

  /** Returns how many genomes of a day there will be. */
  public Nowcast day(String region, LocalDate day, LocalDate asOf) {
    DelayDistribution delays = distribution(region);
    double complete = new Completeness(Map.of(), delays).at(region, day, asOf);
    return Nowcast.of(
        known(region, day), complete, delays.dayCorrelation(), level(region, delays, asOf));
  }

  /** Returns how many genomes of the week that begins on a day there will be. */
  public Nowcast week(String region, LocalDate firstDay, LocalDate asOf) {
    DelayDistribution delays = distribution(region);
    Completeness complete = new Completeness(Map.of(), delays);
    long known = 0;
    for (int day = 0; day < WEEK; day++) {
      known += known(region, firstDay.plusDays(day));
    }
    double share = complete.between(region, firstDay, firstDay.plusDays(WEEK - 1L), asOf);
    return Nowcast.of(known, share, delays.weekCorrelation(), WEEK * level(region, delays, asOf));
  }

  private DelayDistribution distribution(String region) {
    return distributions.computeIfAbsent(
        region, name -> byRegion.getOrDefault(name, estimators.get()).distribution(ofAllRegions()));
  }

  private DelayEstimator.Pooled ofAllRegions() {
    DelayEstimator.Pooled known = pooled;
    if (known == null) {
      known = estimators.get().pooled(byRegion.values());
      pooled = known;
    }
    return known;
  }

  private long known(String region, LocalDate day) {
    DelayEstimator estimator = byRegion.get(region);
    return estimator == null ? 0 : estimator.known(day);
  }

  /** Genomes a day of the latest days that are half complete or better, made complete. */
  private double level(String region, DelayDistribution delays, LocalDate asOf) {
    double genomes = 0;
    double share = 0;
    int days = 0;
    for (int delay = 0; delay <= delays.longest() && days < LEVEL_DAYS; delay++) {
      if (delays.within(delay) >= LEVEL_COMPLETENESS) {
        genomes += known(region, asOf.minusDays(delay));
        share += delays.within(delay);
        days++;
      }
    }
    return Math.max(0.1, genomes / Math.max(1, share));
  }
}
