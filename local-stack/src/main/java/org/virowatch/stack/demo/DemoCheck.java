package org.virowatch.stack.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.ingest.submission.SubmissionOutcome;
import org.virowatch.ingest.submission.SubmissionReader;
import org.virowatch.schemas.Submission;
import org.virowatch.stack.demo.StreamTally.Snapshot;
import org.virowatch.stack.kafka.StackTopics;
import org.virowatch.stack.query.FrequencyComparison;
import org.virowatch.stack.query.Recomputation;
import org.virowatch.stack.query.StreamedFrequencies;

/** Checks what came out of the stream against the batch recomputation of what went in. */
final class DemoCheck {
  /** How long the stream may stand still before it counts as stuck. */
  private static final Duration STANDSTILL = Duration.ofSeconds(90);

  private static final long PAUSE_MILLIS = 500;
  private static final int MOST_DIFFERENCES = 20;

  private final String bootstrapServers;
  private final StreamTally tally;

  DemoCheck(String bootstrapServers, StreamTally tally) {
    this.bootstrapServers = bootstrapServers;
    this.tally = tally;
  }

  /**
   * What the check found.
   *
   * @param cells how many cells of counts were compared
   * @param problems what is not as it should be; empty if all is
   */
  record Result(int cells, List<String> problems) {}

  /**
   * Waits until the jobs have read everything, for as long as they make progress.
   *
   * @param eachPause is run again and again meanwhile
   * @return whether they have
   */
  boolean awaitRead(Runnable eachPause) throws InterruptedException {
    long last = System.nanoTime();
    Snapshot before = tally.snapshot();
    try (StackTopics topics = new StackTopics(bootstrapServers)) {
      while (true) {
        eachPause.run();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        Snapshot now = tally.snapshot();
        if (now.genomes() != before.genomes() || now.rejections() != before.rejections()) {
          before = now;
          last = System.nanoTime();
        } else if (now.genomes() > 0 && lag(topics) == 0) {
          return true;
        } else if (System.nanoTime() - last > STANDSTILL.toNanos()) {
          return false;
        }
      }
    }
  }

  /** Recomputes everything and compares, waiting for what is still on its way. */
  Result compare(DemoOutbreak outbreak) throws InterruptedException {
    Recomputation batch;
    try (SubmissionReader reader = outbreak.open()) {
      batch =
          Recomputation.of(
              new AcceptedSubmissions(reader),
              List.of(ReferenceDatasets.builtIn()),
              Math.max(1, Runtime.getRuntime().availableProcessors()));
    }
    long deadline = System.nanoTime() + STANDSTILL.toNanos();
    while (true) {
      Snapshot stream = tally.snapshot();
      FrequencyComparison comparison =
          FrequencyComparison.of(
              StreamedFrequencies.read(bootstrapServers, cell -> true).cells(), batch.cells());
      List<String> problems = problems(batch, stream, comparison);
      if (problems.isEmpty() || System.nanoTime() > deadline) {
        return new Result(comparison.cells(), problems);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private static List<String> problems(
      Recomputation batch, Snapshot stream, FrequencyComparison comparison) {
    List<String> problems = new ArrayList<>();
    if (stream.genomes() != batch.accepted()) {
      problems.add(
          "genomes: the stream called " + stream.genomes() + ", the batch " + batch.accepted());
    }
    if (stream.rejections() != batch.rejected()) {
      problems.add(
          "rejections: the stream has "
              + stream.rejections()
              + ", the batch "
              + batch.rejected()
              + " "
              + batch.rejections());
    }
    long accounted = batch.accepted() + batch.rejected() + batch.duplicates();
    if (accounted != batch.submissions()) {
      problems.add(
          "records: " + batch.submissions() + " were submitted, " + accounted + " accounted for");
    }
    if (!comparison.agrees()) {
      problems.add("frequencies: " + comparison.summary(MOST_DIFFERENCES));
    }
    if (stream.alerts() == 0) {
      problems.add("alerts: none has fired");
    }
    return problems;
  }

  private static long lag(StackTopics topics) {
    return topics.lag().values().stream()
        .flatMap(byTopic -> byTopic.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** The submissions that the door lets through, in their order. */
  private static final class AcceptedSubmissions implements Iterator<Submission> {
    private final SubmissionReader reader;
    private @Nullable Submission next;

    AcceptedSubmissions(SubmissionReader reader) {
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      while (next == null && reader.hasNext()) {
        if (reader.next() instanceof SubmissionOutcome.Accepted record) {
          next = record.submission();
        }
      }
      return next != null;
    }

    @Override
    public Submission next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Submission current = next;
      next = null;
      return current;
    }
  }
}
