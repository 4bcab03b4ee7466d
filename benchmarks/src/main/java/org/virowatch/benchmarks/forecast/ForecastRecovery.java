package org.virowatch.benchmarks.forecast;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.virowatch.surveillance.forecast.Forecast;
import org.virowatch.surveillance.forecast.ForecastSettings;
import org.virowatch.surveillance.forecast.Forecaster;
import org.virowatch.surveillance.forecast.VariantForecast;

/** Whether forecasts find what was simulated, and their intervals as often as they say. */
final class ForecastRecovery {
  private static final int REGIONS = 8;
  private static final int VARIANTS = 6;
  private static final int BLIND = 14;
  private static final int FUTURE = 30;

  /** Below this frequency an interval holds the truth whatever the model says. */
  private static final double PRESENT = 0.01;

  private static final int[] LEADS = {-20, 0, 14, 30};

  private final long[] intervals = new long[LEADS.length];
  private final long[] covered = new long[LEADS.length];
  private final double[] width = new double[LEADS.length];
  private long growths;
  private double bias;
  private double squares;
  private double spread;

  /**
   * The settings under which the simulated world is exactly the model's: genomes are independent,
   * and each has its date and name.
   */
  static ForecastSettings exact() {
    ForecastSettings usual = ForecastSettings.DEFAULT;
    return new ForecastSettings(
        usual.windowDays(),
        usual.binDays(),
        usual.fadePerDay(),
        usual.levelSpread(),
        usual.growthSpread(),
        usual.sharedGrowthSpread(),
        usual.drift(),
        0,
        usual.drift(),
        usual.growthDrift(),
        Double.POSITIVE_INFINITY,
        0,
        0,
        usual.draws(),
        usual.seed());
  }

  /** Simulates one world and forecasts it. */
  void add(ForecastSettings world, ForecastSettings model, long seed) {
    SimulatedVariants simulated =
        new SimulatedVariants(REGIONS, VARIANTS, world.windowDays(), FUTURE, BLIND, world, seed);
    Forecast forecast = Forecaster.fit(simulated.known(), model);
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(~seed);
    for (int r = 0; r < REGIONS; r++) {
      String region = SimulatedVariants.region(r);
      for (int i = 0; i < LEADS.length; i++) {
        double[] seen = simulated.seen(r, LEADS[i], random);
        for (VariantForecast one :
            forecast.at(region, SimulatedVariants.TODAY.plusDays(LEADS[i]))) {
          int v = index(one.variant());
          if (simulated.frequency(r, v, LEADS[i]) >= PRESENT) {
            intervals[i]++;
            covered[i] += one.lower() <= seen[v] && seen[v] <= one.upper() ? 1 : 0;
            width[i] += one.upper() - one.lower();
          }
        }
      }
      for (String variant : forecast.variants()) {
        double truth = simulated.advantage(r, index(variant));
        double error = forecast.growthPerWeek(region, variant) - truth;
        growths++;
        bias += error;
        squares += error * error;
        spread += truth * truth;
      }
    }
  }

  private static int index(String variant) {
    return Integer.parseInt(variant.substring(1));
  }

  int leads() {
    return LEADS.length;
  }

  int lead(int i) {
    return LEADS[i];
  }

  long intervals(int i) {
    return intervals[i];
  }

  /** Returns the share of intervals that hold the frequency a week's genomes show. */
  double coverage(int i) {
    return (double) covered[i] / intervals[i];
  }

  /** Returns the mean width of the intervals. */
  double width(int i) {
    return width[i] / intervals[i];
  }

  /** Returns the mean error of growth a week. */
  double growthBias() {
    return bias / growths;
  }

  /** Returns the root of the mean squared error of growth a week. */
  double growthError() {
    return Math.sqrt(squares / growths);
  }

  /** Returns what that error would be if growth were always taken for 0. */
  double growthSpread() {
    return Math.sqrt(spread / growths);
  }
}
