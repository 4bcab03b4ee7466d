package org.virowatch.surveillance.growthmodel;

import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The pooled growth model around some parameters: the next scoring step towards the mode, and at
 * the mode draws of the posterior (Laplace approximation).
 *
 * <p>Not safe for use by several threads at once.
 */
final class PooledPosterior {
  private final WeeklyCounts counts;
  private final PooledParameters at;
  private final RegionBlock[] regions;
  private final Cholesky sharedFactor;
  private final double[] sharedGradient;

  private PooledPosterior(
      WeeklyCounts counts,
      PooledParameters at,
      RegionBlock[] regions,
      Cholesky sharedFactor,
      double[] sharedGradient) {
    this.counts = counts;
    this.at = at;
    this.regions = regions;
    this.sharedFactor = sharedFactor;
    this.sharedGradient = sharedGradient;
  }

  /** Returns the information and gradient at some parameters, factored. */
  static PooledPosterior at(PooledParameters at, WeeklyCounts counts, PooledSettings settings) {
    int size = 2 * counts.variants().size();
    double[] information = new double[size * size];
    double[] gradient = new double[size];
    double levelPrecision = 1 / (settings.levelPrior() * settings.levelPrior());
    double growthPrecision = 1 / (settings.growthPrior() * settings.growthPrior());
    for (int variant = 0; 2 * variant < size; variant++) {
      int level = 2 * variant;
      information[level * size + level] = levelPrecision;
      information[(level + 1) * size + level + 1] = growthPrecision;
      gradient[level] = -levelPrecision * at.sharedLevel()[variant];
      gradient[level + 1] = -growthPrecision * at.sharedGrowth()[variant];
    }
    RegionBlock[] regions = new RegionBlock[counts.regions().size()];
    for (int region = 0; region < regions.length; region++) {
      regions[region] = new RegionBlock(region, at, counts, settings);
      regions[region].addTo(information, gradient, region, at);
    }
    return new PooledPosterior(counts, at, regions, new Cholesky(information, size), gradient);
  }

  /** Returns the counts that the posterior is given. */
  WeeklyCounts counts() {
    return counts;
  }

  /** Returns the parameters it stands at: the mode, when it comes from {@link PooledModel}. */
  PooledParameters mode() {
    return at;
  }

  /** Returns the covariance of the shared growths, [variant][variant], a day squared. */
  double[][] sharedGrowthCovariance() {
    int variants = sharedGradient.length / 2;
    double[][] covariance = new double[variants][variants];
    for (int variant = 0; variant < variants; variant++) {
      double[] column = new double[sharedGradient.length];
      column[2 * variant + 1] = 1;
      sharedFactor.solve(column);
      for (int other = 0; other < variants; other++) {
        covariance[variant][other] = column[2 * other + 1];
      }
    }
    return covariance;
  }

  /** Returns the day around which the genomes of a variant lie that say most about it. */
  double centre(int variant) {
    double[] sums = new double[2];
    for (RegionBlock region : regions) {
      region.addWeightedDays(variant, sums);
    }
    return sums[0] > 0 ? sums[1] / sums[0] : 0;
  }

  /** Returns the change of parameters that a Fisher scoring step makes. */
  PooledParameters scoringStep() {
    double[] shared = sharedGradient.clone();
    sharedFactor.solve(shared);
    PooledParameters change =
        PooledParameters.zero(regions.length, shared.length / 2, counts.weeks());
    for (int variant = 0; 2 * variant < shared.length; variant++) {
      change.sharedLevel()[variant] = shared[2 * variant];
      change.sharedGrowth()[variant] = shared[2 * variant + 1];
    }
    for (int region = 0; region < regions.length; region++) {
      regions[region].step(
          shared, change.week()[region], change.level()[region], change.growth()[region]);
    }
    return change;
  }

  /**
   * Draws levels and growths.
   *
   * @param sharedNormal source of standard normals for what regions share
   * @param regionNormals such a source for each region, so that a region's draws do not depend on
   *     which others there are
   * @param level overwritten, [region][variant]
   * @param growth overwritten, [region][variant], a day
   */
  void draw(
      DoubleSupplier sharedNormal,
      List<? extends DoubleSupplier> regionNormals,
      double[][] level,
      double[][] growth) {
    double[] shared = new double[sharedGradient.length];
    for (int index = 0; index < shared.length; index++) {
      shared[index] = sharedNormal.getAsDouble();
    }
    sharedFactor.solveUpper(shared);
    double[] week = new double[counts.weeks()];
    for (int region = 0; region < regions.length; region++) {
      regions[region].draw(shared, regionNormals.get(region), week, level[region], growth[region]);
      for (int variant = 0; variant < level[region].length; variant++) {
        level[region][variant] += at.level()[region][variant];
        growth[region][variant] += at.growth()[region][variant];
      }
    }
  }
}
