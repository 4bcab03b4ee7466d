package org.virowatch.surveillance.growthmodel;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The model's information and gradient as one dense matrix: slow, and nothing is eliminated. */
final class DenseReference {
  private final int regions;
  private final int variants;
  private final int weeks;
  private final DMatrixRMaj information;
  private final DMatrixRMaj gradient;

  DenseReference(PooledParameters at, WeeklyCounts counts, PooledSettings settings) {
    this.regions = counts.regions().size();
    this.variants = counts.variants().size();
    this.weeks = counts.weeks();
    int size = regions * (weeks + 2 * variants) + 2 * variants;
    this.information = new DMatrixRMaj(size, size);
    this.gradient = new DMatrixRMaj(size, 1);
    for (int variant = 0; variant < variants; variant++) {
      prior(sharedLevel(variant), at.sharedLevel()[variant], settings.levelPrior());
      prior(sharedGrowth(variant), at.sharedGrowth()[variant], settings.growthPrior());
    }
    double[] days = counts.days();
    for (int region = 0; region < regions; region++) {
      for (int week = 0; week < weeks; week++) {
        prior(week(region, week), at.week()[region][week], 1 / Math.sqrt(1e-4));
      }
      for (int variant = 0; variant < variants; variant++) {
        apart(
            level(region, variant),
            sharedLevel(variant),
            at.level()[region][variant] - at.sharedLevel()[variant],
            settings.levelSpread());
        apart(
            growth(region, variant),
            sharedGrowth(variant),
            at.growth()[region][variant] - at.sharedGrowth()[variant],
            settings.growthSpread());
        for (int week = 0; week < weeks; week++) {
          double mean =
              Math.exp(
                  at.week()[region][week]
                      + at.level()[region][variant]
                      + at.growth()[region][variant] * days[week]);
          double size1 = settings.dispersion();
          double weight = mean * size1 / (mean + size1);
          double residual = size1 * (counts.genomes(region, variant, week) - mean) / (mean + size1);
          int[] rows = {week(region, week), level(region, variant), growth(region, variant)};
          double[] by = {1, 1, days[week]};
          for (int i = 0; i < 3; i++) {
            add(gradient, rows[i], 0, residual * by[i]);
            for (int j = 0; j < 3; j++) {
              add(information, rows[i], rows[j], weight * by[i] * by[j]);
            }
          }
        }
      }
    }
  }

  /** Weeks, levels and growths of each region in turn, then the shared ones. */
  double[] step() {
    DMatrixRMaj step = new DMatrixRMaj(gradient.numRows, 1);
    CommonOps_DDRM.solve(information, gradient, step);
    return step.getData();
  }

  double growthVariance(int region, int variant) {
    int row = growth(region, variant);
    return inverse().get(row, row);
  }

  double sharedGrowthCovariance(int variant, int other) {
    return inverse().get(sharedGrowth(variant), sharedGrowth(other));
  }

  private DMatrixRMaj inverse() {
    DMatrixRMaj inverse = new DMatrixRMaj(information.numRows, information.numCols);
    CommonOps_DDRM.invert(information, inverse);
    return inverse;
  }

  /** Lays parameters out as {@link #step} does. */
  static double[] flat(PooledParameters parameters) {
    List<Double> flat = new ArrayList<>();
    for (int region = 0; region < parameters.week().length; region++) {
      addAll(flat, parameters.week()[region]);
      addAll(flat, parameters.level()[region]);
      addAll(flat, parameters.growth()[region]);
    }
    addAll(flat, parameters.sharedLevel());
    addAll(flat, parameters.sharedGrowth());
    return flat.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void addAll(List<Double> flat, double[] values) {
    for (double value : values) {
      flat.add(value);
    }
  }

  private void prior(int row, double value, double spread) {
    add(information, row, row, 1 / (spread * spread));
    add(gradient, row, 0, -value / (spread * spread));
  }

  private void apart(int row, int shared, double apart, double spread) {
    double precision = 1 / (spread * spread);
    add(information, row, row, precision);
    add(information, shared, shared, precision);
    add(information, row, shared, -precision);
    add(information, shared, row, -precision);
    add(gradient, row, 0, -apart * precision);
    add(gradient, shared, 0, apart * precision);
  }

  private static void add(DMatrixRMaj matrix, int row, int column, double value) {
    matrix.set(row, column, matrix.get(row, column) + value);
  }

  private int week(int region, int week) {
    return region * (weeks + 2 * variants) + week;
  }

  private int level(int region, int variant) {
    return week(region, weeks) + variant;
  }

  private int growth(int region, int variant) {
    return level(region, variants) + variant;
  }

  private int sharedLevel(int variant) {
    return regions * (weeks + 2 * variants) + variant;
  }

  private int sharedGrowth(int variant) {
    return sharedLevel(variants) + variant;
  }
}
