package org.virowatch.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.ingest.submission.SubmissionOptions;
import org.virowatch.ingest.submission.SubmissionOutcome;
import org.virowatch.ingest.submission.SubmissionReader;
import org.virowatch.ingest.submit.SubmissionProducer;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.query.FrequencyComparison;
import org.virowatch.stack.query.Recomputation;
import org.virowatch.stack.query.StreamedFrequencies;
import org.virowatch.stack.rules.DefaultRules;
import org.virowatch.stack.simulate.OutbreakWriter;
import org.virowatch.stack.simulate.SimulationSettings;
import org.virowatch.stack.supervisor.LocalStack;
import org.virowatch.surveillance.alert.AlertReplay;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.lineage.LineageHierarchy;

/**
 * The whole of it, through a real broker and a real cluster: genomes out of order, with duplicates,
 * revisions and withdrawals, and a TaskManager that dies in the middle, give exactly the
 * frequencies of the batch recomputation and each expected alert exactly once.
 */
class EndToEndIT {
  private static final int GENOMES = Integer.getInteger("virowatch.e2e.genomes", 1500);
  private static final long SEED = Long.getLong("virowatch.e2e.seed", 42);
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration TICK = Duration.ofDays(1);

  /** How far submission times go back in the shuffled upload. */
  private static final int DISORDER_DAYS = 10;

  /**
   * What the job waits for: the disorder of the upload, and the few genomes of a partition that are
   * read in one go, which are weeks of so small an outbreak.
   */
  private static final Duration OUT_OF_ORDERNESS = Duration.ofDays(60);

  @TempDir private Path folder;
  private LocalStack stack = LocalStack.at(Path.of("unused"));

  @AfterEach
  void leaveNothing() {
    stack.killAll();
  }

  @Test
  void theStreamEqualsTheBatchWhateverTheOrderAndThoughATaskManagerDies() throws IOException {
    ReferenceDataset dataset = ReferenceDatasets.builtIn();
    List<Submission> upload = outOfOrderWithDuplicates(simulated(dataset), new Random(SEED));
    List<CalledGenome> known = new ArrayList<>();
    Recomputation batch = Recomputation.of(upload.iterator(), List.of(dataset), 2, known::add);
    List<AlertEvent> expectedAlerts = replayed(known, dataset);
    theHistoryIsWorthTesting(upload, batch, expectedAlerts);

    stack =
        LocalStack.start(
            StackConfig.in(folder.resolve("data"))
                .anyFreePorts()
                .tick(TICK)
                .outOfOrderness(OUT_OF_ORDERNESS)
                .idle(Duration.ofSeconds(30))
                .build(),
            System.out::println);
    String brokers = stack.deployment().bootstrapServers();
    int half = upload.size() / 2;
    send(upload.subList(0, half), brokers);
    await("the first genomes are counted")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !StreamedFrequencies.read(brokers, cell -> true).cells().isEmpty());
    stack.kill("taskmanager");
    send(upload.subList(half, upload.size()), brokers);

    await("the stream's cells equal the batch's")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              var comparison =
                  FrequencyComparison.of(
                      StreamedFrequencies.read(brokers, cell -> true).cells(), batch.cells());
              assertThat(comparison.agrees()).as(comparison.summary(10)).isTrue();
            });
    await("every expected alert event, each once")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(alerts(brokers)).isEqualTo(expectedAlerts));
    assertThat(rejections()).hasSize(Math.toIntExact(batch.rejected()));
  }

  /** The rows that the command prints. */
  private List<String> rejections() {
    StringWriter out = new StringWriter();
    int code =
        Virowatch.commandLine()
            .setOut(new PrintWriter(out))
            .execute("rejections", "--data-dir", folder.resolve("data").toString());
    assertThat(code).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0)).startsWith("accession\tversion\t");
    return lines.subList(1, lines.size());
  }

  private static void theHistoryIsWorthTesting(
      List<Submission> upload, Recomputation batch, List<AlertEvent> alerts) {
    assertThat(upload).extracting(Submission::getAction).contains(SubmissionAction.WITHDRAW);
    assertThat(upload).anyMatch(submission -> submission.getVersion() > 1);
    assertThat(batch.duplicates()).isPositive();
    assertThat(batch.rejected()).isPositive();
    assertThat(batch.cells()).hasSizeGreaterThan(100);
    assertThat(alerts).isNotEmpty();
  }

  private List<Submission> simulated(ReferenceDataset dataset) throws IOException {
    Path files = Files.createDirectories(folder.resolve("simulated"));
    new OutbreakWriter(dataset, SimulationSettings.of(GENOMES, SEED))
        .write(files, "sequences.fasta.zst", written -> {});
    List<Submission> submissions = new ArrayList<>();
    try (SubmissionReader reader =
        SubmissionReader.read(
            List.of(files.resolve("sequences.fasta.zst")),
            files.resolve(OutbreakWriter.METADATA),
            SubmissionOptions.of(dataset.name()))) {
      while (reader.hasNext()) {
        if (reader.next() instanceof SubmissionOutcome.Accepted accepted) {
          submissions.add(accepted.submission());
        }
      }
    }
    return submissions;
  }

  /** Shuffles within windows of submission time, every tenth record there twice. */
  private static List<Submission> outOfOrderWithDuplicates(
      List<Submission> inOrder, Random random) {
    List<Submission> upload = new ArrayList<>();
    List<Submission> window = new ArrayList<>();
    long windowOfLast = Long.MIN_VALUE;
    for (Submission submission : inOrder) {
      LocalDate day = submission.getSubmittedAt().atZone(ZoneOffset.UTC).toLocalDate();
      long windowOfThis = day.toEpochDay() / DISORDER_DAYS;
      if (windowOfThis != windowOfLast) {
        Collections.shuffle(window, random);
        upload.addAll(window);
        window.clear();
        windowOfLast = windowOfThis;
      }
      window.add(submission);
      if (random.nextInt(10) == 0) {
        window.add(submission);
      }
    }
    Collections.shuffle(window, random);
    upload.addAll(window);
    return upload;
  }

  private static List<AlertEvent> replayed(List<CalledGenome> known, ReferenceDataset dataset) {
    LineageHierarchy lineages = LineageHierarchy.of(dataset.lineageParents());
    List<AlertEvent> events =
        new ArrayList<>(
            AlertReplay.replay(
                known, DefaultRules.of(List.of(dataset)), name -> lineages, new Ticks(TICK)));
    events.sort(byAlert());
    return events;
  }

  private static List<AlertEvent> alerts(String brokers) {
    WireCodec<AlertEvent> codec = WireCodec.of(AlertEvent.class);
    List<AlertEvent> events = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(brokers, Topic.ALERTS)) {
      reader.readToEnd(
          (key, value) -> {
            if (value != null) {
              events.add(codec.decode(value));
            }
          });
    }
    events.sort(byAlert());
    return events;
  }

  private static Comparator<AlertEvent> byAlert() {
    return Comparator.comparing(AlertEvent::getAlertId).thenComparing(AlertEvent::getSequence);
  }

  private static void send(List<Submission> submissions, String brokers) {
    try (SubmissionProducer producer = SubmissionProducer.connect(brokers)) {
      for (Submission submission : submissions) {
        producer.send(submission);
        if (producer.isDue()) {
          producer.commit();
        }
      }
      producer.commit();
    }
  }
}
