package org.virowatch.stack.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.ingest.submission.AcceptedSubmissions;
import org.virowatch.ingest.submission.SubmissionReader;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.stack.demo.StreamTally.Snapshot;
import org.virowatch.stack.kafka.StackTopics;
import org.virowatch.stack.query.FrequencyComparison;
import org.virowatch.stack.query.Recomputation;
import org.virowatch.stack.query.StreamedFrequencies;
import org.virowatch.stack.rules.DefaultRules;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;

/** Checks what came out of the stream against the batch recomputation of what went in. */
final class DemoCheck {
  /** How long the stream may stand still before it counts as stuck. */
  private static final Duration STANDSTILL = Duration.ofSeconds(90);

  private static final long PAUSE_MILLIS = 500;
  private static final int MOST_DIFFERENCES = 20;

  private final String bootstrapServers;
  private final StreamTally tally;
  private final Duration tick;

  DemoCheck(String bootstrapServers, StreamTally tally, Duration tick) {
    this.bootstrapServers = bootstrapServers;
    this.tally = tally;
    this.tick = tick;
  }

  /**
   * What the check found.
   *
   * @param cells how many cells of counts were compared
   * @param alertEvents how many alert events were expected
   * @param problems what is not as it should be; empty if all is
   */
  record Result(int cells, int alertEvents, List<String> problems) {}

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
    ReferenceDataset dataset = ReferenceDatasets.builtIn();
    List<CalledGenome> history = new ArrayList<>();
    Recomputation batch;
    try (SubmissionReader reader = outbreak.open()) {
      batch =
          Recomputation.of(
              new AcceptedSubmissions(reader, refused -> {}),
              List.of(dataset),
              Math.max(1, Runtime.getRuntime().availableProcessors()),
              history::add);
    }
    LineageHierarchy lineages = LineageHierarchy.of(dataset.lineageParents());
    List<AlertEvent> alerts =
        AlertReplay.replay(
            history, DefaultRules.of(List.of(dataset)), name -> lineages, new Ticks(tick));
    long deadline = System.nanoTime() + STANDSTILL.toNanos();
    while (true) {
      Snapshot stream = tally.snapshot();
      FrequencyComparison comparison =
          FrequencyComparison.of(
              StreamedFrequencies.read(bootstrapServers, cell -> true).cells(), batch.cells());
      List<String> problems = problems(batch, stream, comparison);
      alertProblem(alerts).ifPresent(problems::add);
      if (problems.isEmpty() || System.nanoTime() > deadline) {
        return new Result(comparison.cells(), alerts.size(), problems);
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

  /** Alerts are decided in event time, so a replay of the same history gives the same events. */
  private Optional<String> alertProblem(List<AlertEvent> expected) {
    Set<AlertEvent> missing = new HashSet<>(expected);
    List<AlertEvent> unexpected = new ArrayList<>();
    WireCodec<AlertEvent> codec = WireCodec.of(AlertEvent.class);
    try (TopicReader reader = TopicReader.open(bootstrapServers, Topic.ALERTS)) {
      reader.readToEnd(
          (key, value) -> {
            if (value != null) {
              AlertEvent event = codec.decode(value);
              if (!missing.remove(event)) {
                unexpected.add(event);
              }
            }
          });
    }
    if (missing.isEmpty() && unexpected.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "alerts: of "
            + expected.size()
            + " expected events "
            + missing.size()
            + " are missing, and "
            + unexpected.size()
            + " others are there"
            + Stream.concat(missing.stream(), unexpected.stream())
                .limit(MOST_DIFFERENCES)
                .map(
                    event ->
                        "\n    "
                            + event.getState()
                            + " "
                            + event.getAsOf()
                            + " "
                            + event.getMessage())
                .collect(Collectors.joining()));
  }

  private static long lag(StackTopics topics) {
    return topics.lag().values().stream()
        .flatMap(byTopic -> byTopic.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }
}
