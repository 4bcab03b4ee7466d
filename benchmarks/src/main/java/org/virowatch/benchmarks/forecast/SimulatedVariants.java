package org.virowatch.benchmarks.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.virowatch.surveillance.forecast.ForecastSettings;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;

/**
 * A world as the forecast's model has it: per region and variant a logit that wanders, growth near
 * a shared one that fades, and genomes drawn from it. Region r has the fraction r of the way, on a
 * logarithmic scale, from 3 to 1,000 genomes a day.
 */
final class SimulatedVariants {
  static final LocalDate TODAY = LocalDate.of(2022, 6, 1);

  private static final double FEWEST = 3;
  private static final double MOST = 1_000;
  private static final double SHARED_LEVEL = 1.5;

  private final int regions;
  private final int variants;
  private final int past;
  private final int future;
  private final double[][][] frequencies;
  private final double[][] growth;
  private final KnownCounts known;

  /**
   * Simulates.
   *
   * @param past days up to today of which genomes are drawn
   * @param future days after today of which frequencies are known
   * @param blind days up to today of which no genome is known yet
   */
  SimulatedVariants(
      int regions,
      int variants,
      int past,
      int future,
      int blind,
      ForecastSettings settings,
      long seed) {
    this.regions = regions;
    this.variants = variants;
    this.past = past;
    this.future = future;
    frequencies = new double[regions][past + future][variants];
    growth = new double[regions][variants];
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] level = new double[variants];
    double[] shared = new double[variants];
    for (int v = 0; v < variants; v++) {
      level[v] = SHARED_LEVEL * normal.sample();
      shared[v] = settings.sharedGrowthSpread() / 7 * normal.sample();
    }
    DailyCounts.Builder counts = new DailyCounts.Builder();
    for (int r = 0; r < regions; r++) {
      double[] logits = new double[variants];
      double[] change = new double[variants];
      for (int v = 0; v < variants; v++) {
        logits[v] = level[v] + settings.levelSpread() * normal.sample();
        growth[r][v] = shared[v] + settings.growthSpread() / 7 * normal.sample();
      }
      counts.location(region(r));
      for (int day = 0; day < past + future; day++) {
        int since = day - past + 1;
        double[] p = new double[variants];
        double sum = 0;
        for (int v = 0; v < variants; v++) {
          double drift = since > -blind ? settings.futureDrift() : settings.drift();
          logits[v] += drift / Math.sqrt(7) * normal.sample();
          if (since > -blind) {
            change[v] += settings.growthDrift() / 7 / Math.sqrt(7) * normal.sample();
            logits[v] += change[v];
          }
          p[v] = Math.exp(logits[v] + growth[r][v] * growthTime(since, settings));
          sum += p[v];
        }
        for (int v = 0; v < variants; v++) {
          frequencies[r][day][v] = p[v] / sum;
        }
        if (since <= -blind) {
          draw(counts, r, since, random);
        }
      }
    }
    known = new KnownCounts(TODAY, counts.build());
  }

  private void draw(
      DailyCounts.Builder counts, int region, int since, UniformRandomProvider random) {
    int[] drawn = draw(genomesADay(region), frequencies[region][past - 1 + since], random);
    for (int v = 0; v < variants; v++) {
      if (drawn[v] > 0) {
        counts.add(region(region), variant(v), TODAY.plusDays(since), drawn[v]);
      }
    }
  }

  private static int[] draw(int genomes, double[] p, UniformRandomProvider random) {
    int[] drawn = new int[p.length];
    for (int i = 0; i < genomes; i++) {
      double u = random.nextDouble();
      int v = 0;
      while (v + 1 < p.length && u >= p[v]) {
        u -= p[v];
        v++;
      }
      drawn[v]++;
    }
    return drawn;
  }

  private int genomesADay(int region) {
    double size = regions == 1 ? 1 : (double) region / (regions - 1);
    return (int) Math.round(FEWEST * Math.pow(MOST / FEWEST, size));
  }

  /** Draws the frequencies that a week's genomes show some days after today, once all are known. */
  double[] seen(int region, int days, UniformRandomProvider random) {
    int genomes = (int) Math.round(ForecastSettings.independentGenomes(7.0 * genomesADay(region)));
    int[] drawn = draw(genomes, frequencies[region][past - 1 + days], random);
    return Arrays.stream(drawn).mapToDouble(count -> (double) count / genomes).toArray();
  }

  /** Returns the counts as they are known today. */
  KnownCounts known() {
    return known;
  }

  /** Returns a variant's frequency some days after today, before or at the end of the future. */
  double frequency(int region, int variant, int days) {
    if (days > future) {
      throw new IllegalArgumentException("only " + future + " days were simulated, not " + days);
    }
    return frequencies[region][past - 1 + days][variant];
  }

  /** Returns by how much a variant's growth a week lies above the average of the day's variants. */
  double advantage(int region, int variant) {
    double average = 0;
    for (int v = 0; v < variants; v++) {
      average += frequency(region, v, 0) * growth[region][v];
    }
    return 7 * (growth[region][variant] - average);
  }

  static String region(int region) {
    return String.format("R%03d", region);
  }

  static String variant(int variant) {
    return String.format("V%03d", variant);
  }

  private static double growthTime(double days, ForecastSettings settings) {
    double fade = settings.fadePerDay();
    return fade == 0 ? days : (1 - Math.exp(-fade * days)) / fade;
  }
}
