package org.virowatch.surveillance.growthmodel;

/** Parameters of the pooled growth model, or a change of them. */
final class PooledParameters {
  private final double[][] week;
  private final double[][] level;
  private final double[][] growth;
  private final double[] sharedLevel;
  private final double[] sharedGrowth;

  private PooledParameters(
      double[][] week,
      double[][] level,
      double[][] growth,
      double[] sharedLevel,
      double[] sharedGrowth) {
    this.week = week;
    this.level = level;
    this.growth = growth;
    this.sharedLevel = sharedLevel;
    this.sharedGrowth = sharedGrowth;
  }

  static PooledParameters zero(int regions, int variants, int weeks) {
    return new PooledParameters(
        new double[regions][weeks],
        new double[regions][variants],
        new double[regions][variants],
        new double[variants],
        new double[variants]);
  }

  /** Returns where the search begins: no growth, levels from the window's shares. */
  static PooledParameters start(WeeklyCounts counts) {
    int regions = counts.regions().size();
    int variants = counts.variants().size();
    int weeks = counts.weeks();
    PooledParameters start = zero(regions, variants, weeks);
    double half = 0.5;
    for (int region = 0; region < regions; region++) {
      double genomes = counts.genomes(region) + half * variants;
      for (int variant = 0; variant < variants; variant++) {
        double share = (counts.genomes(region, variant) + half) / genomes;
        start.level[region][variant] = Math.log(share);
        start.sharedLevel[variant] += Math.log(share) / regions;
        for (int week = 0; week < weeks; week++) {
          start.week[region][week] += counts.genomes(region, variant, week);
        }
      }
      for (int week = 0; week < weeks; week++) {
        start.week[region][week] = Math.log(start.week[region][week] + half);
      }
    }
    return start;
  }

  /** Returns the log genomes of each week, live: [region][week]. */
  double[][] week() {
    return week;
  }

  /** Returns the log share of each variant on the last day of the window: [region][variant]. */
  double[][] level() {
    return level;
  }

  /** Returns the growth of each variant, a day: [region][variant]. */
  double[][] growth() {
    return growth;
  }

  /** Returns what levels of a variant scatter around: [variant]. */
  double[] sharedLevel() {
    return sharedLevel;
  }

  /** Returns what growths of a variant scatter around, a day: [variant]. */
  double[] sharedGrowth() {
    return sharedGrowth;
  }

  /** Returns these moved by a multiple of a change. */
  PooledParameters plus(double factor, PooledParameters change) {
    return new PooledParameters(
        plus(week, factor, change.week),
        plus(level, factor, change.level),
        plus(growth, factor, change.growth),
        plus(sharedLevel, factor, change.sharedLevel),
        plus(sharedGrowth, factor, change.sharedGrowth));
  }

  private static double[][] plus(double[][] from, double factor, double[][] change) {
    double[][] sum = new double[from.length][];
    for (int row = 0; row < from.length; row++) {
      sum[row] = plus(from[row], factor, change[row]);
    }
    return sum;
  }

  private static double[] plus(double[] from, double factor, double[] change) {
    double[] sum = from.clone();
    for (int index = 0; index < sum.length; index++) {
      sum[index] += factor * change[index];
    }
    return sum;
  }
}
