package org.virowatch.surveillance.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The posterior mode of the model over all locations, by Newton steps. The log-posterior is
 * concave, so there is one mode and halving a step that overshoots always leads there.
 */
final class PooledFit {
  private static final int MOST_STEPS = 50;
  private static final int MOST_HALVINGS = 30;

  /** Stops when a step gains less log-posterior than this; intervals are wide as units of it. */
  private static final double ENOUGH = 1e-3;

  /** A variant's shared logit is all but free: within e^±10 of the average. */
  private static final double SHARED_LEVEL_SPREAD = 5;

  private final int variants;
  private final List<LocationState> locations;
  private final double[] shared;
  private final double[] precision;
  private int steps;

  private PooledFit(int variants, List<LocationState> locations, ForecastSettings settings) {
    this.variants = variants;
    this.locations = locations;
    shared = new double[2 * variants];
    precision = new double[2 * variants];
    double growthSpread = settings.sharedGrowthSpread() / 7;
    for (int v = 0; v < variants; v++) {
      precision[v] = 1 / (SHARED_LEVEL_SPREAD * SHARED_LEVEL_SPREAD);
      precision[variants + v] = 1 / (growthSpread * growthSpread);
    }
  }

  /** Fits the model. */
  static PooledFit of(List<LocationBins> bins, int variants, ForecastSettings settings) {
    List<LocationState> locations = new ArrayList<>();
    for (LocationBins location : bins) {
      locations.add(new LocationState(location, variants, settings));
    }
    PooledFit fit = new PooledFit(variants, locations, settings);
    fit.begin();
    fit.climb();
    return fit;
  }

  List<LocationState> locations() {
    return locations;
  }

  /** Returns how many steps it took. */
  int steps() {
    return steps;
  }

  double[] sharedLevel() {
    return Arrays.copyOfRange(shared, 0, variants);
  }

  double[] sharedGrowth() {
    return Arrays.copyOfRange(shared, variants, 2 * variants);
  }

  /** Returns the posterior covariances of each location, in order. */
  List<LocationCovariance> covariances() {
    double[] hessian = new double[4 * variants * variants];
    eliminate(hessian, new double[2 * variants]);
    Lower.factor(hessian, 2 * variants);
    double[] sharedCovariance = Lower.inverse(hessian, 2 * variants);
    return locations.stream().map(location -> location.covariance(sharedCovariance)).toList();
  }

  /** Begins at the logits of all counts together, which saves half of the steps. */
  private void begin() {
    double[] sum = new double[variants];
    for (LocationState location : locations) {
      double[] counts = location.bins().sums();
      for (int v = 0; v < variants; v++) {
        sum[v] += counts[v];
      }
    }
    double mean = 0;
    for (int v = 0; v < variants; v++) {
      shared[v] = Math.log(sum[v] + 0.5);
      mean += shared[v] / variants;
    }
    for (int v = 0; v < variants; v++) {
      shared[v] -= mean;
    }
    double[] level = sharedLevel();
    locations.forEach(location -> location.begin(level));
  }

  private void climb() {
    double current = logPosterior();
    for (steps = 1; steps <= MOST_STEPS; steps++) {
      double[] hessian = new double[4 * variants * variants];
      double[] sharedStep = new double[2 * variants];
      eliminate(hessian, sharedStep);
      Lower.factor(hessian, 2 * variants);
      Lower.solve(hessian, 2 * variants, sharedStep, 1);
      Lower.solveTransposed(hessian, 2 * variants, sharedStep, 1);
      List<double[][]> stepsOfLocations =
          locations.stream().map(location -> location.step(sharedStep)).toList();
      double taken = 0;
      double share = 1;
      double reached = current;
      for (int i = 0; i < MOST_HALVINGS; i++) {
        move(sharedStep, stepsOfLocations, share - taken);
        taken = share;
        reached = logPosterior();
        if (reached >= current) {
          break;
        }
        share /= 2;
      }
      if (reached - current < ENOUGH) {
        return;
      }
      current = reached;
    }
  }

  private void move(double[] sharedStep, List<double[][]> stepsOfLocations, double share) {
    for (int i = 0; i < shared.length; i++) {
      shared[i] += share * sharedStep[i];
    }
    for (int l = 0; l < locations.size(); l++) {
      locations.get(l).move(stepsOfLocations.get(l), share);
    }
  }

  private void eliminate(double[] hessian, double[] gradient) {
    double[] sharedLevel = sharedLevel();
    double[] sharedGrowth = sharedGrowth();
    for (int i = 0; i < shared.length; i++) {
      hessian[i * shared.length + i] = precision[i];
      gradient[i] = -precision[i] * shared[i];
    }
    for (LocationState location : locations) {
      location.eliminate(sharedLevel, sharedGrowth, hessian, gradient);
    }
  }

  private double logPosterior() {
    double sum = 0;
    for (int i = 0; i < shared.length; i++) {
      sum -= precision[i] / 2 * shared[i] * shared[i];
    }
    double[] sharedLevel = sharedLevel();
    double[] sharedGrowth = sharedGrowth();
    for (LocationState location : locations) {
      sum += location.logPosterior(sharedLevel, sharedGrowth);
    }
    return sum;
  }
}
