package org.virowatch.surveillance.forecast;

import java.util.Arrays;

/**
 * One location's part of the model: a logit per bin and variant that wanders from bin to bin, and a
 * growth per variant. Its unknowns are eliminated from the newest bin to the oldest, then growth;
 * what remains couples only to what all locations share. So a Newton step costs a few products of
 * variants × variants per bin, however many locations there are.
 *
 * <p>The linear predictor of bin j is u(j) + b·g(j), with g(j) the growth time of the bin; u(1) has
 * the mean A and b the mean B, which the locations share.
 */
final class LocationState {
  private final LocationBins bins;
  private final int variants;
  private final double levelPrecision;
  private final double growthPrecision;
  private final double[] growthTimes;
  private final double[][] driftPrecision;

  final double[][] level;
  double[] growth;

  /** Factors of the eliminated blocks and what stands beside them: next unknown, growth, right. */
  private final double[][] factors;

  private final double[][] beside;
  private double[] growthFactor = {};
  private double[] growthBeside = {};

  LocationState(LocationBins bins, int variants, ForecastSettings settings) {
    this.bins = bins;
    this.variants = variants;
    levelPrecision = 1 / (settings.levelSpread() * settings.levelSpread());
    double spread = settings.growthSpread() / 7;
    growthPrecision = 1 / (spread * spread);
    int size = bins.size();
    growthTimes = new double[size];
    driftPrecision = new double[size][variants];
    for (int j = 0; j < size; j++) {
      growthTimes[j] = settings.growthTime(bins.days[j]);
      if (j > 0) {
        double[] variance = bins.drift(j, settings);
        for (int v = 0; v < variants; v++) {
          driftPrecision[j][v] = 1 / variance[v];
        }
      }
    }
    level = new double[size][variants];
    growth = new double[variants];
    factors = new double[size][];
    beside = new double[size][];
  }

  LocationBins bins() {
    return bins;
  }

  /** Sets the logits with which the search begins: the location's own where it has genomes. */
  void begin(double[] sharedLevel) {
    double[] sums = bins.sums();
    double total = 0;
    double share = 0;
    for (int v = 0; v < variants; v++) {
      total += sums[v];
      share += Math.exp(sharedLevel[v]);
    }
    // As if five genomes more were known, of the composition of all locations.
    double[] start = new double[variants];
    double mean = 0;
    for (int v = 0; v < variants; v++) {
      start[v] = Math.log((sums[v] + 5 * Math.exp(sharedLevel[v]) / share) / (total + 5));
      mean += start[v] / variants;
    }
    for (double[] bin : level) {
      for (int v = 0; v < variants; v++) {
        bin[v] = start[v] - mean;
      }
    }
  }

  /** Returns the part of the log-posterior that is this location's. */
  double logPosterior(double[] sharedLevel, double[] sharedGrowth) {
    double sum = 0;
    for (int v = 0; v < variants; v++) {
      sum -= levelPrecision / 2 * square(level[0][v] - sharedLevel[v]);
      sum -= growthPrecision / 2 * square(growth[v] - sharedGrowth[v]);
    }
    double[] logits = new double[variants];
    for (int j = 0; j < bins.size(); j++) {
      for (int v = 0; v < variants; v++) {
        logits[v] = level[j][v] + growth[v] * growthTimes[j];
        sum += bins.counts[j][v] * logits[v];
        if (j > 0) {
          sum -= driftPrecision[j][v] / 2 * square(level[j][v] - level[j - 1][v]);
        }
      }
      sum -= bins.totals[j] * Softmax.logSum(logits);
    }
    return sum;
  }

