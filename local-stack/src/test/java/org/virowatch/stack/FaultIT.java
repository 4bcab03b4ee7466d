package org.virowatch.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.ingest.submit.SubmissionProducer;
import org.virowatch.ingest.submit.UploadException;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.stack.command.StackReport;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.kafka.StackTopics;
import org.virowatch.stack.supervisor.LocalStack;

/**
 * While genomes stream, the broker, the JobManager, a TaskManager and the alerting service are
 * killed as {@code kill -9} does, in turn and more than once. In the end frequencies and alerts are
 * the batch's, and each alert event was delivered.
 */
class FaultIT {
  private static final int GENOMES = Integer.getInteger("virowatch.fault.genomes", 20_000);
  private static final int ROUNDS = Integer.getInteger("virowatch.fault.rounds", 2);
  private static final long SEED = Long.getLong("virowatch.fault.seed", 42);
  private static final List<String> VICTIMS =
      List.of("kafka", "jobmanager", "taskmanager", "alerting");
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration TICK = Duration.ofDays(1);

  /**
   * The disorder of the upload, a quarter of this that partitions may be apart, and what is written
   * before they are held back: seven months pass in a minute or two.
   */
  private static final Duration OUT_OF_ORDERNESS = Duration.ofDays(60);

  /**
   * Longer than the broker is away, and than it keeps the transaction of a broken-off upload open:
   * the stream must not take either for a silence.
   */
  private static final Duration IDLE = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private LocalStack stack = LocalStack.at(Path.of("unused"));

  @AfterEach
  void leaveNothing() {
    stack.killAll();
  }

  @Test
  void whateverIsKilledWhileGenomesStreamTheAnswerIsTheBatchs() throws IOException {
    StoredSubmissions upload = UploadedOutbreak.simulate(folder, GENOMES, SEED);
    CompletableFuture<UploadedOutbreak> expected = UploadedOutbreak.expected(upload, TICK);
    try (AlertReceiver receiver = AlertReceiver.start()) {
      stack =
          LocalStack.start(
              StackConfig.in(folder.resolve("data"))
                  .anyFreePorts()
                  .tick(TICK)
                  .outOfOrderness(OUT_OF_ORDERNESS)
                  .idle(IDLE)
                  .webhooks(List.of(receiver.url()))
                  .build(),
              System.out::println);
      String brokers = stack.deployment().bootstrapServers();

      uploadWhileKilling(upload, brokers);

      assertThat(commitsGivenUp()).isEmpty();
      UploadedOutbreak outbreak = expected.join();
      assertThat(outbreak.alerts()).hasSizeGreaterThan(20);
      outbreak.awaitIn(brokers, PATIENCE, IDLE.multipliedBy(3));
      await("every event delivered")
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(receiver.deliveries().keySet())
                      .containsExactlyInAnyOrderElementsOf(keys(outbreak.alerts())));
      assertThat(UploadedOutbreak.streamedAlerts(brokers))
          .filteredOn(event -> event.getState() == AlertState.FIRING)
          .extracting(AlertEvent::getAlertId)
          .doesNotHaveDuplicates();
      System.out.println(
          "after "
              + ROUNDS * VICTIMS.size()
              + " kills: "
              + outbreak.batch().cells().size()
              + " cells and "
              + outbreak.alerts().size()
              + " alert events as in the batch, "
              + receiver.deliveries().values().stream().filter(times -> times > 1).count()
              + " events delivered again under the same key");
    }
  }

  /** A part of the upload for each kill, which hits while that part streams, and one after all. */
  private void uploadWhileKilling(List<Submission> upload, String brokers) {
    int parts = ROUNDS * VICTIMS.size() + 1;
    int from = 0;
    for (int part = 1; part <= parts; part++) {
      int to = (int) ((long) upload.size() * part / parts);
      List<Submission> records = upload.subList(from, to);
      long before = genomes(brokers);
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(records, brokers));
      if (part < parts) {
        String victim = VICTIMS.get((part - 1) % VICTIMS.size());
        await("genomes stream")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(100))
            .until(() -> genomes(brokers) > before + records.size() / 5);
        System.out.println("kill -9 " + victim);
        stack.kill(victim);
        await(victim + " is back and everything runs")
            .pollDelay(Duration.ofSeconds(1))
            .pollInterval(Duration.ofMillis(100))
            .atMost(PATIENCE)
            .until(() -> StackReport.of(stack).map(StackReport::healthy).orElse(false));
      }
      sending.join();
      from = to;
    }
  }

  /** As {@code submit} and a lab that repeats what failed do. */
  private static void send(List<Submission> submissions, String brokers) {
    int committed = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (committed < submissions.size()) {
      try (SubmissionProducer producer = SubmissionProducer.connect(brokers)) {
        for (int i = committed; i < submissions.size(); i++) {
          producer.send(submissions.get(i));
          if (producer.isDue() || i + 1 == submissions.size()) {
            producer.commit();
            committed = i + 1;
          }
        }
      } catch (UploadException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }

  private static long genomes(String brokers) {
    try (StackTopics topics = new StackTopics(brokers)) {
      return topics.offsets().getOrDefault(Topic.GENOMES, 0L);
    } catch (StackException e) {
      return 0;
    }
  }

  /** What the broker says when it takes a partition without a leader for deleted (decision 21). */
  private List<String> commitsGivenUp() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("data/logs/kafka.log"))) {
      return lines.filter(line -> line.contains("likely deleted already")).toList();
    }
  }

  private static List<String> keys(List<AlertEvent> events) {
    return events.stream()
        .map(event -> event.getAlertId() + "-" + event.getSequence())
        .collect(Collectors.toList());
  }
}
