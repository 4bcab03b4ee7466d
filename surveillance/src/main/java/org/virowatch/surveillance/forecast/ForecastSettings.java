package org.virowatch.surveillance.forecast;

/**
 * What the model believes before it sees counts. {@code docs/foresight.md} says where each number
 * comes from and what happens to the error when it changes.
 *
 * @param windowDays days of counts that are looked at, the day of the forecast included
 * @param binDays days of counts that are taken together
 * @param fadePerDay share of its growth advantage that a variant loses a day
 * @param levelSpread standard deviation, between locations, of a variant's logit
 * @param growthSpread standard deviation, between locations, of a variant's growth a week
 * @param sharedGrowthSpread standard deviation, between variants, of growth a week
 * @param drift standard deviation of what a logit wanders in a week, beside its growth
 * @param founderDrift variance that one genome's chance adds to a week's wandering; it is divided
 *     by one more than the genomes
 * @param futureDrift the same as {@code drift} for weeks that lie ahead; less, because much of what
 *     logits seem to wander within the counts is the scatter of batches, which does not add up
 * @param growthDrift standard deviation of what growth a week changes in a week that lies ahead
 * @param dayCapacity genomes of a location and day beyond which more genomes hardly say more
 * @param strayShare share of genomes with a wrong date
 * @param misnamedShare share of genomes with the name of another variant
 * @param draws number of simulated futures behind an interval, even
 * @param seed of the simulated futures
 */
public record ForecastSettings(
    int windowDays,
    int binDays,
    double fadePerDay,
    double levelSpread,
    double growthSpread,
    double sharedGrowthSpread,
    double drift,
    double founderDrift,
    double futureDrift,
    double growthDrift,
    double dayCapacity,
    double strayShare,
    double misnamedShare,
    int draws,
    long seed) {

  /** What forecasts use unless told otherwise. */
  public static final ForecastSettings DEFAULT =
      new ForecastSettings(
          60, 7, 0.009, 1, 0.2, 0.3, 0.2, 0.25, 0.1, 0.1, 250, 0.01, 0.003, 600, 1);

  /** Checks the numbers. */
  public ForecastSettings {
    if (windowDays < 1 || binDays < 1 || draws < 2 || draws % 2 != 0) {
      throw new IllegalArgumentException(
          "window and bins take 1 day or more and draws an even number, got "
              + windowDays
              + ", "
              + binDays
              + " and "
              + draws);
    }
    if (!(levelSpread > 0 && growthSpread > 0 && sharedGrowthSpread > 0 && drift > 0)) {
      throw new IllegalArgumentException("standard deviations of the model must be above 0");
    }
  }

  /** Returns these settings with another window. */
  public ForecastSettings withWindowDays(int days) {
    return new ForecastSettings(
        days,
        binDays,
        fadePerDay,
        levelSpread,
        growthSpread,
        sharedGrowthSpread,
        drift,
        founderDrift,
        futureDrift,
        growthDrift,
        dayCapacity,
        strayShare,
        misnamedShare,
        draws,
        seed);
  }

  /** Returns these settings with another number of simulated futures. */
  public ForecastSettings withDraws(int another) {
    return new ForecastSettings(
        windowDays,
        binDays,
        fadePerDay,
        levelSpread,
        growthSpread,
        sharedGrowthSpread,
        drift,
        founderDrift,
        futureDrift,
        growthDrift,
        dayCapacity,
        strayShare,
        misnamedShare,
        another,
        seed);
  }

  /** Returns these settings with another seed. */
  public ForecastSettings withSeed(long another) {
    return new ForecastSettings(
        windowDays,
        binDays,
        fadePerDay,
        levelSpread,
        growthSpread,
        sharedGrowthSpread,
        drift,
        founderDrift,
        futureDrift,
        growthDrift,
        dayCapacity,
        strayShare,
        misnamedShare,
        draws,
        another);
  }

  /**
   * Returns as how many independent genomes a number of genomes scatters, at least 1: N/φ with φ =
   * (N/10)^0.27, as those of 2022 that were reported between two files did about what was known in
   * the end.
   */
  public static double independentGenomes(double genomes) {
    return Math.max(1, genomes / Math.max(1, Math.pow(genomes / 10, 0.27)));
  }

  /**
   * Returns time in which growth acts: the days from the forecast's day, stretched before and
   * shortened after it as growth fades.
   *
   * @param days from the forecast's day, negative before it
   */
  double growthTime(double days) {
    return fadePerDay == 0 ? days : (1 - Math.exp(-fadePerDay * days)) / fadePerDay;
  }
}
