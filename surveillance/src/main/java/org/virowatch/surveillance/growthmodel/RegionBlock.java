package org.virowatch.surveillance.growthmodel;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * One region's part of the information at some parameters, with its levels, growths and weeks
 * eliminated in that order (block Gaussian elimination), so that what regions share is solved in a
 * system of two rows a variant. A level and a growth are a block of 2 × 2 that meets other blocks
 * only through the region's weeks.
 */
final class RegionBlock {
  private final double[] days;
  private final double levelPrecision;
  private final double growthPrecision;

  /** Weights μφ/(μ+φ) of the counts, [variant][week]. */
  private final double[][] weights;

  /** Inverse blocks of level and growth: level, both, growth; [variant][3]. */
  private final double[][] inverse;

  /** Gradient for level and growth, [variant][2]. */
  private final double[][] gradient;

  /** Gradient for the weeks after elimination. */
  private final double[] weekGradient;

  /** Information between weeks and what is shared, after elimination, [week][2·variant]. */
  private final double[][] link;

  private final Cholesky weekFactor;

  RegionBlock(int region, PooledParameters at, WeeklyCounts counts, PooledSettings settings) {
    this.days = counts.days();
    this.levelPrecision = 1 / (settings.levelSpread() * settings.levelSpread());
    this.growthPrecision = 1 / (settings.growthSpread() * settings.growthSpread());
    int variants = counts.variants().size();
    int weeks = days.length;
    this.weights = new double[variants][weeks];
    this.inverse = new double[variants][];
    this.gradient = new double[variants][];
    this.weekGradient = new double[weeks];
    this.link = new double[weeks][2 * variants];
    double[] weekInformation = new double[weeks * weeks];
    for (int week = 0; week < weeks; week++) {
      weekInformation[week * weeks + week] = PooledModel.WEEK_PRECISION;
      weekGradient[week] = -PooledModel.WEEK_PRECISION * at.week()[region][week];
    }
    for (int variant = 0; variant < variants; variant++) {
      double levelApart = at.level()[region][variant] - at.sharedLevel()[variant];
      double growthApart = at.growth()[region][variant] - at.sharedGrowth()[variant];
      double gradient0 = -levelPrecision * levelApart;
      double gradient1 = -growthPrecision * growthApart;
      double information00 = levelPrecision;
      double information01 = 0;
      double information11 = growthPrecision;
      for (int week = 0; week < weeks; week++) {
        double day = days[week];
        double mean =
            Math.exp(
                at.week()[region][week]
                    + at.level()[region][variant]
                    + at.growth()[region][variant] * day);
        double shrink = settings.dispersion() / (mean + settings.dispersion());
        double weight = mean * shrink;
        double residual = (counts.genomes(region, variant, week) - mean) * shrink;
        weights[variant][week] = weight;
        information00 += weight;
        information01 += weight * day;
        information11 += weight * day * day;
        gradient0 += residual;
        gradient1 += residual * day;
        weekGradient[week] += residual;
        weekInformation[week * weeks + week] += weight;
      }
      double determinant = information00 * information11 - information01 * information01;
      inverse[variant] =
          new double[] {
            information11 / determinant, -information01 / determinant, information00 / determinant
          };
      gradient[variant] = new double[] {gradient0, gradient1};
      eliminate(variant, weekInformation);
    }
    this.weekFactor = new Cholesky(weekInformation, weeks);
  }

  private void eliminate(int variant, double[] weekInformation) {
    int weeks = days.length;
    double[] weight = weights[variant];
    double[] block = inverse[variant];
    double step0 = block[0] * gradient[variant][0] + block[1] * gradient[variant][1];
    double step1 = block[1] * gradient[variant][0] + block[2] * gradient[variant][1];
    for (int week = 0; week < weeks; week++) {
      double scaled0 = weight[week] * (block[0] + days[week] * block[1]);
      double scaled1 = weight[week] * (block[1] + days[week] * block[2]);
      for (int other = 0; other <= week; other++) {
        weekInformation[week * weeks + other] -= weight[other] * (scaled0 + scaled1 * days[other]);
      }
      weekGradient[week] -= weight[week] * (step0 + days[week] * step1);
      link[week][2 * variant] = scaled0 * levelPrecision;
      link[week][2 * variant + 1] = scaled1 * growthPrecision;
    }
  }

