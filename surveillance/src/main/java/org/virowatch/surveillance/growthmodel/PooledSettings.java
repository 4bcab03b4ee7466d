package org.virowatch.surveillance.growthmodel;

/**
 * What the pooled growth model assumes before it sees genomes. {@code docs/foresight.md} says how
 * each number was chosen and what others gave.
 *
 * @param levelSpread standard deviation of a variant's log share between regions around its shared
 *     level
 * @param growthSpread standard deviation of a variant's growth between regions around its shared
 *     growth, a day
 * @param levelPrior standard deviation of the shared levels around 0: wide, so that it decides
 *     nothing
 * @param growthPrior standard deviation of the shared growths around 0, a day
 * @param dispersion size φ of the negative binomial: the variance of a weekly count of mean μ is μ
 *     + μ²/φ, so that weeks with thousands of genomes do not drown the rest
 * @param fade rate, a day, at which growths fade ahead of the window: immunity and competition wear
 *     advantages off
 * @param minGenomes genomes of all regions in the window that a variant needs to be modelled
 * @param maxVariants most variants modelled; the scarcest of the latest weeks are counted together
 * @param draws draws of the posterior
 */
public record PooledSettings(
    double levelSpread,
    double growthSpread,
    double levelPrior,
    double growthPrior,
    double dispersion,
    double fade,
    int minGenomes,
    int maxVariants,
    int draws) {
  /** A spread of levels that decides nothing: regions differ by less than twentyfold. */
  private static final double ANY_LEVEL = 3;

  /** What alerts are decided by. */
  public static final PooledSettings DEFAULT =
      new PooledSettings(0.5, 0.02, 5, 0.06, 60, 0.005, 3, 120, 400);

  /**
   * Returns the same without an opinion on levels, for tests of growth. That a variant is scarcer
   * in one region than in others makes its rise there likelier, which is worth knowing of what is
   * ahead; but it is no evidence that it grows.
   */
  PooledSettings withAnyLevel() {
    return new PooledSettings(
        ANY_LEVEL,
        growthSpread,
        levelPrior,
        growthPrior,
        dispersion,
        fade,
        minGenomes,
        maxVariants,
        draws);
  }
}
