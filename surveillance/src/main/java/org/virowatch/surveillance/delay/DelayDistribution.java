package org.virowatch.surveillance.delay;

/**
 * Which share of the genomes collected on a day are submitted within a number of days, among those
 * submitted within the longest delay looked at. Immutable.
 */
public final class DelayDistribution {
  private final double[] completeness;
  private final double dayCorrelation;
  private final double weekCorrelation;

  DelayDistribution(double[] completeness, double dayCorrelation, double weekCorrelation) {
    this.completeness = completeness;
    this.dayCorrelation = dayCorrelation;
    this.weekCorrelation = weekCorrelation;
  }

  /** Returns the longest delay, in days; later genomes are not expected. */
  public int longest() {
    return completeness.length - 1;
  }

  /**
   * Returns the expected completeness of a day of collection.
   *
   * @param delay days from collection to the end of the day as of which one looks
   * @return 0 to 1; 0 for days to come, 1 from the longest delay on
   */
  public double within(int delay) {
    return delay < 0 ? 0 : delay >= longest() ? 1 : completeness[delay];
  }

  /** Returns the delay by which half of the genomes have been submitted, in days. */
  public int median() {
    int delay = 0;
    while (within(delay) < 0.5) {
      delay++;
    }
    return delay;
  }

  /**
   * Returns how alike the fates of a day's genomes are: they come in batches, so the share that is
   * there scatters more than binomially, by the factor 1 + (n − 1)·ρ.
   */
  public double dayCorrelation() {
    return dayCorrelation;
  }

  /** Returns ρ of a week's genomes. */
  public double weekCorrelation() {
    return weekCorrelation;
  }
}
