package org.virowatch.benchmarks.stream;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntToLongFunction;
import org.virowatch.alerting.rules.RuleStore;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.topic.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch bench latency}: how soon a genome shows in frequencies and alerts. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure, at a steady rate of uploads, the time from the broker's acknowledgement of a"
          + " genome to the published frequency that counts it, and to the alert it causes, as a"
          + " reader of committed records sees them.",
      "Runs a stack of its own as 'up' starts it. One genome in twenty is a probe, with a lab and"
          + " a mutation of its own, so that what counts it is known for sure. Alerts are decided"
          + " at ticks of event time, hourly by default; the tick here is short, because waiting"
          + " for an hour to end is not what is measured."
    },
    footerHeading = "%nExample:%n",
    footer = "  virowatch bench latency --output latency.json")
final class LatencyBenchCommand implements Callable<Integer> {
  private static final int GENOMES_A_PROBE = 20;
  private static final Duration SETTLING = Duration.ofSeconds(20);

  private final TestBed.Factory beds;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "Genomes a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "90",
      description = "How long is measured (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "45",
      description = "Seconds of the same before it (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--tick",
      paramLabel = "ISO8601",
      defaultValue = "PT1S",
      description =
          "Interval of event time at which alerts are decided (default: ${DEFAULT-VALUE}).")
  private Duration tick = Duration.ofSeconds(1);

  @Mixin private BenchOptions options = new BenchOptions();
  @Spec private CommandSpec spec;

  LatencyBenchCommand(TestBed.Factory beds) {
    this.beds = beds;
  }

  @Override
  public Integer call() throws IOException {
    if (rate < GENOMES_A_PROBE || seconds < 1 || warmUp < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--rate takes " + GENOMES_A_PROBE + " or more, --seconds 1 or more, --warm-up 0 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    int genomes = rate * (warmUp + seconds);
    int count = genomes / GENOMES_A_PROBE;
    Probes probes = new Probes(options.dataset(), count);
    SyntheticStream stream = options.stream(Instant.now(), 3600.0 * rate, 0);
    AtomicLongArray acknowledged = new AtomicLongArray(count);
    Figures figures = new Figures("latency");
    try (TestBed bed = beds.whole(options.bed(tick, Duration.ZERO))) {
      options.profile(bed, Duration.ofSeconds(warmUp + seconds));
      var unused = new RuleStore(bed.bootstrapServers()).put(java.util.List.of(probes.rule()));
      try (Sightings seen =
          new Sightings(bed.bootstrapServers(), bed.partitions(), probes, count)) {
        upload(bed, stream, probes, genomes, acknowledged);
        awaitSightings(seen, count);
        int first = rate * warmUp / GENOMES_A_PROBE;
        Percentiles frequency =
            delays(first, count, acknowledged::get, seen::inFrequencies, "frequency", out);
        Percentiles alert = delays(first, count, acknowledged::get, seen::inAlerts, "alert", out);
        figures.put("frequency_p50_ms", frequency.at(50), "ms from acknowledgement to frequency");
        figures.put("frequency_p99_ms", frequency.at(99), "");
        figures.put("alert_p50_ms", alert.at(50), "ms from acknowledgement to alert");
        figures.put("alert_p99_ms", alert.at(99), "");
        figures.put("max_ms", Math.max(frequency.max(), alert.max()), "the longest of either");
        figures.details().put("frequency_max_ms", frequency.max());
        figures.details().put("alert_max_ms", alert.max());
        figures.details().put("probes", count - first);
        figures.details().put("genomes_per_s", rate);
        figures.details().put("tick", tick.toString());
        longest(figures, "frequency", first, count, acknowledged::get, seen::inFrequencies);
        longest(figures, "alert", first, count, acknowledged::get, seen::inAlerts);
        figures.details().put("cells_published_per_s", seen.cells() / (double) (warmUp + seconds));
      }
    }
    options.report(figures, out);
    return 0;
  }

  private void upload(
      TestBed bed,
      SyntheticStream stream,
      Probes probes,
      int genomes,
      AtomicLongArray acknowledged) {
    long began = System.nanoTime();
    try (Feeder<Submission> feeder =
        new Feeder<>(bed.bootstrapServers(), Topic.SUBMISSIONS, Submission.class, 0)) {
      for (int n = 0; n < genomes; n++) {
        long due = began + (long) (n * 1e9 / rate);
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        Instant now = Instant.now();
        int probe = n / GENOMES_A_PROBE;
        if (n % GENOMES_A_PROBE == 0 && probe < acknowledged.length()) {
          feeder.send(
              "PROBE-" + probe,
              probes.submission(probe, now),
              (metadata, exception) -> acknowledged.set(probe, System.nanoTime()));
        } else {
          Submission submission = stream.submission(n);
          submission.setSubmittedAt(now);
          feeder.send(submission.getAccession(), submission);
        }
      }
      feeder.flush();
    }
  }

  private static void awaitSightings(Sightings seen, int count) {
    long deadline = System.nanoTime() + SETTLING.toNanos();
    while (System.nanoTime() < deadline
        && (seen.inAlerts(count - 1) == 0 || seen.inFrequencies(count - 1) == 0)) {
      GroupProgress.pause();
    }
  }

  /**
   * Adds the longest delay of the probes of each second, which shows when something stood still.
   */
  private void longest(
      Figures figures,
      String what,
      int first,
      int count,
      IntToLongFunction acknowledged,
      IntToLongFunction seen) {
    var each = figures.details().putArray(what + "_longest_ms_by_second");
    int aSecond = Math.max(1, rate / GENOMES_A_PROBE);
    for (int begin = first; begin < count; begin += aSecond) {
      long longest = 0;
      for (int probe = begin; probe < Math.min(count, begin + aSecond); probe++) {
        if (seen.applyAsLong(probe) != 0) {
          longest = Math.max(longest, seen.applyAsLong(probe) - acknowledged.applyAsLong(probe));
        }
      }
      each.add(longest / 1_000_000);
    }
  }

  private static Percentiles delays(
      int first,
      int count,
      IntToLongFunction acknowledged,
      IntToLongFunction seen,
      String what,
      PrintWriter out) {
    double[] millis = new double[count - first];
    int found = 0;
    for (int probe = first; probe < count; probe++) {
      if (seen.applyAsLong(probe) != 0 && acknowledged.applyAsLong(probe) != 0) {
        millis[found++] = (seen.applyAsLong(probe) - acknowledged.applyAsLong(probe)) * 1e-6;
      }
    }
    if (found < count - first) {
      out.printf(
          Locale.ROOT,
          "%d of %d probes were not seen in a %s within %d s; the stack does not keep up%n",
          count - first - found,
          count - first,
          what,
          SETTLING.toSeconds());
    }
    if (found == 0) {
      throw new IllegalStateException("no probe was seen in a " + what);
    }
    return new Percentiles(java.util.Arrays.copyOf(millis, found));
  }
}
