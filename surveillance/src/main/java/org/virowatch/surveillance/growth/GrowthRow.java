package org.virowatch.surveillance.growth;

/**
 * One line of a growth table. Growths and their bounds are changes of the logit a week.
 *
 * @param region where
 * @param subject lineage, variant or mutation
 * @param estimate from the region's own genomes
 * @param shrunk with what other regions show; the estimate itself when there are none
 * @param pAdjusted the shrunk estimate's one-sided p, adjusted for every subject and region tested
 */
public record GrowthRow(
    String region,
    String subject,
    GrowthEstimate estimate,
    GrowthPool.Shrunk shrunk,
    double pAdjusted) {

  /** Days in a week. */
  private static final int WEEK = 7;

  /** Returns the best estimate a week. */
  public double perWeek() {
    return WEEK * shrunk.perDay();
  }

  /** Returns its lower 95 % bound a week. */
  public double lower() {
    return WEEK * shrunk.lower();
  }

  /** Returns its upper 95 % bound a week. */
  public double upper() {
    return WEEK * shrunk.upper();
  }

  /**
   * Returns the days in which the odds double, by the best estimate; see {@link GrowthEstimate}.
   */
  public double doublingDays() {
    return GrowthEstimate.doublingDays(shrunk.perDay());
  }
}