  /**
   * Eliminates the location's unknowns from the Newton equations.
   *
   * @param hessian 2V × 2V, of shared levels and growths; gets what the location adds
   * @param gradient 2V, likewise
   */
  void eliminate(double[] sharedLevel, double[] sharedGrowth, double[] hessian, double[] gradient) {
    int n = variants;
    int width = 2 * n + 1;
    double[] growthBlock = new double[n * n];
    double[] growthRight = new double[n];
    for (int v = 0; v < n; v++) {
      growthBlock[v * n + v] = growthPrecision;
      growthRight[v] = -growthPrecision * (growth[v] - sharedGrowth[v]);
    }
    double[] carried = new double[width * width];
    for (int j = bins.size() - 1; j >= 0; j--) {
      double[] block = new double[n * n];
      double[] x = new double[n * width];
      assemble(j, sharedLevel, block, x, growthBlock, growthRight);
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          block[a * n + b] -= carried[a * width + b];
          x[a * width + n + b] -= carried[a * width + n + b];
        }
        x[a * width + 2 * n] -= carried[a * width + 2 * n];
      }
      Lower.factor(block, n);
      Lower.solve(block, n, x, width);
      factors[j] = block;
      beside[j] = x;
      carried = Lower.gram(x, n, width);
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          growthBlock[a * n + b] -= carried[(n + a) * width + n + b];
        }
        growthRight[a] -= carried[(n + a) * width + 2 * n];
      }
    }
    eliminateGrowth(growthBlock, growthRight, carried, width);
    addToShared(carried, width, sharedLevel, sharedGrowth, hessian, gradient);
  }

  /** Fills a bin's block, its couplings and its gradient, and adds its part to growth's. */
  private void assemble(
      int j,
      double[] sharedLevel,
      double[] block,
      double[] x,
      double[] growthBlock,
      double[] growthRight) {
    int n = variants;
    int width = 2 * n + 1;
    double g = growthTimes[j];
    double[] p = new double[n];
    for (int v = 0; v < n; v++) {
      p[v] = level[j][v] + growth[v] * g;
    }
    Softmax.apply(p);
    double total = bins.totals[j];
    for (int a = 0; a < n; a++) {
      double residual = bins.counts[j][a] - total * p[a];
      double right = residual;
      double diagonal = 0;
      if (j == 0) {
        diagonal += levelPrecision;
        right -= levelPrecision * (level[0][a] - sharedLevel[a]);
        x[a * width + a] = -levelPrecision;
      } else {
        diagonal += driftPrecision[j][a];
        right -= driftPrecision[j][a] * (level[j][a] - level[j - 1][a]);
        x[a * width + a] = -driftPrecision[j][a];
      }
      if (j + 1 < bins.size()) {
        diagonal += driftPrecision[j + 1][a];
        right += driftPrecision[j + 1][a] * (level[j + 1][a] - level[j][a]);
      }
      for (int b = 0; b < n; b++) {
        double weight = -total * p[a] * p[b] + (a == b ? total * p[a] : 0);
        block[a * n + b] = weight;
        x[a * width + n + b] = weight * g;
        growthBlock[a * n + b] += weight * g * g;
      }
      block[a * n + a] += diagonal;
      x[a * width + 2 * n] = right;
      growthRight[a] += residual * g;
    }
  }

  /** Growth couples to the shared level through what the oldest bin left, and to shared growth. */
  private void eliminateGrowth(double[] block, double[] right, double[] carried, int width) {
    int n = variants;
    double[] x = new double[n * width];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        x[a * width + b] = -carried[(n + a) * width + b];
      }
      x[a * width + n + a] = -growthPrecision;
      x[a * width + 2 * n] = right[a];
    }
    Lower.factor(block, n);
    Lower.solve(block, n, x, width);
    growthFactor = block;
    growthBeside = x;
  }

  private void addToShared(
      double[] carried,
      int width,
      double[] sharedLevel,
      double[] sharedGrowth,
      double[] hessian,
      double[] gradient) {
    int n = variants;
    double[] gram = Lower.gram(growthBeside, n, width);
    for (int a = 0; a < 2 * n; a++) {
      for (int b = 0; b < 2 * n; b++) {
        hessian[a * 2 * n + b] -= gram[a * width + b];
      }
      gradient[a] -= gram[a * width + 2 * n];
    }
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        hessian[a * 2 * n + b] -= carried[a * width + b];
      }
      hessian[a * 2 * n + a] += levelPrecision;
      hessian[(n + a) * 2 * n + n + a] += growthPrecision;
      gradient[a] += levelPrecision * (level[0][a] - sharedLevel[a]) - carried[a * width + 2 * n];
      gradient[n + a] += growthPrecision * (growth[a] - sharedGrowth[a]);
    }
  }

  /**
   * Returns the Newton step of this location, given that of what is shared.
   *
   * @return a row of variants per bin, then one for growth
   */
  double[][] step(double[] sharedStep) {
    int n = variants;
    int width = 2 * n + 1;
    double[][] step = new double[bins.size() + 1][];
    double[] growthStep = new double[n];
    for (int a = 0; a < n; a++) {
      double sum = growthBeside[a * width + 2 * n];
      for (int b = 0; b < 2 * n; b++) {
        sum -= growthBeside[a * width + b] * sharedStep[b];
      }
      growthStep[a] = sum;
    }
    Lower.solveTransposed(growthFactor, n, growthStep, 1);
    double[] next = Arrays.copyOf(sharedStep, n);
    for (int j = 0; j < bins.size(); j++) {
      double[] levelStep = new double[n];
      for (int a = 0; a < n; a++) {
        double sum = beside[j][a * width + 2 * n];
        for (int b = 0; b < n; b++) {
          sum -= beside[j][a * width + b] * next[b] + beside[j][a * width + n + b] * growthStep[b];
        }
        levelStep[a] = sum;
      }
      Lower.solveTransposed(factors[j], n, levelStep, 1);
      step[j] = levelStep;
      next = levelStep;
    }
    step[bins.size()] = growthStep;
    return step;
  }

  /** Moves along a step. */
  void move(double[][] step, double share) {
    for (int j = 0; j < level.length; j++) {
      for (int v = 0; v < variants; v++) {
        level[j][v] += share * step[j][v];
      }
    }
    for (int v = 0; v < variants; v++) {
      growth[v] += share * step[level.length][v];
    }
  }

  /**
   * Returns posterior covariances, from the last elimination.
   *
   * @param shared 2V × 2V, covariance of shared levels and growths
   */
  LocationCovariance covariance(double[] shared) {
    int n = variants;
    int width = 2 * n + 1;
    double[] toShared = negated(growthFactor, growthBeside, 0, 2 * n, width);
    double[] sharedTimes =
        Lower.multiply(shared, Lower.transpose(toShared, n, 2 * n), 2 * n, 2 * n, n);
    double[] growthGrowth = Lower.multiply(toShared, sharedTimes, n, 2 * n, n);
    add(growthGrowth, Lower.inverse(growthFactor, n));
    double[] nextGrowth = Arrays.copyOf(sharedTimes, n * n);
    double[] nextNext = new double[n * n];
    for (int a = 0; a < n; a++) {
      System.arraycopy(shared, a * 2 * n, nextNext, a * n, n);
    }
    double[][] levelLevel = new double[bins.size()][];
    double[][] levelGrowth = new double[bins.size()][];
    for (int j = 0; j < bins.size(); j++) {
      double[] toNext = negated(factors[j], beside[j], 0, n, width);
      double[] toGrowth = negated(factors[j], beside[j], n, n, width);
      double[] withNext = Lower.multiply(toNext, nextNext, n, n, n);
      add(withNext, Lower.multiply(toGrowth, Lower.transpose(nextGrowth, n, n), n, n, n));
      double[] withGrowth = Lower.multiply(toNext, nextGrowth, n, n, n);
      add(withGrowth, Lower.multiply(toGrowth, growthGrowth, n, n, n));
      double[] own = Lower.multiply(withNext, Lower.transpose(toNext, n, n), n, n, n);
      add(own, Lower.multiply(withGrowth, Lower.transpose(toGrowth, n, n), n, n, n));
      add(own, Lower.inverse(factors[j], n));
      levelLevel[j] = own;
      levelGrowth[j] = withGrowth;
      nextNext = own;
      nextGrowth = withGrowth;
    }
    return new LocationCovariance(n, levelLevel, levelGrowth, growthGrowth);
  }

  /** Returns −L⁻ᵀX of some columns of what stands beside a block. */
  private double[] negated(double[] factor, double[] x, int from, int columns, int width) {
    double[] part = new double[variants * columns];
    for (int a = 0; a < variants; a++) {
      for (int b = 0; b < columns; b++) {
        part[a * columns + b] = -x[a * width + from + b];
      }
    }
    Lower.solveTransposed(factor, variants, part, columns);
    return part;
  }

  private static void add(double[] to, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  private static double square(double x) {
    return x * x;
  }
}
