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

  /** Standard deviations that a 95 % interval is wide. */
  private static final double WIDTH = 2 * 1.959963984540054;

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

  /**
   * Returns how many genomes of a part, such as a lineage, there will be: genomes to come are
   * shared out like those that are there. Their number T scatters as this nowcast says, the part's
   * share p of them as k of n genomes leave it uncertain (beta, with Jeffreys' prior), and the part
   * of T is binomial, so its variance is E(T)·E(p(1−p)) + E(T²)·Var(p) + Var(T)·E(p)². Adds up: the
   * parts' expected genomes are those of the whole.
   *
   * @param part genomes of the part that are there, k
   * @param all genomes that are there, n; more than {@link #known} where some came since
   */
  public Nowcast ofPart(long part, long all) {
    if (part < 0 || part > all) {
      throw new IllegalArgumentException(part + " genomes are not within 0 to " + all);
    }
    double there = all;
    if (part == all) {
      return new Nowcast(
          all,
          completeness,
          Math.max(expected, there),
          Math.max(lower, there),
          Math.max(upper, there));
    }
    double toCome = Math.max(0, expected - all) * part / all;
    double spread = (upper - lower) / WIDTH;
    if (toCome == 0) {
      double most = Math.ceil(Math.max(0, upper - all) * part / all);
      return new Nowcast(part, completeness, part, part, part + most);
    }
    double share = (part + 0.5) / (all + 1);
    double uncertainty = share * (1 - share) / (all + 2);
    double whole = expected - all;
    double variance =
        whole * (share * (1 - share) - uncertainty)
            + (whole * whole + spread * spread) * uncertainty
            + spread * spread * share * share;
    GammaDistribution come = GammaDistribution.of(toCome * toCome / variance, variance / toCome);
    return new Nowcast(
        part,
        completeness,
        part + toCome,
        part + Math.floor(come.inverseCumulativeProbability(TAIL)),
        part + Math.ceil(come.inverseSurvivalProbability(TAIL)));
  }
}