  /**
   * Adds what the region says about what is shared.
   *
   * @param information rows of 2·variants, lower triangle
   * @param shared gradient of the shared levels and growths, in turn
   */
  void addTo(double[] information, double[] shared, int region, PooledParameters at) {
    int size = shared.length;
    for (int variant = 0; variant < weights.length; variant++) {
      double[] block = inverse[variant];
      int level = 2 * variant;
      int growth = level + 1;
      information[level * size + level] +=
          levelPrecision - levelPrecision * block[0] * levelPrecision;
      information[growth * size + level] -= growthPrecision * block[1] * levelPrecision;
      information[growth * size + growth] +=
          growthPrecision - growthPrecision * block[2] * growthPrecision;
      double[] slope = gradient[variant];
      shared[level] +=
          levelPrecision
              * (at.level()[region][variant]
                  - at.sharedLevel()[variant]
                  + block[0] * slope[0]
                  + block[1] * slope[1]);
      shared[growth] +=
          growthPrecision
              * (at.growth()[region][variant]
                  - at.sharedGrowth()[variant]
                  + block[1] * slope[0]
                  + block[2] * slope[1]);
    }
    addWeeks(information, shared);
  }

  private void addWeeks(double[] information, double[] shared) {
    int size = shared.length;
    int weeks = days.length;
    double[] solved = weekGradient.clone();
    weekFactor.solveLower(solved);
    double[][] rows = new double[weeks][size];
    double[] column = new double[weeks];
    for (int index = 0; index < size; index++) {
      for (int week = 0; week < weeks; week++) {
        column[week] = link[week][index];
      }
      weekFactor.solveLower(column);
      for (int week = 0; week < weeks; week++) {
        rows[week][index] = column[week];
      }
    }
    for (int week = 0; week < weeks; week++) {
      double[] row = rows[week];
      for (int index = 0; index < size; index++) {
        double factor = row[index];
        shared[index] -= factor * solved[week];
        int start = index * size;
        for (int other = 0; other <= index; other++) {
          information[start + other] -= factor * row[other];
        }
      }
    }
  }

  /** Adds a variant's weights, and its weights times days, to two sums. */
  void addWeightedDays(int variant, double[] sums) {
    for (int week = 0; week < days.length; week++) {
      sums[0] += weights[variant][week];
      sums[1] += weights[variant][week] * days[week];
    }
  }

  /** Solves for the region's part of a scoring step, given the shared part. */
  void step(double[] shared, double[] week, double[] level, double[] growth) {
    System.arraycopy(weekGradient, 0, week, 0, week.length);
    subtractLinked(shared, week);
    weekFactor.solve(week);
    for (int variant = 0; variant < weights.length; variant++) {
      conditional(variant, shared, week, gradient[variant][0], gradient[variant][1], level, growth);
    }
  }

  /**
   * Draws the region's part around the mode, given a draw of the shared part.
   *
   * @param week overwritten
   * @param level departures from the mode, overwritten
   * @param growth departures from the mode, overwritten
   */
  void draw(
      double[] shared, DoubleSupplier normal, double[] week, double[] level, double[] growth) {
    Arrays.fill(week, 0);
    subtractLinked(shared, week);
    weekFactor.solveLower(week);
    for (int index = 0; index < week.length; index++) {
      week[index] += normal.getAsDouble();
    }
    weekFactor.solveUpper(week);
    for (int variant = 0; variant < weights.length; variant++) {
      conditional(variant, shared, week, 0, 0, level, growth);
      double[] block = inverse[variant];
      double root = Math.sqrt(block[0]);
      double cross = block[1] / root;
      double first = normal.getAsDouble();
      level[variant] += root * first;
      growth[variant] +=
          cross * first + Math.sqrt(Math.max(0, block[2] - cross * cross)) * normal.getAsDouble();
    }
  }

  private void subtractLinked(double[] shared, double[] week) {
    for (int index = 0; index < week.length; index++) {
      double[] row = link[index];
      double sum = 0;
      for (int other = 0; other < shared.length; other++) {
        sum += row[other] * shared[other];
      }
      week[index] -= sum;
    }
  }

  private void conditional(
      int variant,
      double[] shared,
      double[] week,
      double gradient0,
      double gradient1,
      double[] level,
      double[] growth) {
    double sum0 = gradient0 + levelPrecision * shared[2 * variant];
    double sum1 = gradient1 + growthPrecision * shared[2 * variant + 1];
    double[] weight = weights[variant];
    for (int index = 0; index < week.length; index++) {
      double moved = weight[index] * week[index];
      sum0 -= moved;
      sum1 -= moved * days[index];
    }
    double[] block = inverse[variant];
    level[variant] = block[0] * sum0 + block[1] * sum1;
    growth[variant] = block[1] * sum0 + block[2] * sum1;
  }
}
