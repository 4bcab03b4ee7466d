package org.virowatch.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.jobs.calling.LoadedDatasets;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;

class VariantCallingJobTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void everySubmissionEndsOnceAsAGenomeOrARejectionThoughTheJobFailsInTheMiddle() throws Exception {
    List<Incoming<Submission>> first = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      first.add(decoded(submission("G" + i, 1, i)));
      expected.add("G" + i);
    }
    List<Incoming<Submission>> second =
        List.of(
            decoded(submission("A", 2, 1)),
            decoded(submission("A", 1, 0)),
            decoded(submission("A", 2, 1)),
            decoded(submission("A", 2, 2)),
            decoded(submission("B", 1, 0).setAction(SubmissionAction.WITHDRAW).setSequence(null)),
            decoded(submission("C", 1, 0).setSequence(bytes("<html>"))),
            new Incoming.Removed<>("D"),
            new Incoming.Undecodable<>("E", "submissions-1@7", "not a Submission", "xyz"));
    expected.addAll(List.of("A", "A|superseded|1", "B"));
    var submissions = MemoryTopic.failingOnce(List.of(first, second), 9);
    var genomes = CollectingSink.exactlyOnce(CalledGenome.class);
    var rejections = CollectingSink.exactlyOnce(Rejection.class);

    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    JobSettings settings =
        JobSettings.defaults()
            .withIntervals(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(20));
    JobEnvironment.configure(env, settings);
    VariantCallingJob.define(
        env,
        settings,
        submissions,
        new LoadedDatasets(List.of(ReferenceDatasets.BUILT_IN), "unused"),
        genomes,
        rejections);
    JobClient job = env.executeAsync();

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(genomes.records())
                  .extracting(Outgoing::key)
                  .containsExactlyInAnyOrderElementsOf(expected);
              assertThat(rejections.values())
                  .extracting(Rejection::getAccession, Rejection::getCode)
                  .containsExactlyInAnyOrder(
                      tuple("A", RejectionCode.VERSION_CONFLICT),
                      tuple("C", RejectionCode.NOT_NUCLEOTIDE),
                      tuple("D", RejectionCode.UNDECODABLE),
                      tuple("E", RejectionCode.UNDECODABLE));
            });
    job.cancel().get();
    assertThat(submissions.failed()).isTrue();
  }

  private static Incoming<Submission> decoded(Submission.Builder submission) {
    return new Incoming.Decoded<>(submission.build());
  }

  /** The reference with one base changed, another for every variant. */
  private static Submission.Builder submission(String accession, int version, int variant) {
    byte[] sequence = ReferenceDatasets.builtIn().reference();
    sequence[1_000 + variant] = (byte) (sequence[1_000 + variant] == 'A' ? 'C' : 'A');
    return Genomes.submission(accession, version)
        .setDataset(ReferenceDatasets.builtIn().name())
        .setSequence(ByteBuffer.wrap(sequence));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
