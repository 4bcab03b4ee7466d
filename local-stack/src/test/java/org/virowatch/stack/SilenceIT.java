package org.virowatch.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.alerting.rules.RuleStore;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.ingest.submit.SubmissionProducer;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.flink.CheckpointHistory;
import org.virowatch.stack.flink.CheckpointTrouble;
import org.virowatch.stack.flink.FlinkRest;
import org.virowatch.stack.flink.JobView;
import org.virowatch.stack.supervisor.LocalStack;

/** Neither partitions that never hold a record nor an upload that stops freeze event time. */
class SilenceIT {
  private static final String RULE = "common-this-week";
  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration IDLE = Duration.ofSeconds(3);

  /** Checkpoints of each job that have to succeed, one after the other,. */
  private static final int CHECKPOINTS = 5;

  private static final Duration PAUSE = Duration.ofMillis(300);

  /** A Sunday; what was collected then is out of a window of one week from the next day on. */
  private static final Instant FIRST = Instant.parse("2022-03-13T23:55:00Z");

  private static final Instant MONDAY = Instant.parse("2022-03-14T00:00:00Z");

  private final StringWriter output = new StringWriter();
  @TempDir private Path folder;
  private LocalStack stack = LocalStack.at(Path.of("unused"));

  @AfterEach
  void leaveNothing() {
    stack.killAll();
  }

  @Test
  void alertsFireAndResolveThoughMostPartitionsAreEmptyAndTheUploadStops() throws Exception {
    stack =
        LocalStack.start(
            StackConfig.in(folder.resolve("data"))
                .anyFreePorts()
                .partitions(PARTITIONS)
                .tick(Duration.ofSeconds(1))
                .outOfOrderness(Duration.ofSeconds(1))
                .idle(IDLE)
                .build(),
            System.out::println);
    String brokers = stack.deployment().bootstrapServers();
    await("the rule is stored")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> new RuleStore(brokers).put(List.of(rule())).size() == 1);
    Iterator<String> accessions = accessionsOfOnePartition();

