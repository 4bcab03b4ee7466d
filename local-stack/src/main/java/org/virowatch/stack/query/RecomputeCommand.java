package org.virowatch.stack.query;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.alerting.history.AlertFormat;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.ingest.submission.AcceptedSubmissions;
import org.virowatch.ingest.submission.SubmissionOutcome;
import org.virowatch.ingest.submission.SubmissionReader;
import org.virowatch.jobs.RetentionConverter;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.bias.RegionWeights;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.frequency.ExpectedGenomes;
import org.virowatch.surveillance.frequency.FrequencyTable;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;
import org.virowatch.surveillance.replay.ForecastReplay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch recompute}: the batch answer, from files, without a stack. */
@Command(
    name = "recompute",
    description = {
      "Computes from files what the stream must arrive at, without a broker or a cluster.",
      "Reads what 'submit' reads and prints what 'frequencies' prints; with --alerts, the alerts."
    },
    footer = {
      "",
      "Examples:",
      "  virowatch recompute --sequences genomes.fasta.gz --metadata genomes.tsv > batch.tsv",
      "  virowatch recompute --sequences genomes.fasta --metadata genomes.tsv --alerts --tick P1D"
    },
    mixinStandardHelpOptions = true)
public final class RecomputeCommand implements Callable<Integer> {
  private static final int MOST_EXPLAINED = 20;

  @Spec private CommandSpec spec;
  @Mixin private GenomeFileOptions files = new GenomeFileOptions();
  @Mixin private FrequencyOptions options;

  @Option(
      names = "--alerts",
      description = "Print the alert events instead, as 'alerts --events --format tsv' does.")
  private boolean alerts;

  @Option(
      names = "--tick",
      paramLabel = "ISO8601",
      defaultValue = "PT1H",
      description = "How often in event time rules are decided (default: ${DEFAULT-VALUE}).")
  private Duration tick = Duration.ofHours(1);

  @Option(
      names = "--retention",
      paramLabel = "ISO8601",
      converter = RetentionConverter.class,
      description = "The stack's retention, as 'up' takes it (default: forever).")
  private Retention retention = Retention.FOREVER;

  @Option(
      names = "--as-of",
      paramLabel = "INSTANT",
      description = {
        "With --retention or --completeness: the event time of the answer, such as",
        "2026-01-01T00:00:00Z (default: that of the last submission; the time now agrees with a live",
        "stack, and so does what its column as_of says)."
      })
  private @Nullable Instant asOf;

  private long explained;

  @Override
  public Integer call() throws IOException {
    options.filter();
    if (!files.given()) {
      throw new ParameterException(spec.commandLine(), "--sequences or --metadata is missing");
    }
    RegionWeights weights = options.weights();
    if (alerts && (options.completeness() || weights != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--completeness and --weights add columns to frequencies, and --alerts prints none; leave"
              + " it or them out");
    }
    ReferenceDataset reference = files.reference();
    List<AlertRule> decidedBy = alerts ? files.rules(reference) : List.of();
    List<CalledGenome> history = new ArrayList<>();
    ForecastReplay forecasts = new ForecastReplay();
    Recomputation recomputed;
    long refused;
    try (SubmissionReader reader = files.read(reference)) {
      AcceptedSubmissions accepted = new AcceptedSubmissions(reader, this::explain);
      recomputed =
          Recomputation.of(
              accepted,
              List.of(reference),
              Runtime.getRuntime().availableProcessors(),
              genome -> {
                if (alerts) {
                  history.add(genome);
                }
                if (options.completeness()) {
                  forecasts.add(genome);
                }
              },
              new Recomputation.RetainedUntil(retention, Optional.ofNullable(asOf)));
      refused = accepted.refused();
    }
    LineageHierarchy lineages = LineageHierarchy.of(reference.lineageParents());
    if (alerts) {
      print(
          AlertReplay.replay(
              history,
              decidedBy,
              List.of(),
              name -> lineages,
              new Ticks(tick),
              until(history),
              retention));
    } else {
      FrequencyTable table = new FrequencyTable(reference.name(), lineages);
      table.putAll(recomputed.cells());
      options.write(table, expected(reference.name(), forecasts, lineages), weights, this::tell);
    }
    report(recomputed, refused);
    return 0;
  }

  private ExpectedGenomes expected(
      String counted, ForecastReplay forecasts, LineageHierarchy lineages) {
    if (!options.completeness()) {
      return ExpectedGenomes.UNKNOWN;
    }
    Instant until = asOf == null ? forecasts.lastSubmission() : asOf;
    return ExpectedGenomes.of(
        counted, forecasts.until(until, new Ticks(tick), name -> lineages, retention));
  }

  private Instant until(List<CalledGenome> history) {
    return asOf != null
        ? asOf
        : history.stream()
            .map(CalledGenome::getSubmittedAt)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
  }

  private void print(List<AlertEvent> events) {
    PrintWriter out = spec.commandLine().getOut();
    AlertFormat.TSV.header(out);
    events.forEach(event -> AlertFormat.TSV.print(event, out));
    out.flush();
  }

  /** Says why the first records are refused; 'submit' has the whole list on its receipt. */
  private void explain(SubmissionOutcome.Refused record) {
    if (explained++ < MOST_EXPLAINED) {
      tell(
          "refused "
              + (record.sequenceName().isEmpty() ? "" : record.sequenceName() + ": ")
              + record.reason().message());
    }
  }

  private void report(Recomputation recomputed, long refused) {
    tell(
        recomputed.submissions()
            + " submissions, "
            + recomputed.accepted()
            + " accepted, "
            + recomputed.duplicates()
            + " duplicates, "
            + recomputed.rejected()
            + " rejected"
            + (recomputed.rejections().isEmpty() ? "" : " " + recomputed.rejections())
            + "; "
            + refused
            + " records refused while reading");
  }

  private void tell(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("virowatch recompute: " + message);
    err.flush();
  }
}
