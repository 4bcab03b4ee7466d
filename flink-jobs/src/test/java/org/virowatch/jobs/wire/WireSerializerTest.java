package org.virowatch.jobs.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.virowatch.jobs.Genomes;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Submission;

class WireSerializerTest {
  private final WireSerializer<CalledGenome> serializer = new WireSerializer<>(CalledGenome.class);

  @Test
  void recordsComeBackEqualOneAfterTheOther() throws IOException {
    CalledGenome first = Genomes.called("A", 1).build();
    CalledGenome second = Genomes.withdrawn("B", 2).build();
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(first, out);
    serializer.serialize(second, out);

    DataOutputSerializer copied = new DataOutputSerializer(64);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    serializer.copy(in, copied);
    serializer.copy(in, copied);

    DataInputDeserializer read = new DataInputDeserializer(copied.getCopyOfBuffer());
    assertThat(serializer.duplicate().deserialize(read)).isEqualTo(first);
    assertThat(serializer.deserialize(read)).isEqualTo(second);
    assertThat(read.available()).isZero();
  }

  @Test
  void aSavepointFindsTheSerializerAgainAndReadsStateAsItLies() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<CalledGenome> restored =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

    TypeSerializer<CalledGenome> again = restored.restoreSerializer();
    assertThat(again).isEqualTo(serializer);
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(restored)
                .isCompatibleAsIs())
        .isTrue();
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // what Flink does with two classes of one state name
  void stateOfAnotherTypeIsRefused() {
    TypeSerializerSnapshot other = new WireSerializer<>(Submission.class).snapshotConfiguration();
    assertThat(
            ((TypeSerializerSnapshot) serializer.snapshotConfiguration())
                .resolveSchemaCompatibility(other)
                .isIncompatible())
        .isTrue();
  }
}
