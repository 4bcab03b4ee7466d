package org.virowatch.surveillance.delay;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * Days of collection and submission of a region's genomes, replayed day by day as a stream would
 * have seen them. Genomes whose day of collection is not known, or lies after submission, do not
 * belong here.
 */
public final class GenomeDelays {
  private final TreeMap<LocalDate, TreeMap<LocalDate, Long>> collectedBySubmission =
      new TreeMap<>();

  /** Makes one without genomes. */
  public GenomeDelays() {}

  /**
   * Adds a genome.
   *
   * @throws IllegalArgumentException if it was submitted before it was collected
   */
  public GenomeDelays add(LocalDate collected, LocalDate submitted) {
    if (submitted.isBefore(collected)) {
      throw new IllegalArgumentException(
          "a genome cannot be collected on " + collected + " and submitted on " + submitted);
    }
    collectedBySubmission
        .computeIfAbsent(submitted, absent -> new TreeMap<>())
        .merge(collected, 1L, Long::sum);
    return this;
  }

  /**
   * Shows an estimator every day from the first submission to a day; later submissions stay hidden.
   */
  public void replay(DelayEstimator estimator, LocalDate until) {
    if (collectedBySubmission.isEmpty()) {
      return;
    }
    Map<LocalDate, Long> known = new TreeMap<>();
    // The day before, when nothing was known, makes the first day's genomes new.
    for (LocalDate day = collectedBySubmission.firstKey().minusDays(1);
        !day.isAfter(until);
        day = day.plusDays(1)) {
      collectedBySubmission
          .getOrDefault(day, new TreeMap<>())
          .forEach((collected, genomes) -> known.merge(collected, genomes, Long::sum));
      estimator.observe(day, collected -> known.getOrDefault(collected, 0L));
    }
  }
}
