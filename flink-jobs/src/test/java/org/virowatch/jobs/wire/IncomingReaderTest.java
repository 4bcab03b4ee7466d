package org.virowatch.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.virowatch.jobs.Genomes;
import org.virowatch.jobs.wire.Incoming.Decoded;
import org.virowatch.jobs.wire.Incoming.Removed;
import org.virowatch.jobs.wire.Incoming.Undecodable;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.wire.WireCodec;

class IncomingReaderTest {
  @Test
  void aRecordIsDecoded() {
    Submission submission = Genomes.submission("A", 1).build();
    byte[] bytes = WireCodec.of(Submission.class).encode(submission);
    assertThat(read("A".getBytes(UTF_8), bytes)).isEqualTo(new Decoded<>(submission));
  }

  @Test
  void aRecordWithoutValueIsARemoval() {
    assertThat(read("A".getBytes(UTF_8), null)).isEqualTo(new Removed<Submission>("A"));
  }

  @Test
  void foreignBytesKeepTheirKeyPlaceAndBeginning() {
    Incoming<Submission> found = read("A".getBytes(UTF_8), "<html>\u0007".getBytes(UTF_8));
    assertThat(found)
        .isInstanceOfSatisfying(
            Undecodable.class,
            undecodable -> {
              assertThat(undecodable.key()).isEqualTo("A");
              assertThat(undecodable.origin()).isEqualTo("submissions-1@17");
              assertThat(undecodable.reason()).contains("not a Submission");
              assertThat(undecodable.excerpt()).isEqualTo("<html>\\u0007");
            });
  }

  @Test
  void anUnreadableKeyIsReplacedByThePlace() {
    byte[] notText = {(byte) 0xff, 0, 1};
    assertThat(read(notText, null)).isEqualTo(new Removed<Submission>("submissions-1@17"));
    assertThat(read(null, null)).isEqualTo(new Removed<Submission>("submissions-1@17"));
  }

  @Test
  void whatWasFoundSurvivesAnExchange() throws IOException {
    Submission submission = Genomes.submission("A", 1).build();
    List<Incoming<Submission>> all =
        List.of(
            new Decoded<>(submission),
            new Removed<>("k"),
            new Undecodable<>("k", "t-0@1", "because", "bytes"));
    TypeSerializer<Incoming<Submission>> serializer = new IncomingSerializer<>(Submission.class);
    for (Incoming<Submission> found : all) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(found, out);
      DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
      assertThat(serializer.duplicate().deserialize(in)).isEqualTo(found);
    }
  }

  @Test
  void aMovedCallThatCountsAsCalledIsPassedOverAndNothingElseThatSaysSo() {
    assertThat(readMarked(Keys.moved("A", 1, 1))).isEmpty();
    assertThat(readMarked(Keys.moved("A", 1, 2))).isEmpty();
    assertThat(readMarked("A")).hasSize(1);
  }

  private static List<Incoming<Submission>> readMarked(String key) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("genomes", 1, 17, Keys.bytes(key), new byte[] {1});
    record.headers().add(Keys.COUNTS_AS_CALLED, new byte[0]);
    List<Incoming<Submission>> found = new ArrayList<>();
    new IncomingReader<>(Submission.class).deserialize(record, new ListCollector<>(found));
    return found;
  }

  private static Incoming<Submission> read(byte @Nullable [] key, byte @Nullable [] value) {
    IncomingReader<Submission> reader = new IncomingReader<>(Submission.class);
    List<Incoming<Submission>> found = new ArrayList<>();
    reader.deserialize(
        new ConsumerRecord<>("submissions", 1, 17, key, value), new ListCollector<>(found));
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
