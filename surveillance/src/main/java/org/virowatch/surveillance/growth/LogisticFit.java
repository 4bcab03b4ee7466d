package org.virowatch.surveillance.growth;

/**
 * Logistic regression of k of n on time, logit p = a + b·(t − t̄), by Newton steps with halving.
 *
 * <p>With the Jeffreys penalty the log-likelihood gets half the logarithm of the determinant of
 * Fisher's information: D. Firth, "Bias reduction of maximum likelihood estimates", Biometrika 80
 * (1993) 27–38. Its maximum is finite for all data, zero counts and separated ones included (G.
 * Heinze and M. Schemper, "A solution to the problem of separation in logistic regression",
 * Statistics in Medicine 21 (2002) 2409–2419).
 *
 * @param centre t̄, the mean time weighted by genomes, in days
 * @param intercept a, the logit of the subject's frequency at t̄
 * @param slope b, the change of the logit a day
 * @param slopeError standard error of b for binomial counts, from the inverse information
 * @param covariance of a and b for binomial counts
 * @param interceptError standard error of a for binomial counts
 * @param logLikelihood at the maximum, with the penalty if there is one, without the constant
 * @param pearson Pearson's X², the sum of (k − np)²/(np(1 − p))
 */
record LogisticFit(
    double centre,
    double intercept,
    double slope,
    double slopeError,
    double covariance,
    double interceptError,
    double logLikelihood,
    double pearson) {

  private static final int STEPS = 200;
  private static final int HALVINGS = 40;
  private static final double CONVERGED = 1e-18;

  /** Share of the log-likelihood that rounding may take. */
  private static final double ROUNDING = 1e-13;

  /** Logits beyond this are certain to double precision. */
  private static final double LARGEST_LOGIT = 36;

  /**
   * Maximises the likelihood.
   *
   * @param series with two times at least, and not separated unless penalised
   */
  static LogisticFit of(GrowthSeries series, boolean penalised) {
    return new Maximiser(series, penalised).maximise(Double.NaN);
  }

  /** Maximises over the intercept alone, at a given slope. */
  static LogisticFit at(GrowthSeries series, boolean penalised, double slope) {
    return new Maximiser(series, penalised).maximise(slope);
  }

  private static final class Maximiser {
    private final GrowthSeries series;
    private final boolean penalised;
    private final double centre;

    // Of the last point evaluated: log-likelihood, score and information.
    private double value;
    private double scoreA;
    private double scoreB;
    private double infoAa;
    private double infoAb;
    private double infoBb;

    Maximiser(GrowthSeries series, boolean penalised) {
      this.series = series;
      this.penalised = penalised;
      double weighted = 0;
      double genomes = 0;
      for (int i = 0; i < series.size(); i++) {
        weighted += series.genomes(i) * series.day(i);
        genomes += series.genomes(i);
      }
      this.centre = weighted / genomes;
    }

    LogisticFit maximise(double fixedSlope) {
      boolean fixed = !Double.isNaN(fixedSlope);
      double frequency = (series.subjectTotal() + 0.5) / (series.genomesTotal() + 1);
      double a = Math.log(frequency / (1 - frequency));
      double b = fixed ? fixedSlope : 0;
      evaluate(a, b);
      for (int step = 0; step < STEPS; step++) {
        double determinant = infoAa * infoBb - infoAb * infoAb;
        double stepA = fixed ? scoreA / infoAa : (infoBb * scoreA - infoAb * scoreB) / determinant;
        double stepB = fixed ? 0 : (infoAa * scoreB - infoAb * scoreA) / determinant;
        double decrement = stepA * scoreA + stepB * scoreB;
        if (!(decrement > CONVERGED)) {
          break;
        }
        double before = value - ROUNDING * Math.abs(value);
        double share = 1;
        int halvings = 0;
        do {
          evaluate(a + share * stepA, b + share * stepB);
          share /= 2;
        } while (!(value >= before) && ++halvings < HALVINGS);
        if (halvings == HALVINGS) {
          evaluate(a, b);
          break;
        }
        a += 2 * share * stepA;
        b += 2 * share * stepB;
      }
      double determinant = infoAa * infoBb - infoAb * infoAb;
      return new LogisticFit(
          centre,
          a,
          b,
          Math.sqrt(infoAa / determinant),
          -infoAb / determinant,
          Math.sqrt(infoBb / determinant),
          value,
          pearson(a, b));
    }

    private void evaluate(double a, double b) {
      value = 0;
      scoreA = 0;
      scoreB = 0;
      infoAa = 0;
      infoAb = 0;
      infoBb = 0;
      // Sums of w'·x^j, with which the penalty's score is half the trace of I⁻¹·∂I.
      double[] third = new double[4];
      for (int i = 0; i < series.size(); i++) {
        double x = series.day(i) - centre;
        double n = series.genomes(i);
        double k = series.subject(i);
        double logit = Math.max(-LARGEST_LOGIT, Math.min(LARGEST_LOGIT, a + b * x));
        double p = 1 / (1 + Math.exp(-logit));
        double q = 1 / (1 + Math.exp(logit));
        value -= k * Math.log1p(Math.exp(-logit)) + (n - k) * Math.log1p(Math.exp(logit));
        double weight = n * p * q;
        double residual = k * q - (n - k) * p;
        scoreA += residual;
        scoreB += residual * x;
        infoAa += weight;
        infoAb += weight * x;
        infoBb += weight * x * x;
        double change = weight * (q - p);
        for (int power = 0; power < third.length; power++) {
          third[power] += change;
          change *= x;
        }
      }
      if (penalised) {
        double determinant = infoAa * infoBb - infoAb * infoAb;
        value += 0.5 * Math.log(determinant);
        scoreA +=
            0.5 * (infoBb * third[0] - 2 * infoAb * third[1] + infoAa * third[2]) / determinant;
        scoreB +=
            0.5 * (infoBb * third[1] - 2 * infoAb * third[2] + infoAa * third[3]) / determinant;
      }
    }

    private double pearson(double a, double b) {
      double sum = 0;
      for (int i = 0; i < series.size(); i++) {
        double logit = a + b * (series.day(i) - centre);
        double n = series.genomes(i);
        double p = 1 / (1 + Math.exp(-logit));
        double residual = series.subject(i) - n * p;
        double variance = n * p / (1 + Math.exp(logit));
        // Where the fit is certain and right the term is its limit, 0.
        sum += variance > 0 ? residual * residual / variance : 0;
      }
      return sum;
    }
  }
}
