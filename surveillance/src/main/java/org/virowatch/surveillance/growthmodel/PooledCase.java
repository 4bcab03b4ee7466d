package org.virowatch.surveillance.growthmodel;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.Evidence;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.frequency.WilsonInterval;

/**
 * What is known and expected of one variant in one region at a tick.
 *
 * @param region the region
 * @param variant the variant
 * @param count k: genomes of the variant in the window
 * @param coverage n: genomes of the region in the window
 * @param countBefore genomes of the variant known from before the window
 * @param regions regions that reported the variant in the window
 * @param window first and last day of the window, and of the variant's genomes in it
 * @param growth relative growth, the change of the log odds a day; null for a variant too scarce to
 *     be modelled
 * @param probability that it exceeds the rule's threshold within its horizon; null when the rule
 *     does not ask, or the variant is not modelled
 * @param completeness share of the window's genomes that is expected to have been reported; null
 *     when it is not known
 */
record PooledCase(
    String region,
    String variant,
    long count,
    long coverage,
    long countBefore,
    int regions,
    Window window,
    @Nullable Growth growth,
    @Nullable Double probability,
    @Nullable Double completeness) {
  static {
    TrustedRecords.install();
  }

  private static final int DAYS_A_WEEK = 7;

  /**
   * Days of collection.
   *
   * @param first first day of the window
   * @param last last day of the window
   * @param firstCollected first day with a genome of the variant, null when there is none
   * @param lastCollected last day with one
   */
  record Window(
      LocalDate first,
      LocalDate last,
      @Nullable LocalDate firstCollected,
      @Nullable LocalDate lastCollected) {}

  /**
   * Relative growth, the change of the log odds a week.
   *
   * @param perWeek the estimate
   * @param error its standard error
   */
  record Growth(double perWeek, double error) {
    /** Takes a growth a day. */
    static Growth ofDaily(double perDay, double error) {
      return new Growth(DAYS_A_WEEK * perDay, DAYS_A_WEEK * error);
    }

    double lower() {
      return perWeek - WilsonInterval.Z_95 * error;
    }

    double upper() {
      return perWeek + WilsonInterval.Z_95 * error;
    }
  }

  double frequency() {
    return coverage == 0 ? 0 : (double) count / coverage;
  }

  WilsonInterval interval() {
    return WilsonInterval.of(count, coverage);
  }

  /** Returns the evidence of a decision. */
  Evidence evidence(Tested tested) {
    WilsonInterval interval = interval();
    Evidence.Builder evidence =
        Evidence.newBuilder()
            .setCount(count)
            .setCoverage(coverage)
            .setFrequency(frequency())
            .setLower(interval.lower())
            .setUpper(interval.upper())
            .setFirstWeek(IsoWeek.of(window.first).toString())
            .setLastWeek(IsoWeek.of(window.last).toString())
            .setLabs(0)
            .setCountBefore(countBefore)
            .setTested(tested.number())
            .setAdjustedP(tested.adjustedP())
            .setProbability(probability)
            .setCompleteness(completeness)
            .setRegions(regions)
            .setFirstCollected(window.firstCollected)
            .setLastCollected(window.lastCollected);
    if (growth != null) {
      evidence
          .setGrowthPerWeek(growth.perWeek)
          .setGrowthLower(growth.lower())
          .setGrowthUpper(growth.upper());
    }
    return evidence.build();
  }

  /**
   * How a case stands among those that a rule tested at a tick.
   *
   * @param number how many variants and regions were tested together
   * @param adjustedP the case's p-value, adjusted for them; null when it was not among them
   */
  record Tested(int number, @Nullable Double adjustedP) {}
}
