package org.virowatch.jobs.wire;

import java.io.IOException;
import java.io.Serial;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes a record with its key, where a sink is not chained to its input. */
final class OutgoingSerializer<T extends SpecificRecordBase>
    extends ChannelSerializer<Outgoing<T>> {
  @Serial private static final long serialVersionUID = 1L;

  private final WireSerializer<T> records;

  OutgoingSerializer(Class<T> type) {
    this.records = new WireSerializer<>(type);
  }

  @Override
  public void serialize(Outgoing<T> outgoing, DataOutputView target) throws IOException {
    target.writeUTF(outgoing.key());
    records.serialize(outgoing.value(), target);
  }

  @Override
  public Outgoing<T> deserialize(DataInputView source) throws IOException {
    return new Outgoing<>(source.readUTF(), records.deserialize(source));
  }

  @Override
  public TypeSerializer<Outgoing<T>> duplicate() {
    return new OutgoingSerializer<>(records.type());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OutgoingSerializer<?> that && that.records.equals(records);
  }

  @Override
  public int hashCode() {
    return records.hashCode();
  }
}
