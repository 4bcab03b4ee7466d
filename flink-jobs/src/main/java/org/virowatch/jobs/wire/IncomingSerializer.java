package org.virowatch.jobs.wire;

import java.io.IOException;
import java.io.Serial;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.Incoming.Decoded;
import org.virowatch.jobs.wire.Incoming.Removed;
import org.virowatch.jobs.wire.Incoming.Undecodable;

/** Writes what was found in a topic, where its reader is not chained to the source. */
final class IncomingSerializer<T extends SpecificRecordBase>
    extends ChannelSerializer<Incoming<T>> {
  @Serial private static final long serialVersionUID = 1L;

  private static final int DECODED = 0;
  private static final int REMOVED = 1;
  private static final int UNDECODABLE = 2;

  private final WireSerializer<T> records;

  IncomingSerializer(Class<T> type) {
    this.records = new WireSerializer<>(type);
  }

  @Override
  public void serialize(Incoming<T> found, DataOutputView target) throws IOException {
    if (found instanceof Decoded<T> decoded) {
      target.writeByte(DECODED);
      records.serialize(decoded.value(), target);
    } else if (found instanceof Removed<T> removed) {
      target.writeByte(REMOVED);
      target.writeUTF(removed.key());
    } else if (found instanceof Undecodable<T> undecodable) {
      target.writeByte(UNDECODABLE);
      target.writeUTF(undecodable.key());
      target.writeUTF(undecodable.origin());
      target.writeUTF(undecodable.reason());
      target.writeUTF(undecodable.excerpt());
    }
  }

  @Override
  public Incoming<T> deserialize(DataInputView source) throws IOException {
    int tag = source.readByte();
    return switch (tag) {
      case DECODED -> new Decoded<>(records.deserialize(source));
      case REMOVED -> new Removed<>(source.readUTF());
      case UNDECODABLE ->
          new Undecodable<>(source.readUTF(), source.readUTF(), source.readUTF(), source.readUTF());
      default -> throw new IOException("no kind of incoming record has the tag " + tag);
    };
  }

  @Override
  public TypeSerializer<Incoming<T>> duplicate() {
    return new IncomingSerializer<>(records.type());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IncomingSerializer<?> that && that.records.equals(records);
  }

  @Override
  public int hashCode() {
    return records.hashCode();
  }
}
