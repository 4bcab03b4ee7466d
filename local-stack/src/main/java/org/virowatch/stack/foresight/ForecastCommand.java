package org.virowatch.stack.foresight;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.forecast.Forecast;
import org.virowatch.surveillance.forecast.ForecastRow;
import org.virowatch.surveillance.forecast.ForecastSettings;
import org.virowatch.surveillance.forecast.Forecaster;
import org.virowatch.surveillance.forecast.VariantForecast;
import org.virowatch.surveillance.history.CountFileException;
import org.virowatch.surveillance.history.CountFiles;
import org.virowatch.surveillance.history.KnownCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch forecast}: variants' frequencies before and after each day of observation. */
@Command(
    name = "forecast",
    description = {
      "Forecasts the frequency of every variant from counts as they were known, with 95 %% intervals.",
      "Reads files seq_counts_<date>.tsv (date, location, variant, sequences); each is one day of",
      "observation, and all its locations are fitted together. See docs/foresight.md."
    },
    footer = {
      "",
      "Columns: obs_date, location, variant, date, freq, freq_lower, freq_upper.",
      "",
      "Examples:",
      "  virowatch forecast --counts counts --output forecasts.tsv",
      "  virowatch forecast --counts counts --as-of 2022-06-01 --horizon 14 --history 0"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ForecastCommand implements Callable<Integer> {
  private static final int FARTHEST = 365;

  /** More than at a tick: bounds are to depend little on chance. */
  private static final int DRAWS = 2_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--counts",
      paramLabel = "DIR",
      required = true,
      description = "Folder of files seq_counts_<date>.tsv.")
  private Path counts = Path.of("");

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Only the file of this date (default: every file).")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      defaultValue = "30",
      description = "Days after the observation to forecast (default: ${DEFAULT-VALUE}).")
  private int horizon;

  @Option(
      names = "--history",
      paramLabel = "DAYS",
      defaultValue = "15",
      description = "Days before the observation to estimate (default: ${DEFAULT-VALUE}).")
  private int history;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Seed of the simulated futures behind intervals (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to this file instead of the standard output.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException, CountFileException {
    if (horizon < 0 || history < 0 || horizon > FARTHEST || history > FARTHEST) {
      throw new ParameterException(
          spec.commandLine(), "--horizon and --history take 0 to " + FARTHEST + " days");
    }
    List<KnownCounts> known = CountFiles.readFolder(counts);
    if (asOf != null) {
      List<LocalDate> dates = known.stream().map(KnownCounts::asOf).toList();
      known = known.stream().filter(one -> one.asOf().equals(asOf)).toList();
      if (known.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(),
            counts + " has no counts of " + asOf + "; it has those of " + dates);
      }
    }
    if (output == null) {
      write(known, spec.commandLine().getOut());
    } else {
      try (Writer file = Files.newBufferedWriter(output, UTF_8)) {
        write(known, file);
      }
    }
    return 0;
  }

  private void write(List<KnownCounts> known, Writer out) throws IOException {
    ForecastSettings settings = ForecastSettings.DEFAULT.withDraws(DRAWS).withSeed(seed);
    out.write(ForecastTable.header() + "\n");
    for (KnownCounts one : known) {
      Forecast forecast = Forecaster.fit(one, settings);
      if (forecast.variants().isEmpty()) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(
            "virowatch forecast: nothing to forecast on "
                + one.asOf()
                + ": no genome was collected in the "
                + settings.windowDays()
                + " days up to then");
        err.flush();
      }
      for (String location : forecast.locations()) {
        write(forecast, location, out);
      }
      out.flush();
    }
  }

  private void write(Forecast forecast, String location, Writer out) throws IOException {
    LocalDate observed = forecast.asOf();
    for (int lead = -history; lead <= horizon; lead++) {
      LocalDate day = observed.plusDays(lead);
      for (VariantForecast one : forecast.at(location, day)) {
        out.write(
            ForecastTable.line(
                    new ForecastRow(
                        observed,
                        location,
                        one.variant(),
                        day,
                        one.frequency(),
                        one.lower(),
                        one.upper()))
                + "\n");
      }
    }
  }
}
