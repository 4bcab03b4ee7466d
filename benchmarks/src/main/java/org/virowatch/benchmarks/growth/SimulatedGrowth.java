package org.virowatch.benchmarks.growth;

import java.util.SplittableRandom;
import org.virowatch.surveillance.growth.GrowthSeries;

/**
 * Weekly counts of a subject whose growth is known: beta-binomial around a logistic curve.
 *
 * @param perDay growth a day
 * @param logit of the frequency in the middle of the weeks
 * @param genomes genomes a week
 * @param dispersion variance over that of binomial counts, at least 1 and below genomes
 * @param weeks how many weeks
 */
record SimulatedGrowth(double perDay, double logit, int genomes, double dispersion, int weeks) {

  GrowthSeries draw(SplittableRandom random) {
    GrowthSeries.Builder series = new GrowthSeries.Builder();
    for (int week = 0; week < weeks; week++) {
      double p = 1 / (1 + Math.exp(-logit - perDay * 7 * (week - (weeks - 1) / 2.0)));
      double frequency = p;
      if (dispersion > 1) {
        // Variance np(1−p)·(1 + (n−1)ρ) with ρ = 1/(α+β+1) is the dispersion wanted.
        double rho = (dispersion - 1) / (genomes - 1);
        double size = 1 / rho - 1;
        double a = gamma(p * size, random);
        double b = gamma((1 - p) * size, random);
        frequency = a + b > 0 ? a / (a + b) : p;
      }
      int subject = 0;
      for (int genome = 0; genome < genomes; genome++) {
        subject += random.nextDouble() < frequency ? 1 : 0;
      }
      series.add(7.0 * week, subject, genomes);
    }
    return series.build();
  }

  /** G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000). */
  private static double gamma(double shape, SplittableRandom random) {
    if (shape < 1) {
      return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