    AtomicBoolean fired = new AtomicBoolean();
    CompletableFuture<Instant> uploading =
        CompletableFuture.supplyAsync(() -> uploadUntil(fired, accessions, brokers));
    await("the alert fires while genomes come into one of the partitions only")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> events(brokers).stream().anyMatch(e -> e.getState() == AlertState.FIRING));
    assertThat(uploading).isNotDone();
    aLabIsHeldAndReleased(brokers);
    fired.set(true);
    Instant last = uploading.join();
    // The rest of the last minute of the week would be a long wait.
    Instant lastOfAll = MONDAY.minusSeconds(8);
    assertThat(last).isBefore(lastOfAll);
    send(genome(accessions.next(), lastOfAll), brokers);

    await("the alert resolves by the clock")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(events(brokers))
                    .filteredOn(event -> event.getState() == AlertState.RESOLVED)
                    .filteredOn(event -> !isOfHeldLab(event))
                    .singleElement()
                    .extracting(AlertEvent::getAsOf)
                    .isEqualTo(MONDAY));
    noCheckpointHasFailed();
  }

  /** What a person decides about a lab shows at the next tick, and is listed. */
  private void aLabIsHeldAndReleased(String brokers) {
    assertThat(labs("release", "a lab", "--reason", "too early")).isEqualTo(1);
    assertThat(labs("hold", "a lab", "--since", "2022-03-13", "--reason", "a bad run")).isZero();
    await("the alert ends, because its only lab is held")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> events(brokers).stream().anyMatch(SilenceIT::isOfHeldLab));
    assertThat(labs("list")).isZero();
    assertThat(output.toString()).contains("held by hand", "2022-03-13", "a bad run");
    long firing = firing(brokers);
    assertThat(labs("release", "a lab", "--reason", "it was a good run")).isZero();
    await("the alert fires again")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> firing(brokers) == firing + 1);
    assertThat(labs("list", "--format", "tsv")).isZero();
    assertThat(output.toString()).contains("\treleased\t").doesNotContain("held by hand");
  }

  private static long firing(String brokers) {
    return events(brokers).stream().filter(e -> e.getState() == AlertState.FIRING).count();
  }

  private static boolean isOfHeldLab(AlertEvent event) {
    return event.getState() == AlertState.RESOLVED && event.getEvidence().getHeldOut() != null;
  }

  private int labs(String... arguments) {
    List<String> all = new ArrayList<>(List.of("labs", arguments[0]));
    all.addAll(List.of("--data-dir", folder.resolve("data").toString()));
    all.addAll(List.of(arguments).subList(1, arguments.length));
    output.getBuffer().setLength(0);
    return Virowatch.commandLine()
        .setOut(new PrintWriter(output, true))
        .execute(all.toArray(String[]::new));
  }

  /** Nothing was killed, so every checkpoint that was begun must have been completed. */
  private void noCheckpointHasFailed() throws IOException {
    FlinkRest flink = new FlinkRest(stack.deployment().flinkUrl());
    List<JobView> jobs = flink.jobs();
    assertThat(jobs).hasSize(2);
    for (JobView job : jobs) {
      await("checkpoints of " + job.name())
          .atMost(PATIENCE)
          .until(() -> flink.checkpoints(job.id()).completed() >= CHECKPOINTS);
      assertThat(new CheckpointHistory(flink, job.id()).newTroubles())
          .as(job.name())
          .filteredOn(CheckpointTrouble::failed)
          .isEmpty();
    }
  }

  /** Three of the four partitions hold nothing; the fourth is never silent for long. */
  private static Instant uploadUntil(
      AtomicBoolean fired, Iterator<String> accessions, String brokers) {
    Instant submitted = FIRST;
    try (SubmissionProducer producer = SubmissionProducer.connect(brokers)) {
      while (!fired.get() && submitted.isBefore(MONDAY)) {
        producer.send(genome(accessions.next(), submitted));
        producer.commit();
        LockSupport.parkNanos(PAUSE.toNanos());
        submitted = submitted.plus(PAUSE);
      }
    }
    return submitted;
  }

  private static Iterator<String> accessionsOfOnePartition() {
    return Stream.iterate(0, i -> i + 1)
        .map(i -> "SILENCE-" + i)
        .filter(name -> Utils.toPositive(Utils.murmur2(Keys.bytes(name))) % PARTITIONS == 0)
        .iterator();
  }

  private static void send(Submission submission, String brokers) {
    try (SubmissionProducer producer = SubmissionProducer.connect(brokers)) {
      producer.send(submission);
      producer.commit();
    }
  }

  private static Submission genome(String accession, Instant submittedAt) {
    ReferenceDataset dataset = ReferenceDatasets.builtIn();
    return Submission.newBuilder()
        .setAccession(accession)
        .setVersion(1)
        .setAction(SubmissionAction.SUBMIT)
        .setDataset(dataset.name())
        .setSequenceName(accession)
        .setSequence(ByteBuffer.wrap(dataset.reference()))
        .setCollectionDate("2022-03-13")
        .setSubmittedAt(submittedAt)
        .setCountry("GB")
        .setSubdivision(null)
        .setPlaceAsGiven("GB")
        .setLab("a lab")
        .build();
  }

  private static AlertRule rule() {
    return AlertRule.newBuilder()
        .setId(RULE)
        .setRevision(1)
        .setKind(RuleKind.FREQUENCY)
        .setSubject("lineage:*")
        .setRegions(List.of("GB"))
        .setThreshold(0.1)
        .setWindowWeeks(1)
        .build();
  }

  private static List<AlertEvent> events(String brokers) {
    return UploadedOutbreak.streamedAlerts(brokers).stream()
        .filter(event -> event.getRuleId().equals(RULE))
        .toList();
  }
}
