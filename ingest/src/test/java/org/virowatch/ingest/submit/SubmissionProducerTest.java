package org.virowatch.ingest.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;
import org.virowatch.schemas.wire.WireCodec;

class SubmissionProducerTest {
  private final MockProducer<byte[], byte[]> broker =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  private static Submission submission(String accession) {
    return Submission.newBuilder()
        .setAccession(accession)
        .setVersion(1)
        .setAction(SubmissionAction.SUBMIT)
        .setDataset("sars-cov-2")
        .setSequenceName(accession)
        .setSequence(ByteBuffer.wrap("ACGT".getBytes(UTF_8)))
        .setSubmittedAt(Instant.parse("2022-03-05T00:00:00Z"))
        .build();
  }

  @Test
  void submissionsArriveByAccessionAtTheirEventTimeOnceCommitted() {
    try (SubmissionProducer producer = new SubmissionProducer(broker, "test")) {
      producer.send(submission("a"));
      producer.send(submission("b"));
      assertThat(broker.history()).isEmpty();
      producer.commit();
      assertThat(broker.history()).hasSize(2);
      var record = broker.history().get(0);
      assertThat(record.topic()).isEqualTo("submissions");
      assertThat(new String(record.key(), UTF_8)).isEqualTo("a");
      assertThat(record.timestamp())
          .isEqualTo(Instant.parse("2022-03-05T00:00:00Z").toEpochMilli());
      assertThat(WireCodec.of(Submission.class).decode(record.value())).isEqualTo(submission("a"));
    }
  }

  @Test
  void whatWasNotCommittedIsDroppedOnClose() {
    try (SubmissionProducer producer = new SubmissionProducer(broker, "test")) {
      producer.send(submission("a"));
    }
    assertThat(broker.history()).isEmpty();
    assertThat(broker.transactionAborted()).isTrue();
    assertThat(broker.closed()).isTrue();
  }

  @Test
  void aBatchIsDueAfterFiveHundredRecords() {
    try (SubmissionProducer producer = new SubmissionProducer(broker, "test")) {
      assertThat(producer.isDue()).isFalse();
      for (int i = 0; i < 500; i++) {
        producer.send(submission("a" + i));
      }
      assertThat(producer.isDue()).isTrue();
      producer.commit();
      assertThat(producer.isDue()).isFalse();
    }
  }

  @Test
  void aRefusalOfTheBrokerSaysThatTheUploadCanBeRepeated() {
    try (SubmissionProducer producer = new SubmissionProducer(broker, "kafka:9092")) {
      producer.send(submission("a"));
      broker.commitTransactionException = new ProducerFencedException("fenced");
      assertThatThrownBy(producer::commit)
          .isInstanceOf(UploadException.class)
          .hasMessageContaining("kafka:9092")
          .hasMessageContaining("fenced")
          .hasMessageContaining("run the same command again");
    }
  }

  @Test
  void anAddressWhereNobodyListensIsReportedAtOnce() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(() -> SubmissionProducer.connect("127.0.0.1:" + port))
        .isInstanceOf(UploadException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("virowatch up");
  }

  @Test
  void anAddressWithoutAPortIsReported() {
    assertThatThrownBy(() -> SubmissionProducer.connect("localhost"))
        .isInstanceOf(UploadException.class)
        .hasMessageContaining("host:port");
  }
}
