package org.virowatch.stack.foresight;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.forecast.ForecastScore;
import org.virowatch.surveillance.forecast.ForecastScorer;
import org.virowatch.surveillance.forecast.TruthFrequencies;
import org.virowatch.surveillance.history.CountFileException;
import org.virowatch.surveillance.history.CountFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code virowatch score}: how wrong forecasts were. */
@Command(
    name = "score",
    description = {
      "Compares forecasts with what turned out to be, by location and lead.",
      "The truth is the mean of each day's frequency over the seven days centred on the day. Every",
      "date counts alike, and on a date every variant of the truth file; a variant that was not",
      "forecast counts as a forecast of 0. Errors, widths and scores are percentage points."
    },
    footer = {
      "",
      "Columns: mae is the mean absolute error; coverage is the share of 95 %% intervals that hold the",
      "truth, of the variants that were forecast and of all; the interval score is the width plus 40",
      "times the distance to a truth outside, WIS weighs it with the error (lower is better).",
      "",
      "Example:",
      "  virowatch score --forecasts forecasts.tsv --truth counts/seq_counts_truth.tsv"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ScoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--forecasts",
      paramLabel = "FILE",
      required = true,
      description = "Table of forecasts, as 'virowatch forecast' writes it.")
  private Path forecasts = Path.of("");

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      required = true,
      description = "Complete counts: date, location, variant, sequences.")
  private Path truth = Path.of("");

  @Option(
      names = "--leads",
      paramLabel = "DAYS",
      split = ",",
      defaultValue = "-15,0,7,14,30",
      description = "Days from observation to forecast, with commas (default: ${DEFAULT-VALUE}).")
  private List<Integer> leads = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, tsv or json (default: table).")
  private ScoreFormat format = ScoreFormat.TABLE;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to this file instead of the standard output.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException, CountFileException, ForecastTableException {
    ForecastScorer scorer = new ForecastScorer(new TruthFrequencies(CountFiles.read(truth)), leads);
    ForecastTable.read(forecasts, scorer::add);
    List<ForecastScore> scores = scorer.scores();
    PrintWriter err = spec.commandLine().getErr();
    if (scores.isEmpty()) {
      err.println(
          "virowatch score: nothing to compare: no forecast of "
              + forecasts
              + " has one of the leads "
              + leads
              + " and a location and date of "
              + truth);
      err.flush();
      return 1;
    }
    String text = format.write(scores);
    if (output == null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text);
      out.flush();
    } else {
      Files.writeString(output, text);
    }
    return 0;
  }
}
