package org.virowatch.schemas.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;

class WireCodecTest {
  private final WireCodec<Submission> codec = WireCodec.of(Submission.class);

  @Test
  void aRecordComesBackEqual() {
    Submission submission = submission();
    assertThat(codec.decode(codec.encode(submission))).isEqualTo(submission);
  }

  @Test
  void theEncodingStartsWithTheSingleObjectMarker() {
    byte[] bytes = codec.encode(submission());
    assertThat(bytes).startsWith(0xC3, 0x01);
  }

  @Test
  void foreignAndTruncatedBytesAreRefusedWithAReason() {
    byte[] truncated = new byte[12];
    System.arraycopy(codec.encode(submission()), 0, truncated, 0, truncated.length);
    assertThatThrownBy(() -> codec.decode(truncated))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining("12 bytes")
        .hasMessageContaining("Submission");
    assertThatThrownBy(() -> codec.decode("{\"not\":\"avro\"}".getBytes(UTF_8)))
        .isInstanceOf(UndecodableRecordException.class);
    assertThatThrownBy(() -> codec.decode(new byte[0]))
        .isInstanceOf(UndecodableRecordException.class);
  }

  private static Submission submission() {
    return Submission.newBuilder()
        .setAccession("X1")
        .setVersion(1)
        .setAction(SubmissionAction.SUBMIT)
        .setDataset("sars-cov-2")
        .setSequenceName("hCoV-19/X1")
        .setSequence(ByteBuffer.wrap("ACGT".getBytes(UTF_8)))
        .setCollectionDate("2022-03")
        .setSubmittedAt(Instant.parse("2022-04-01T00:00:00Z"))
        .setCountry("GB")
        .setMetadata(Map.of("host", "Homo sapiens"))
        .build();
  }
}
