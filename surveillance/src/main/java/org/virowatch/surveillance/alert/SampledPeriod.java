package org.virowatch.surveillance.alert;

import org.virowatch.surveillance.count.Contribution;

/**
 * Which of a period's genomes alert decisions count together: those of targeted sampling, or the
 * others. Each has counts of its own, so that a rule sums what it looks at: genomes, labs,
 * mutations and the sites that are known are always of the same genomes.
 *
 * @param period ISO week of collection, month, year or {@code undated}
 * @param targeted whether they are of targeted sampling
 */
public record SampledPeriod(String period, boolean targeted) {
  private static final String MARK = "-targeted";

  /** Returns the name that a genome is counted under. */
  public static String nameOf(Contribution genome) {
    return new SampledPeriod(genome.period(), genome.targeted()).name();
  }

  /** Reads a {@link #name}. */
  public static SampledPeriod parse(String name) {
    return name.endsWith(MARK)
        ? new SampledPeriod(name.substring(0, name.length() - MARK.length()), true)
        : new SampledPeriod(name, false);
  }

  /** Returns the name of its counts; the period itself where they are not targeted. */
  public String name() {
    return targeted ? period + MARK : period;
  }
}
