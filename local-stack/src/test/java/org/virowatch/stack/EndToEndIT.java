package org.virowatch.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.ingest.submit.SubmissionProducer;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.query.StreamedFrequencies;
import org.virowatch.stack.supervisor.LocalStack;

/**
 * The whole of it, through a real broker and a real cluster: genomes out of order, with duplicates,
 * revisions and withdrawals, and a TaskManager that dies in the middle, give exactly the
 * frequencies of the batch recomputation, its completeness of recent weeks, and each expected alert
 * exactly once.
 */
class EndToEndIT {
  private static final int GENOMES = Integer.getInteger("virowatch.e2e.genomes", 1500);
  private static final long SEED = Long.getLong("virowatch.e2e.seed", 42);
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration TICK = Duration.ofDays(1);

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
    StoredSubmissions upload = UploadedOutbreak.simulate(folder, GENOMES, SEED);
    CompletableFuture<UploadedOutbreak> expected = UploadedOutbreak.expected(upload, TICK);
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

    UploadedOutbreak outbreak = expected.join();
    theHistoryIsWorthTesting(outbreak);
    outbreak.awaitIn(brokers, PATIENCE, PATIENCE);
    outbreak.awaitWeeksIn(brokers, PATIENCE);
    assertThat(rejections()).hasSize(Math.toIntExact(outbreak.batch().rejected()));
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

  private static void theHistoryIsWorthTesting(UploadedOutbreak outbreak) {
    assertThat(outbreak.upload())
        .extracting(Submission::getAction)
        .contains(SubmissionAction.WITHDRAW);
    assertThat(outbreak.upload()).anyMatch(submission -> submission.getVersion() > 1);
    assertThat(outbreak.batch().duplicates()).isPositive();
    assertThat(outbreak.batch().rejected()).isPositive();
    assertThat(outbreak.batch().cells()).hasSizeGreaterThan(100);
    outbreak.assertALabWasHeld();
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
