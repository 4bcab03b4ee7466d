package org.virowatch.surveillance.growthmodel;

/**
 * The pooled growth model: weekly counts of variant v in region c are negative binomial around
 *
 * <pre>
 *   exp(w(c, week) + a(c, v) + b(c, v)·day),   a(c, v) ~ N(A(v), σa²),  b(c, v) ~ N(B(v), σb²),
 *   B(v) ~ N(0, τ²)</pre>
 *
 * with w free, so only shares matter and not how much a region sequences. A variant that grows in
 * one region raises B(v), and so what is expected of it everywhere, before the first genome too; a
 * region with many genomes goes its own way. Nothing is estimated about variants that nobody
 * reported.
 *
 * <p>The posterior mode is found by Fisher scoring (expected information, so that every step goes
 * uphill) with halved steps where the objective falls. Source of the idea: hierarchical multinomial
 * logistic regression as in E. Abousamra, M. Figgins and T. Bedford, "Fitness models provide
 * accurate short-term forecasts of SARS-CoV-2 variant frequency", PLOS Computational Biology 20
 * (2024); Laplace approximation as in C. Rasmussen and C. Williams, Gaussian Processes for Machine
 * Learning (2006), section 3.4.
 */
final class PooledModel {
  /** Keeps the information positive for weeks without genomes; decides nothing else. */
  static final double WEEK_PRECISION = 1e-4;

  private static final int MAX_STEPS = 60;
  private static final int MAX_HALVINGS = 12;
  private static final double TOLERANCE = 1e-7;

  private final WeeklyCounts counts;
  private final PooledSettings settings;
  private final double[] days;

  private PooledModel(WeeklyCounts counts, PooledSettings settings) {
    this.counts = counts;
    this.settings = settings;
    this.days = counts.days();
  }

  /** Returns the posterior of the counts; they must have a region and a variant. */
  static PooledPosterior fit(WeeklyCounts counts, PooledSettings settings) {
    return new PooledModel(counts, settings).fit();
  }

  private PooledPosterior fit() {
    PooledParameters mode = PooledParameters.start(counts);
    double height = objective(mode);
    for (int step = 0; step < MAX_STEPS; step++) {
      PooledParameters change = PooledPosterior.at(mode, counts, settings).scoringStep();
      double factor = 1;
      PooledParameters next = mode.plus(factor, change);
      double nextHeight = objective(next);
      for (int halving = 0; !(nextHeight >= height) && halving < MAX_HALVINGS; halving++) {
        factor /= 2;
        next = mode.plus(factor, change);
        nextHeight = objective(next);
      }
      if (!(nextHeight >= height)) {
        break;
      }
      double gain = nextHeight - height;
      mode = next;
      height = nextHeight;
      if (gain < TOLERANCE * Math.max(1, Math.abs(height))) {
        break;
      }
    }
    return PooledPosterior.at(mode, counts, settings);
  }

  /** Log posterior density up to a constant. */
  private double objective(PooledParameters at) {
    double levelPrecision = 1 / square(settings.levelSpread());
    double growthPrecision = 1 / square(settings.growthSpread());
    double sum = 0;
    for (int region = 0; region < at.week().length; region++) {
      for (double week : at.week()[region]) {
        sum -= WEEK_PRECISION * square(week) / 2;
      }
      for (int variant = 0; variant < at.sharedLevel().length; variant++) {
        double level = at.level()[region][variant];
        double growth = at.growth()[region][variant];
        sum -= levelPrecision * square(level - at.sharedLevel()[variant]) / 2;
        sum -= growthPrecision * square(growth - at.sharedGrowth()[variant]) / 2;
        sum += likelihood(region, variant, at.week()[region], level, growth);
      }
    }
    for (int variant = 0; variant < at.sharedLevel().length; variant++) {
      sum -= square(at.sharedLevel()[variant] / settings.levelPrior()) / 2;
      sum -= square(at.sharedGrowth()[variant] / settings.growthPrior()) / 2;
    }
    return sum;
  }

  private double likelihood(int region, int variant, double[] week, double level, double growth) {
    double size = settings.dispersion();
    double sum = 0;
    for (int index = 0; index < week.length; index++) {
      double eta = week[index] + level + growth * days[index];
      int genomes = counts.genomes(region, variant, index);
      sum += genomes * eta - (genomes + size) * Math.log(Math.exp(eta) + size);
    }
    return sum;
  }

  private static double square(double value) {
    return value * value;
  }
}
