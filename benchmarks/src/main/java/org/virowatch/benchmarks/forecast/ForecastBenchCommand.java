package org.virowatch.benchmarks.forecast;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.forecast.Forecast;
import org.virowatch.surveillance.forecast.ForecastSettings;
import org.virowatch.surveillance.forecast.Forecaster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch bench forecast}: seconds of a refit, and recovery of what was simulated. */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure how long forecasts of all regions take at a tick, on one thread, and whether they"
          + " recover what was simulated.",
      "A refit is the fit of all regions' counts and the forecasts of every region 0, 7, 14 and 30"
          + " days ahead with their intervals."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  virowatch bench forecast --output forecast.json",
      "  virowatch bench forecast --replicates 2000"
    })
public final class ForecastBenchCommand implements Callable<Integer> {
  private static final int[] PUBLISHED = {0, 7, 14, 30};

  @Spec private CommandSpec spec;

  @Option(
      names = "--regions",
      paramLabel = "N",
      defaultValue = "50",
      description = "Regions (default: ${DEFAULT-VALUE}).")
  private int regions;

  @Option(
      names = "--lineages",
      paramLabel = "N",
      defaultValue = "30",
      description = "Lineages, all of them in every region (default: ${DEFAULT-VALUE}).")
  private int lineages;

  @Option(
      names = "--weeks",
      paramLabel = "N",
      defaultValue = "12",
      description = "Weeks of counts, all of them looked at (default: ${DEFAULT-VALUE}).")
  private int weeks;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "7",
      description = "Measured refits, after as many to warm up (default: ${DEFAULT-VALUE}).")
  private int repeat;

  @Option(
      names = "--replicates",
      paramLabel = "N",
      defaultValue = "200",
      description = "Simulated worlds to recover (default: ${DEFAULT-VALUE}).")
  private int replicates;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Seed of the simulated counts (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--output", paramLabel = "FILE", description = "Write every figure as JSON.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    if (regions < 1 || lineages < 1 || weeks < 1 || repeat < 1 || replicates < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--regions, --lineages, --weeks and --repeat take 1 or more, --replicates 0 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("measured", "forecast");
    root.put("java", Runtime.version().toString());
    root.put("seed", seed);
    root.put("regions", regions);
    root.put("lineages", lineages);
    root.put("weeks", weeks);
    speed(out, root);
    if (replicates > 0) {
      recover("exact", ForecastRecovery.exact(), out, root);
      recover("usual", ForecastSettings.DEFAULT, out, root);
    }
    if (output != null) {
      json.writerWithDefaultPrettyPrinter().writeValue(output.toFile(), root);
    }
    return 0;
  }

  private void speed(PrintWriter out, ObjectNode root) {
    ForecastSettings settings = ForecastSettings.DEFAULT.withWindowDays(7 * weeks);
    SimulatedVariants simulated =
        new SimulatedVariants(regions, lineages, 7 * weeks, 0, 0, settings, seed);
    List<Double> fits = new ArrayList<>();
    List<Double> refits = new ArrayList<>();
    long processor = 0;
    int steps = 0;
    for (int run = -repeat; run < repeat; run++) {
      long begin = System.nanoTime();
      long processorBegin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Forecast forecast = Forecaster.fit(simulated.known(), settings);
      long fitted = System.nanoTime();
      for (String region : forecast.locations()) {
        for (int days : PUBLISHED) {
          forecast.at(region, forecast.asOf().plusDays(days));
        }
      }
      if (run >= 0) {
        fits.add((fitted - begin) * 1e-9);
        refits.add((System.nanoTime() - begin) * 1e-9);
        processor += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processorBegin;
      }
      steps = forecast.steps();
    }
    Collections.sort(fits);
    Collections.sort(refits);
    out.printf(
        Locale.ROOT,
        "Refit of %d regions x %d lineages x %d weeks: %.3f s (%.3f to %.3f), of which the fit"
            + " %.3f s in %d steps; %.3f s of processor time%n",
        regions,
        lineages,
        weeks,
        refits.get(refits.size() / 2),
        refits.get(0),
        refits.get(refits.size() - 1),
        fits.get(fits.size() / 2),
        steps,
        processor * 1e-9 / repeat);
    out.flush();
    root.put("refit_seconds", refits.get(refits.size() / 2));
    root.put("refit_seconds_most", refits.get(refits.size() - 1));
    root.put("fit_seconds", fits.get(fits.size() / 2));
    root.put("refit_processor_seconds", processor * 1e-9 / repeat);
    root.put("newton_steps", steps);
  }

  private void recover(String name, ForecastSettings model, PrintWriter out, ObjectNode root) {
    ForecastRecovery recovery = new ForecastRecovery();
    for (int i = 0; i < replicates; i++) {
      recovery.add(ForecastRecovery.exact(), model, seed + i);
    }
    ObjectNode figures = root.putObject("recovery_" + name);
    figures.put("replicates", replicates);
    out.printf(
        "Recovery of %d simulated worlds with %s settings%n",
        replicates, name.equals("exact") ? "the world's own" : "the usual");
    for (int i = 0; i < recovery.leads(); i++) {
      out.printf(
          Locale.ROOT,
          "  lead %+d: %.2f %% of %d intervals hold the frequency, width %.1f points%n",
          recovery.lead(i),
          100 * recovery.coverage(i),
          recovery.intervals(i),
          100 * recovery.width(i));
      ObjectNode lead = figures.putObject("lead_" + recovery.lead(i));
      lead.put("intervals", recovery.intervals(i));
      lead.put("coverage", recovery.coverage(i));
      lead.put("width", recovery.width(i));
    }
    out.printf(
        Locale.ROOT,
        "  growth a week: bias %+.4f, error %.3f where growths are spread by %.3f%n",
        recovery.growthBias(),
        recovery.growthError(),
        recovery.growthSpread());
    out.flush();
    figures.put("growth_bias_per_week", recovery.growthBias());
    figures.put("growth_error_per_week", recovery.growthError());
    figures.put("growth_spread_per_week", recovery.growthSpread());
  }
}
