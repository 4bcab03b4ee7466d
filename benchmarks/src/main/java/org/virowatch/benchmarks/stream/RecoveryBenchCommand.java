package org.virowatch.benchmarks.stream;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.virowatch.benchmarks.stream.TestBed.Job;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.topic.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch bench recovery}: how long the stream stands still when a TaskManager dies. */
@Command(
    name = "recovery",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure the time from 'kill -9' of the TaskManager to the first commits of both jobs after"
          + " it, while genomes are uploaded. Runs a stack of its own as 'up' starts it, whose"
          + " supervisor starts the process again."
    },
    footerHeading = "%nExample:%n",
    footer = "  virowatch bench recovery --output recovery.json")
final class RecoveryBenchCommand implements Callable<Integer> {
  private static final double PATIENCE_SECONDS = 100;

  private final TestBed.Factory beds;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "Genomes a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often the TaskManager is killed (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "20",
      description = "Seconds of undisturbed commits before each kill (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Mixin private BenchOptions options = new BenchOptions();
  @Spec private CommandSpec spec;

  RecoveryBenchCommand(TestBed.Factory beds) {
    this.beds = beds;
  }

  @Override
  public Integer call() throws IOException {
    if (rate < 1 || kills < 1 || warmUp < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rate, --kills and --warm-up take 1 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    SyntheticStream stream = options.stream(Instant.now(), 3600.0 * rate, 0);
    List<Double> seconds = new ArrayList<>();
    Figures figures = new Figures("recovery");
    AtomicBoolean over = new AtomicBoolean();
    try (TestBed bed = beds.whole(options.bed(Duration.ofHours(1)));
        GroupProgress calling = BenchOptions.progress(bed, Job.VARIANT_CALLING);
        GroupProgress surveillance = BenchOptions.progress(bed, Job.SURVEILLANCE)) {
      Thread upload = new Thread(() -> upload(bed, stream, over), "bench-feeder");
      upload.setDaemon(true);
      upload.start();
      try {
        for (int kill = 0; kill < kills; kill++) {
          awaitCommits(calling, surveillance, calling.done(), surveillance.done());
          LockSupport.parkNanos(warmUp * 1_000_000_000L);
          seconds.add(recovery(bed, calling, surveillance, out));
        }
      } finally {
        over.set(true);
        join(upload);
      }
    }
    Percentiles recoveries =
        new Percentiles(seconds.stream().mapToDouble(Double::doubleValue).toArray());
    figures.put(
        "seconds", recoveries.at(50), "s from kill -9 of the TaskManager to commits, median");
    figures.details().put("max_seconds", recoveries.max());
    figures.details().put("genomes_per_s", rate);
    var each = figures.details().putArray("kills");
    seconds.forEach(each::add);
    options.report(figures, out);
    return 0;
  }

  private static double recovery(
      TestBed bed, GroupProgress calling, GroupProgress surveillance, PrintWriter out) {
    bed.killTaskManager();
    long killed = System.nanoTime();
    // A commit on its way when the process died comes from before; the next does not.
    LockSupport.parkNanos(300_000_000L);
    awaitCommits(calling, surveillance, calling.done(), surveillance.done());
    double seconds = (System.nanoTime() - killed) * 1e-9;
    out.printf(Locale.ROOT, "killed; both jobs committed again after %.1f s%n", seconds);
    out.flush();
    return seconds;
  }

  private static void awaitCommits(
      GroupProgress calling, GroupProgress surveillance, long called, long counted) {
    long deadline = System.nanoTime() + (long) (PATIENCE_SECONDS * 1e9);
    while (calling.done() <= called || surveillance.done() <= counted) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the jobs did not commit within " + PATIENCE_SECONDS + " s; see what else runs here");
      }
      GroupProgress.pause();
    }
  }

  private void upload(TestBed bed, SyntheticStream stream, AtomicBoolean over) {
    long began = System.nanoTime();
    try (Feeder<Submission> feeder =
        new Feeder<>(bed.bootstrapServers(), Topic.SUBMISSIONS, Submission.class, 0)) {
      for (int n = 0; !over.get(); n++) {
        LockSupport.parkNanos(began + (long) (n * 1e9 / rate) - System.nanoTime());
        Submission submission = stream.submission(n);
        submission.setSubmittedAt(Instant.now());
        feeder.send(submission.getAccession(), submission);
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
