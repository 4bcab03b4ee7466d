package org.virowatch.surveillance.forecast;

/** Posterior covariances of a location's logits and growth. */
final class LocationCovariance {
  private final int variants;
  private final double[][] levels;
  private final double[][] levelGrowth;
  private final double[] growth;

  /**
   * Holds covariances.
   *
   * @param variants number of variants, V
   * @param levels per bin V × V, of the logits of the bin
   * @param levelGrowth per bin V × V, of the logits (rows) with growth a day (columns)
   * @param growth V × V, of growth a day
   */
  LocationCovariance(int variants, double[][] levels, double[][] levelGrowth, double[] growth) {
    this.variants = variants;
    this.levels = levels;
    this.levelGrowth = levelGrowth;
    this.growth = growth;
  }

  /**
   * Returns the covariance of the linear predictor, V × V.
   *
   * @param bin whose level holds
   * @param growthTime for which growth has acted
   */
  double[] ofPredictor(int bin, double growthTime) {
    int n = variants;
    double[] covariance = new double[n * n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        covariance[a * n + b] =
            levels[bin][a * n + b]
                + growthTime * (levelGrowth[bin][a * n + b] + levelGrowth[bin][b * n + a])
                + growthTime * growthTime * growth[a * n + b];
      }
    }
    return covariance;
  }
}
