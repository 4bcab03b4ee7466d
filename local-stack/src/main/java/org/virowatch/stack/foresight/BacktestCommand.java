package org.virowatch.stack.foresight;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.schemas.AlertRule;
import org.virowatch.stack.config.AtomicFile;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.query.GenomeFileOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch backtest}: would these rules have warned? */
@Command(
    name = "backtest",
    description = {
      "Replays history as it was known day by day and says what rules would have said, how early",
      "and how often wrongly.",
      "Takes a folder of counts (--counts: seq_counts_<date>.tsv with date, location, variant,",
      "sequences; the date in the name is the day on which they were known), or genomes with their",
      "metadata (--sequences, --metadata), of which submittedAt says when each was known."
    },
    footer = {
      "",
      "Decisions are taken by the classes of the stream, at each file's date, or daily for genomes.",
      "--output: rule, kind, location, variant, as_of, state, k, n, frequency, lower, upper,",
      "growth_per_week, growth_lower, growth_upper, p_adjusted, completeness.",
      "",
      "Examples:",
      "  virowatch backtest --counts counts --output alerts.tsv --report backtest.html",
      "  virowatch backtest --counts counts --rules my-rules.yaml --decoys 60",
      "  virowatch backtest --sequences genomes.fasta --metadata genomes.tsv"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BacktestCommand implements Callable<Integer> {
  /** How the summary is printed. */
  public enum Format {
    /** For people. */
    TABLE,
    /** For programs. */
    JSON
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--counts",
      paramLabel = "DIR",
      description = "Folder of counts, one file for each day on which they were known.")
  private @Nullable Path counts;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = {
        "With --counts: what became known later (default: seq_counts_truth.tsv of the folder, else",
        "what the newest file that covers a day says of it)."
      })
  private @Nullable Path truth;

  @Mixin private GenomeFileOptions files = new GenomeFileOptions();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write every alert event to this file, tab-separated.")
  private @Nullable Path output;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a report with plots to this file; it needs nothing beside it.")
  private @Nullable Path report;

  @Option(
      names = "--decoys",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "With --counts: replay again with N simulated neutral sub-lineages among the genomes, and",
        "say how many of them each rule alerts on (default: ${DEFAULT-VALUE})."
      })
  private int decoys;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "Summary as ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(
      names = "--tick",
      paramLabel = "ISO8601",
      defaultValue = "P1D",
      description = "With genomes: how often rules are decided (default: ${DEFAULT-VALUE}).")
  private Duration tick = Duration.ofDays(1);

  @Override
  public Integer call() {
    checkOptions();
    ReferenceDataset reference = files.reference();
    List<AlertRule> decidedBy = files.rules(reference);
    Backtest backtest =
        counts != null
            ? new CountBacktest(counts, truth, reference.name()).run(decidedBy, decoys)
            : new GenomeBacktest(reference, tick, spec.commandLine().getErr())
                .run(files, decidedBy);
    if (output != null) {
      write(output, BacktestText.tsv(backtest));
    }
    if (report != null) {
      write(report, new BacktestReport(backtest).html());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(BacktestText.json(backtest));
      out.flush();
    } else {
      BacktestText.print(backtest, out);
    }
    return 0;
  }

  private void checkOptions() {
    boolean genomes = files.given();
    if ((counts != null) == genomes) {
      throw wrong("give either --counts, or --sequences with --metadata");
    }
    if (genomes && (decoys != 0 || truth != null)) {
      throw wrong("--decoys and --truth go with --counts");
    }
    if (decoys < 0) {
      throw wrong("--decoys " + decoys + " is below 0; give how many to simulate");
    }
    if (tick.compareTo(Duration.ofHours(1)) < 0) {
      throw wrong("--tick " + tick + " is shorter than an hour");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static void write(Path file, String text) {
    try {
      AtomicFile.write(file, text);
    } catch (IOException e) {
      throw new StackException(
          "cannot write " + file + ": " + e + "; check that its folder exists and can be written",
          e);
    }
  }
}
