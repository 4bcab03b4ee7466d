package org.virowatch.benchmarks.stream;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.virowatch.benchmarks.stream.TestBed.Job;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.topic.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch bench state}: what the surveillance job remembers, and what that costs. */
@Command(
    name = "state",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure the surveillance job's state as a function of the genomes it has seen: bytes a"
          + " genome, throughput, size and duration of checkpoints at each step.",
      "Called genomes are put together from real calls and written to the topic step by step, at"
          + " the pace of 1,000,000 genomes a year by their dates. Takes a few minutes with the"
          + " default; the full run is --to 1000000."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  virowatch bench state --output state.json",
      "  virowatch bench state --to 1000000 --output state.json"
    })
final class StateBenchCommand implements Callable<Integer> {
  private static final double PATIENCE_SECONDS = 120;
  private static final String ROW = "%10s %10s %13s %13s %13s %13s %10s %10s%n";

  private final TestBed.Factory beds;

  @Option(
      names = "--step",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Genomes between two looks (default: ${DEFAULT-VALUE}).")
  private int step;

  @Option(
      names = "--to",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Genomes at the last look (default: ${DEFAULT-VALUE}).")
  private int to;

  @Mixin private ReplayPace pace = new ReplayPace();
  @Mixin private BenchOptions options = new BenchOptions();
  @Spec private CommandSpec spec;

  StateBenchCommand(TestBed.Factory beds) {
    this.beds = beds;
  }

  /** What was found after a number of genomes. */
  private record Look(
      long genomes, double perSecond, double micros, TestBed.Checkpoint checkpoint) {
    /** State of the operator that remembers genomes. */
    long genomeBytes() {
      return bytesOf("count");
    }

    /** State of the operators that keep cells and regions. */
    long cellBytes() {
      return checkpoint.stateBytes() - genomeBytes();
    }

    private long bytesOf(String operator) {
      return checkpoint.bytesByOperator().entrySet().stream()
          .filter(task -> task.getKey().contains(operator))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  @Override
  public Integer call() throws IOException {
    if (step < 1 || to < step || !pace.valid()) {
      throw new ParameterException(
          spec.commandLine(),
          "--step takes 1 or more, --to at least as much as --step, --genomes-per-hour and --tick"
              + " more than nothing");
    }
    PrintWriter out = spec.commandLine().getOut();
    SyntheticStream stream = options.stream(pace.start(to), pace.genomesPerHour(), 0);
    Figures figures = new Figures("state");
    var rows = figures.details().putArray("looks");
    try (TestBed bed = beds.bare(options.bed(pace.tick()));
        Feeder<CalledGenome> feeder =
            new Feeder<>(bed.bootstrapServers(), Topic.GENOMES, CalledGenome.class, 20);
        GroupProgress progress = BenchOptions.progress(bed, Job.SURVEILLANCE)) {
      bed.run(Job.SURVEILLANCE);
      // Those that were refused while tasks were starting are no failures.
      TestBed.Checkpoints before = bed.checkpoints(Job.SURVEILLANCE);
      options.profile(bed, Duration.ofMinutes(5));
      out.printf(
          ROW,
          "genomes",
          "genomes/s",
          "bytes/genome",
          "cells, bytes",
          "checkpoint",
          "written",
          "seconds",
          "µs/genome");
      out.flush();
      for (long seen = 0; seen < to; seen += step) {
        Look last = look(bed, feeder, progress, stream, seen);
        print(last, out);
        var row = rows.addObject();
        row.put("genomes", last.genomes());
        row.put("throughput_per_s", last.perSecond());
        row.put("taskmanager_cpu_us_per_genome", last.micros());
        row.put("bytes_per_genome", (double) last.genomeBytes() / last.genomes());
        row.put("cell_bytes", last.cellBytes());
        row.put("checkpoint_bytes", last.checkpoint().stateBytes());
        row.put("checkpoint_written_bytes", last.checkpoint().writtenBytes());
        row.put("checkpoint_seconds", last.checkpoint().duration().toMillis() / 1e3);
        last.checkpoint().bytesByOperator().forEach(row.putObject("operators")::put);
        put(figures, last);
        TestBed.Checkpoints checkpoints = bed.checkpoints(Job.SURVEILLANCE);
        figures.details().put("checkpoints", checkpoints.completed());
        figures.details().put("checkpoints_failed", checkpoints.failed() - before.failed());
        options.write(figures); // A run that is ended before its last look still has figures.
      }
    }
    out.println();
    options.report(figures, out);
    return 0;
  }

  private static void put(Figures figures, Look last) {
    figures.put(
        "bytes_per_genome",
        (double) last.genomeBytes() / last.genomes(),
        "bytes of state a genome, cells apart");
    figures.put("throughput_per_s", last.perSecond(), "genomes/s over the last step");
    figures.put(
        "checkpoint_bytes",
        (double) last.checkpoint().stateBytes(),
        "bytes of the last checkpoint");
    figures.put(
        "checkpoint_seconds", last.checkpoint().duration().toMillis() / 1e3, "s that it took");
  }

  private Look look(
      TestBed bed,
      Feeder<CalledGenome> feeder,
      GroupProgress progress,
      SyntheticStream stream,
      long seen) {
    long end = seen + step;
    Thread feeding =
        new Thread(
            () -> {
              for (long n = seen; n < end; n++) {
                CalledGenome genome = stream.call(n);
                feeder.send(genome.getAccession(), genome);
              }
            },
            "bench-feeder");
    feeding.setDaemon(true);
    feeding.start();
    GroupProgress.Run run = progress.watch(end, 3600, PATIENCE_SECONDS, bed::processorTime);
    feeder.flush();
    if (run.done() < end) {
      throw new IllegalStateException(
          "the job counted only " + run.done() + " of " + end + " genomes and then stood still");
    }
    TestBed.Checkpoint before = bed.lastCheckpoint(Job.SURVEILLANCE);
    TestBed.Checkpoint after = before;
    long deadline = System.nanoTime() + 30_000_000_000L;
    while ((after == null || (before != null && after.id() <= before.id() + 1))
        && System.nanoTime() < deadline) {
      GroupProgress.pause();
      after = bed.lastCheckpoint(Job.SURVEILLANCE);
    }
    if (after == null) {
      throw new IllegalStateException("the job completed no checkpoint within 30 s");
    }
    return new Look(end, run.rate(0), run.processorMicros("taskmanager", 0), after);
  }

  private static void print(Look look, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        ROW,
        BenchOptions.count(look.genomes()),
        BenchOptions.count(Math.round(look.perSecond())),
        Figures.rounded((double) look.genomeBytes() / look.genomes()),
        BenchOptions.count(look.cellBytes()),
        BenchOptions.count(look.checkpoint().stateBytes()),
        BenchOptions.count(look.checkpoint().writtenBytes()),
        Figures.rounded(look.checkpoint().duration().toMillis() / 1e3),
        Figures.rounded(look.micros()));
    out.flush();
  }
}
