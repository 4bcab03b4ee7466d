package org.virowatch.benchmarks.stream;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.virowatch.benchmarks.stream.TestBed.Job;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.topic.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch bench stream}: sustained genomes a second of the jobs. */
@Command(
    name = "stream",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure how many genomes a second the jobs sustain, each alone and both together, with"
          + " a broker and a cluster started for it, beside a job that only passes records on.",
      "Genomes wait in the topic before a job begins. The rate is that of commits, from half"
          + " of the genomes to the last commit. Rules are the default ones, decided"
          + " hourly. Takes up to twelve minutes."
    },
    footerHeading = "%nExample:%n",
    footer = "  virowatch bench stream --output stream.json")
final class StreamBenchCommand implements Callable<Integer> {
  private static final double WARM_UP = 0.5;
  private static final double PATIENCE_SECONDS = 90;

  private final TestBed.Factory beds;

  @Option(
      names = "--genomes",
      paramLabel = "N",
      defaultValue = "260000",
      description = "Genomes that wait in each topic (default: ${DEFAULT-VALUE}).")
  private int genomes;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "150",
      description = "Longest time that one job is watched (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--genomes-per-hour",
      paramLabel = "N",
      description =
          "How fast submission times advance (default: 2381, 400,000 a week, the world's peak).")
  private double genomesPerHour = BenchOptions.PEAK_PER_HOUR;

  @Option(
      names = "--hot",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description =
          "Let one country send so many percent of all genomes besides its own (default:"
              + " ${DEFAULT-VALUE}).")
  private int hot;

  @Option(
      names = "--only",
      paramLabel = "JOB",
      description = "Measure only pass-through, variant-calling, surveillance or both.")
  private String only = "";

  @Mixin private BenchOptions options = new BenchOptions();
  @Spec private CommandSpec spec;

  StreamBenchCommand(TestBed.Factory beds) {
    this.beds = beds;
  }

  @Override
  public Integer call() throws IOException {
    if (genomes < 100 || seconds < 1 || hot < 0 || hot > 100 || !(genomesPerHour > 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "--genomes takes 100 or more, --seconds and --genomes-per-hour more than 0, --hot 0 to"
              + " 100");
    }
    PrintWriter out = spec.commandLine().getOut();
    Figures figures = new Figures("stream");
    Duration span = Duration.ofMillis((long) (genomes * 3_600_000.0 / genomesPerHour));
    SyntheticStream stream =
        options.stream(
            Instant.now().minus(span).minus(Duration.ofHours(2)), genomesPerHour, hot / 100.0);
    figures.details().put("genomes", genomes);
    figures.details().put("lineages", stream.lineages());
    figures.details().put("hotPercent", hot);
    say(out, "%,d genomes of %d lineages over %s", genomes, stream.lineages(), span);
    try (TestBed bed = beds.bare(options.bed(Duration.ofHours(1)))) {
      if (wants("pass-through") || wants("variant-calling")) {
        feedSubmissions(bed, stream, 0, figures, out);
      }
      if (wants("pass-through")) {
        measure(
            bed,
            "passthrough",
            "a job that only passes submissions on",
            figures,
            out,
            Job.PASS_THROUGH);
      }
      if (wants("variant-calling")) {
        measure(
            bed,
            "variant_calling",
            "the variant-calling job alone",
            figures,
            out,
            Job.VARIANT_CALLING);
      }
    }
    if (wants("surveillance")) {
      try (TestBed bed = beds.bare(options.bed(Duration.ofHours(1)))) {
        feedGenomes(bed, stream, figures, out);
        measure(bed, "surveillance", "the surveillance job alone", figures, out, Job.SURVEILLANCE);
      }
    }
    if (wants("both")) {
      try (TestBed bed = beds.bare(options.bed(Duration.ofHours(1)))) {
        feedSubmissions(bed, stream, 0, figures, out);
        measure(
            bed,
            "both",
            "both jobs together, submission to published frequency",
            figures,
            out,
            Job.VARIANT_CALLING,
            Job.SURVEILLANCE);
      }
    }
    out.println();
    options.report(figures, out);
    return 0;
  }

  private boolean wants(String what) {
    return only.isEmpty() || only.equals(what);
  }

  private void feedSubmissions(
      TestBed bed, SyntheticStream stream, long first, Figures figures, PrintWriter out) {
    long began = System.nanoTime();
    try (Feeder<Submission> feeder =
        new Feeder<>(bed.bootstrapServers(), Topic.SUBMISSIONS, Submission.class, 20)) {
      for (long n = first; n < first + genomes; n++) {
        Submission submission = stream.submission(n);
        feeder.send(submission.getAccession(), submission);
      }
      feeder.flush();
      figures.details().put("submissionBytes", (double) feeder.bytes() / genomes);
    }
    say(out, "%,d submissions wait in the topic, after %.1f s", genomes, since(began));
  }

  private void feedGenomes(TestBed bed, SyntheticStream stream, Figures figures, PrintWriter out) {
    long began = System.nanoTime();
    try (Feeder<CalledGenome> feeder =
        new Feeder<>(bed.bootstrapServers(), Topic.GENOMES, CalledGenome.class, 20)) {
      for (long n = 0; n < genomes; n++) {
        CalledGenome genome = stream.call(n);
        feeder.send(genome.getAccession(), genome);
      }
      feeder.flush();
      figures.details().put("calledGenomeBytes", (double) feeder.bytes() / genomes);
    }
    say(out, "%,d called genomes wait in the topic, after %.1f s", genomes, since(began));
  }

  /** Runs jobs until the last of them has done everything. */
  private void measure(
      TestBed bed, String name, String explanation, Figures figures, PrintWriter out, Job... jobs) {
    Job last = jobs[jobs.length - 1];
    for (Job job : jobs) {
      bed.run(job);
    }
    // Those that were refused while tasks were starting are no failures.
    long failedBefore = bed.checkpoints(last).failed();
    options.profile(bed, Duration.ofSeconds(seconds));
    try (GroupProgress progress = BenchOptions.progress(bed, last)) {
      GroupProgress.Run run =
          progress.watch(genomes, seconds, PATIENCE_SECONDS, bed::processorTime);
      double records = jobs.length == 1 ? 1 : recordsAmongOffsets(bed, jobs[0], progress);
      double rate = run.rate(WARM_UP) * records;
      figures.put(name + "_per_s", rate, "genomes/s, " + explanation);
      var detail = figures.details().putObject(name);
      detail.put("done", Math.min(genomes, run.done()));
      StringBuilder processors = new StringBuilder();
      for (String process : TestBed.processes()) {
        double micros = run.processorMicros(process, WARM_UP) / records;
        detail.put(process + "_cpu_us_per_genome", micros);
        processors.append(String.format(Locale.ROOT, " %s %.0f", process, micros));
      }
      detail.put("checkpoints_failed", bed.checkpoints(last).failed() - failedBefore);
      for (Job job : jobs) {
        TestBed.Checkpoint checkpoint = bed.lastCheckpoint(job);
        if (checkpoint != null) {
          String label = job.name().toLowerCase(Locale.ROOT);
          detail.put(label + "_state_bytes", checkpoint.stateBytes());
          detail.put(label + "_checkpoint_seconds", checkpoint.duration().toMillis() / 1e3);
        }
      }
      say(
          out,
          "%s: %,d genomes, %.0f a second; processor microseconds a genome:%s",
          name,
          Math.min(genomes, run.done()),
          rate,
          processors);
    }
    for (Job job : jobs) {
      bed.cancel(job);
    }
  }

  /** A topic that a job writes in transactions holds their markers too; they are no genomes. */
  private static double recordsAmongOffsets(TestBed bed, Job writer, GroupProgress topic) {
    try (GroupProgress read = BenchOptions.progress(bed, writer)) {
      return Math.min(1, read.done() / (double) Math.max(1, topic.end()));
    }
  }

  private static double since(long began) {
    return (System.nanoTime() - began) * 1e-9;
  }

  private static void say(PrintWriter out, String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
    out.flush();
  }
}
