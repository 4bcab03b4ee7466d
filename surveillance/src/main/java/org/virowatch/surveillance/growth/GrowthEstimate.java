package org.virowatch.surveillance.growth;

import java.util.Optional;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Growth of a subject against the rest: the change a day of the logarithm of its odds, which is the
 * difference of the exponential growth rates of the two (its selection coefficient, when the rest
 * stays the same). At 0.1 a day the odds double every week.
 *
 * <p>Quasi-binomial logistic regression (P. McCullagh and J. A. Nelder, "Generalized Linear
 * Models", 2nd edition, 1989, section 4.5): errors are those of binomial counts times the root of
 * the dispersion, Pearson's X² over its degrees of freedom. Counts less scattered than binomial
 * ones are chance, so the dispersion is never taken below 1. With a dispersion above 1, quantiles
 * are Student's, as in R's {@code summary(glm(family = quasibinomial))}.
 *
 * <p>With few genomes, of the subject or of the rest, or when time separates the two, maximum
 * likelihood is biased away from zero or infinite. Then the fit is penalised (see {@link
 * LogisticFit}) and interval and p are those of the penalised profile likelihood, so zero counts
 * give an estimate near 0 with a wide interval, never an alarm.
 *
 * @param perDay change of the logit a day
 * @param error its standard error, overdispersion included, a day
 * @param lower lower 95 % bound a day
 * @param upper upper 95 % bound a day
 * @param pRise one-sided p-value of "it does not rise"
 * @param dispersion variance over that of binomial counts, at least 1
 * @param penalised whether the fit is penalised
 * @param subject genomes of the subject
 * @param genomes all genomes
 * @param times number of times with genomes
 * @param lastDay last of them, in days
 * @param lastLogit fitted logit of the subject's frequency on that day
 */
public record GrowthEstimate(
    double perDay,
    double error,
    double lower,
    double upper,
    double pRise,
    double dispersion,
    boolean penalised,
    long subject,
    long genomes,
    int times,
    double lastDay,
    double lastLogit) {

  /**
   * Fewer genomes than this, of the subject or of the rest, ask for the penalty. With ten genomes
   * over eight weeks maximum likelihood overstates a growth of 0.5 a week by 12 %, with thirty by
   * 3.
   */
  static final int FEW = 10;

  private static final double UPPER_TAIL = 0.025;
  private static final int FARTHEST = 60;
  private static final double NARROW = 1e-9;
  private static final int LOOKS = 100;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * Estimates growth.
   *
   * @return nothing when genomes are known at fewer than two times, because then no growth can be
   */
  public static Optional<GrowthEstimate> of(GrowthSeries series) {
    if (series.distinctTimes() < 2) {
      return Optional.empty();
    }
    long k = series.subjectTotal();
    boolean penalised = Math.min(k, series.genomesTotal() - k) < FEW || series.isSeparated();
    LogisticFit fit = LogisticFit.of(series, penalised);
    int freedom = series.size() - 2;
    double pearson = freedom > 0 ? fit.pearson() / freedom : 1;
    double dispersion = Math.max(1, pearson);
    ContinuousDistribution reference = dispersion > 1 ? TDistribution.of(freedom) : NORMAL;
    double quantile = reference.inverseSurvivalProbability(UPPER_TAIL);
    double error = fit.slopeError() * Math.sqrt(dispersion);
    double lower;
    double upper;
    double distance;
    if (penalised) {
      Profile profile = new Profile(series, fit, dispersion);
      lower = profile.bound(-1, quantile, error);
      upper = profile.bound(1, quantile, error);
      distance = profile.distance(0);
      // As wide as the profile: near separation the curvature at the maximum says too little.
      error = (upper - lower) / (2 * quantile);
    } else {
      lower = fit.slope() - quantile * error;
      upper = fit.slope() + quantile * error;
      distance = fit.slope() / error;
    }
    double last = series.day(0);
    for (int i = 1; i < series.size(); i++) {
      last = Math.max(last, series.day(i));
    }
    return Optional.of(
        new GrowthEstimate(
            fit.slope(),
            error,
            lower,
            upper,
            reference.survivalProbability(distance),
            dispersion,
            penalised,
            k,
            series.genomesTotal(),
            series.size(),
            last,
            fit.intercept() + fit.slope() * (last - fit.centre())));
  }

  /** Returns the change of the logit a week. */
  public double perWeek() {
    return 7 * perDay;
  }

  /**
   * Returns the days in which the odds double at a growth; negative for the days in which they
   * halve, infinite at 0.
   */
  public static double doublingDays(double perDay) {
    return Math.log(2) / perDay;
  }

  /** Returns the fitted frequency on the last day. */
  public double lastFrequency() {
    return 1 / (1 + Math.exp(-lastLogit));
  }

  /** The penalised likelihood as a function of the slope, the intercept being at its best. */
  private record Profile(GrowthSeries series, LogisticFit best, double dispersion) {

    /** Returns how far the best slope lies above a slope, in standard deviations. */
    double distance(double slope) {
      double loss = best.logLikelihood() - LogisticFit.at(series, true, slope).logLikelihood();
      double root = Math.sqrt(Math.max(0, 2 * loss / dispersion));
      return best.slope() >= slope ? root : -root;
    }

    /** Returns where the distance reaches the quantile, below (−1) or above (1) the best slope. */
    double bound(int side, double quantile, double error) {
      double near = best.slope();
      double atNear = -quantile;
      double far = near + side * quantile * error;
      double atFar = Math.abs(distance(far)) - quantile;
      for (int i = 0; i < FARTHEST && atFar < 0; i++) {
        near = far;
        atNear = atFar;
        far = best.slope() + 2 * (far - best.slope());
        atFar = Math.abs(distance(far)) - quantile;
      }
      // Regula falsi, an end that stays twice counting half (Illinois): each look costs a fit.
      int moved = 0;
      for (int i = 0; i < LOOKS && Math.abs(far - near) > NARROW * (1 + Math.abs(near)); i++) {
        double between = far - atFar * (far - near) / (atFar - atNear);
        double atBetween = Math.abs(distance(between)) - quantile;
        if (Math.abs(atBetween) < NARROW) {
          return between;
        }
        if (atBetween < 0) {
          near = between;
          atNear = atBetween;
          atFar /= moved < 0 ? 2 : 1;
          moved = -1;
        } else {
          far = between;
          atFar = atBetween;
          atNear /= moved > 0 ? 2 : 1;
          moved = 1;
        }
      }
      return (near + far) / 2;
    }
  }
}
