package org.virowatch.surveillance.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.history.DailyCounts;

/** The eliminated Newton equations against a posterior that is written down plainly. */
class PooledFitTest {
  private static final LocalDate TODAY = LocalDate.of(2022, 6, 1);
  private static final ForecastSettings SETTINGS = ForecastSettings.DEFAULT.withWindowDays(30);
  private static final int VARIANTS = 3;

  private final List<LocationBins> bins = bins();

  @Test
  void theModeIsWhereThePlainPosteriorIsFlatAndItsCurvatureIsTheCovariance() {
    PooledFit fit = PooledFit.of(bins, VARIANTS, SETTINGS);
    double[] mode = unknowns(fit);

    DMatrixRMaj curvature = new DMatrixRMaj(mode.length, mode.length);
    double step = 1e-3;
    for (int i = 0; i < mode.length; i++) {
      assertThat((moved(mode, i, step) - moved(mode, i, -step)) / (2 * step))
          .as("gradient %d", i)
          .isCloseTo(0, within(2e-2));
      for (int j = 0; j < mode.length; j++) {
        curvature.set(i, j, -second(mode, i, j, step));
      }
    }
    DMatrixRMaj covariance = new DMatrixRMaj(mode.length, mode.length);
    assertThat(CommonOps_DDRM.invert(curvature, covariance)).isTrue();
    List<LocationCovariance> fitted = fit.covariances();
    int at = 2 * VARIANTS;
    for (int l = 0; l < bins.size(); l++) {
      int growthAt = at + VARIANTS * bins.get(l).size();
      for (int bin = 0; bin < bins.get(l).size(); bin++) {
        double[] predictor = fitted.get(l).ofPredictor(bin, -11);
        for (int a = 0; a < VARIANTS; a++) {
          for (int b = 0; b < VARIANTS; b++) {
            int u = at + VARIANTS * bin + a;
            int w = at + VARIANTS * bin + b;
            double expected =
                covariance.get(u, w)
                    - 11 * (covariance.get(u, growthAt + b) + covariance.get(growthAt + a, w))
                    + 121 * covariance.get(growthAt + a, growthAt + b);
            assertThat(predictor[a * VARIANTS + b]).isCloseTo(expected, within(1e-3));
          }
        }
      }
      at = growthAt + VARIANTS;
    }
  }

  private double second(double[] mode, int i, int j, double step) {
    double sum = 0;
    for (int a = -1; a <= 1; a += 2) {
      for (int b = -1; b <= 1; b += 2) {
        double[] x = mode.clone();
        x[i] += a * step / scale(i);
        x[j] += b * step / scale(j);
        sum += a * b * plain(x);
      }
    }
    return sum / (4 * step * step) * scale(i) * scale(j);
  }

  private double moved(double[] mode, int i, double step) {
    double[] x = mode.clone();
    x[i] += step / scale(i);
    return plain(x);
  }

  /** Growth a day moves logits by its time, so it is moved less. */
  private double scale(int i) {
    if (i < 2 * VARIANTS) {
      return i < VARIANTS ? 1 : 20;
    }
    int at = 2 * VARIANTS;
    for (LocationBins location : bins) {
      int growthAt = at + VARIANTS * location.size();
      if (i < growthAt) {
        return 1;
      }
      at = growthAt + VARIANTS;
      if (i < at) {
        return 20;
      }
    }
    throw new IllegalArgumentException("no unknown " + i);
  }

  /** Shared levels, shared growths, then per location its levels by bin and its growths. */
  private static double[] unknowns(PooledFit fit) {
    List<Double> all = new ArrayList<>();
    add(all, fit.sharedLevel());
    add(all, fit.sharedGrowth());
    for (LocationState location : fit.locations()) {
      for (double[] bin : location.level) {
        add(all, bin);
      }
      add(all, location.growth);
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void add(List<Double> to, double[] numbers) {
    for (double number : numbers) {
      to.add(number);
    }
  }

  private double plain(double[] x) {
    double sum = 0;
    for (int v = 0; v < VARIANTS; v++) {
      sum += normal(x[v], 5) + normal(x[VARIANTS + v], SETTINGS.sharedGrowthSpread() / 7);
    }
    int at = 2 * VARIANTS;
    for (LocationBins location : bins) {
      int growthAt = at + VARIANTS * location.size();
      for (int bin = 0; bin < location.size(); bin++) {
        double total = 0;
        for (int v = 0; v < VARIANTS; v++) {
          double level = x[at + VARIANTS * bin + v];
          double logit = level + x[growthAt + v] * SETTINGS.growthTime(location.days[bin]);
          sum += location.counts[bin][v] * logit;
          total += Math.exp(logit);
          sum +=
              bin == 0
                  ? normal(level - x[v], SETTINGS.levelSpread())
                  : normal(
                      level - x[at + VARIANTS * (bin - 1) + v],
                      Math.sqrt(location.drift(bin, SETTINGS)[v]));
        }
        sum -= location.totals[bin] * Math.log(total);
      }
      for (int v = 0; v < VARIANTS; v++) {
        sum += normal(x[growthAt + v] - x[VARIANTS + v], SETTINGS.growthSpread() / 7);
      }
      at = growthAt + VARIANTS;
    }
    return sum;
  }

  private static double normal(double x, double deviation) {
    return -x * x / (2 * deviation * deviation);
  }

  /** Three locations: with counts on many days, on one, and on none. */
  private static List<LocationBins> bins() {
    Random random = new Random(4);
    DailyCounts.Builder counts = new DailyCounts.Builder().location("c");
    for (int back = 3; back < 30; back += 2) {
      for (int v = 0; v < VARIANTS; v++) {
        counts.add("a", "v" + v, TODAY.minusDays(back), random.nextInt(3 + 4 * v));
      }
    }
    counts.add("b", "v0", TODAY.minusDays(12), 2).add("b", "v1", TODAY.minusDays(12), 1);
    DailyCounts table = counts.build();
    List<LocationBins> bins = new ArrayList<>();
    for (int location = 0; location < 3; location++) {
      bins.add(LocationBins.of(table, location, new int[] {0, 1, 2}, TODAY, SETTINGS));
    }
    return bins;
  }
}
