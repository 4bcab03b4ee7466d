package org.virowatch.benchmarks.growth;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.virowatch.surveillance.growth.GrowthEstimate;
import org.virowatch.surveillance.growth.GrowthPool;
import org.virowatch.surveillance.growth.GrowthRow;
import org.virowatch.surveillance.growth.GrowthTable;
import org.virowatch.surveillance.growth.TypicalDispersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch bench growth}: whether growth and its intervals are what they say. */
@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Estimate growth on simulated regions whose growth is known.",
      "Prints bias, the share of 95 %% intervals that hold the truth and the share of flat subjects"
          + " taken for rising at p < 0.025; the same after shrinking over regions; and false"
          + " discoveries among hundreds of subjects of which none rises."
    },
    footerHeading = "%nExample:%n",
    footer = "  virowatch bench growth --repeats 4000")
public final class GrowthBenchCommand implements Callable<Integer> {
  private static final double TAIL = 0.025;
  private static final double FALSE_DISCOVERY_RATE = 0.05;
  private static final int WEEKS = 8;
  private static final int NULL_SUBJECTS = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Simulated series of each kind (default: ${DEFAULT-VALUE}).")
  private int repeats = 2000;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Seed of the simulation (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Override
  public Integer call() {
    if (repeats < 10) {
      throw new ParameterException(spec.commandLine(), "--repeats takes 10 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    SplittableRandom random = new SplittableRandom(seed);
    out.println("One region, eight weeks; growth and errors a week.");
    out.println(
        line(
            "GROWTH",
            "LOGIT",
            "GENOMES",
            "DISPERSION",
            "MEAN",
            "MEDIAN",
            "SD",
            "MEAN ERROR",
            "COVERAGE",
            "RISES"));
    for (double dispersion : new double[] {1, 4}) {
      for (double perWeek : new double[] {0, 0.5}) {
        for (double logit : new double[] {-2, -4, -6}) {
          for (int genomes : new int[] {30, 300, 3000}) {
            one(new SimulatedGrowth(perWeek / 7, logit, genomes, dispersion, WEEKS), random, out);
          }
        }
      }
    }
    out.println();
    out.println("Shrunk over regions whose growths are spread; 300, 30, 30 … genomes a week.");
    out.println(
        line(
            "REGIONS",
            "GROWTH",
            "SPREAD",
            "",
            "RMSE OWN",
            "RMSE",
            "",
            "COVER. OWN",
            "COVERAGE",
            ""));
    for (int regions : new int[] {2, 5, 20}) {
      for (double spread : new double[] {0, 0.1, 0.4}) {
        shrunk(regions, 0.5, spread, random, out);
      }
    }
    out.println();
    nothingRises(random, out);
    out.flush();
    return 0;
  }

  private void one(SimulatedGrowth truth, SplittableRandom random, PrintWriter out) {
    double[] estimates = new double[repeats];
    double errors = 0;
    int covered = 0;
    int rises = 0;
    for (int repeat = 0; repeat < repeats; repeat++) {
      GrowthEstimate growth = GrowthEstimate.of(truth.draw(random)).orElseThrow();
      estimates[repeat] = growth.perWeek();
      errors += 7 * growth.error();
      covered += growth.lower() <= truth.perDay() && truth.perDay() <= growth.upper() ? 1 : 0;
      rises += growth.pRise() < TAIL ? 1 : 0;
    }
    double mean = Arrays.stream(estimates).average().orElse(0);
    double variance = Arrays.stream(estimates).map(x -> (x - mean) * (x - mean)).sum() / repeats;
    Arrays.sort(estimates);
    out.println(
        line(
            number(7 * truth.perDay()),
            number(truth.logit()),
            Integer.toString(truth.genomes()),
            number(truth.dispersion()),
            number(mean),
            number(estimates[repeats / 2]),
            number(Math.sqrt(variance)),
            number(errors / repeats),
            percent(covered, repeats),
            percent(rises, repeats)));
    out.flush();
  }

  private void shrunk(
      int regions, double perWeek, double spread, SplittableRandom random, PrintWriter out) {
    double own = 0;
    double better = 0;
    int ownCovered = 0;
    int covered = 0;
    int sets = Math.max(10, repeats / regions);
    for (int set = 0; set < sets; set++) {
      double[] truths = new double[regions];
      List<GrowthEstimate> estimates = new ArrayList<>();
      for (int region = 0; region < regions; region++) {
        truths[region] = (perWeek + spread * random.nextGaussian()) / 7;
        int genomes = region == 0 ? 300 : 30;
        estimates.add(
            GrowthEstimate.of(
                    new SimulatedGrowth(truths[region], -3, genomes, 1, WEEKS).draw(random))
                .orElseThrow());
      }
      List<GrowthPool.Shrunk> shrunk =
          GrowthPool.shrink(estimates, TypicalDispersion.of(estimates));
      for (int region = 0; region < regions; region++) {
        GrowthEstimate estimate = estimates.get(region);
        own += Math.pow(7 * (estimate.perDay() - truths[region]), 2);
        better += Math.pow(7 * (shrunk.get(region).perDay() - truths[region]), 2);
        ownCovered +=
            estimate.lower() <= truths[region] && truths[region] <= estimate.upper() ? 1 : 0;
        covered +=
            shrunk.get(region).lower() <= truths[region]
                    && truths[region] <= shrunk.get(region).upper()
                ? 1
                : 0;
      }
    }
    int all = sets * regions;
    out.println(
        line(
            Integer.toString(regions),
            number(perWeek),
            number(spread),
            "",
            number(Math.sqrt(own / all)),
            number(Math.sqrt(better / all)),
            "",
            percent(ownCovered, all),
            percent(covered, all),
            ""));
    out.flush();
  }

  /** Of tables in which nothing rises, the share with a discovery is the false-discovery rate. */
  private void nothingRises(SplittableRandom random, PrintWriter out) {
    int tables = Math.max(10, repeats / 20);
    for (int regions : new int[] {1, 5}) {
      int withDiscovery = 0;
      for (int repeat = 0; repeat < tables; repeat++) {
        GrowthTable table = new GrowthTable();
        for (int subject = 0; subject < NULL_SUBJECTS; subject++) {
          for (int region = 0; region < regions; region++) {
            double logit = -6 + 4 * random.nextDouble();
            table.put(
                "all",
                "region " + region,
                "subject " + subject,
                new SimulatedGrowth(0, logit, 200, 2, WEEKS).draw(random));
          }
        }
        withDiscovery +=
            table.rows(region -> true, 1).stream()
                    .mapToDouble(GrowthRow::pAdjusted)
                    .anyMatch(p -> p < FALSE_DISCOVERY_RATE)
                ? 1
                : 0;
      }
      out.printf(
          Locale.ROOT,
          "%d subjects in %d region(s), none rising, dispersion 2: %s of %d tables have a false"
              + " discovery at a rate of %.2f%n",
          NULL_SUBJECTS,
          regions,
          percent(withDiscovery, tables),
          tables,
          FALSE_DISCOVERY_RATE);
    }
  }

  private static String line(String... cells) {
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      line.append(String.format(Locale.ROOT, "%11s", cell));
    }
    return line.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String percent(int part, int all) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / all);
  }
}
