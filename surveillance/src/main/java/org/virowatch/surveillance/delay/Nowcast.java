package org.virowatch.surveillance.delay;

import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * How many genomes of a day or week there will be, from how many there are and how complete that
 * is. Genomes still to come are Poisson around a rate λ whose prior is the recent level, of little
 * weight, and whose knowledge from k genomes at completeness F is gamma; so k = 0 gives some of the
 * level and not 0, and many genomes give k/F. The share that is there scatters by batches (see
 * {@link DelayDistribution#dayCorrelation()}), which widens the interval by the variance of a
 * beta-binomial share. As in nowcasts of reported cases (S. F. McGough and others, "Nowcasting by
 * Bayesian Smoothing", PLOS Computational Biology 16 (2020) e1007735), with the delay's
 * distribution taken as estimated.
 *
 * @param known genomes that are there, k
 * @param completeness F, 0 to 1
 * @param expected genomes that there will be
 * @param lower lower 95 % bound, at least k
 * @param upper upper 95 % bound
 */
public record Nowcast(
    long known, double completeness, double expected, double lower, double upper) {
  private static final double TAIL = 0.025;

  /** Weight of the level, in complete days or weeks. */
  private static final double PRIOR = 0.5;

  /**
   * Makes a nowcast.
   *
   * @param known genomes that are there
   * @param completeness share of all that is expected to be there
   * @param correlation of the fates of the genomes, see {@link DelayDistribution}
   * @param level genomes to expect of such a day or week before any is seen, above 0
   */
  public static Nowcast of(long known, double completeness, double correlation, double level) {
    if (known < 0 || !(completeness >= 0 && completeness <= 1) || !(level > 0)) {
      throw new IllegalArgumentException(
          known + " genomes, completeness " + completeness + " and level " + level + " cannot be");
    }
    double missing = 1 - completeness;
    if (missing == 0) {
      return new Nowcast(known, completeness, known, known, known);
    }
    double shape = PRIOR + known;
    double rate = PRIOR / level + completeness;
    double toCome = missing * shape / rate;
    double total = known + toCome;
    // Poisson and gamma, as a negative binomial; then the scatter of the share that is there.
    double variance = toCome + toCome * toCome / shape;
    double scatter = correlation * missing / Math.max(completeness, PRIOR / level);
    variance += total * total * Math.min(scatter, 1);
    GammaDistribution come = GammaDistribution.of(toCome * toCome / variance, variance / toCome);
    return new Nowcast(
        known,
        completeness,
        total,
        known + Math.floor(come.inverseCumulativeProbability(TAIL)),
        known + Math.ceil(come.inverseSurvivalProbability(TAIL)));
  }
}
