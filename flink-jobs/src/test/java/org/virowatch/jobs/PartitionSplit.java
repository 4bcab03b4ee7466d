package org.virowatch.jobs;

import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Where reading a partition of a {@link MemoryTopic} goes on. */
record PartitionSplit(int partition, int offset) implements SourceSplit {
  @Override
  public String splitId() {
    return Integer.toString(partition);
  }

  PartitionSplit next() {
    return new PartitionSplit(partition, offset + 1);
  }

  static final class Serializer implements SimpleVersionedSerializer<PartitionSplit> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(PartitionSplit split) {
      return ByteBuffer.allocate(8).putInt(split.partition).putInt(split.offset).array();
    }

    @Override
    public PartitionSplit deserialize(int version, byte[] serialized) {
      ByteBuffer buffer = ByteBuffer.wrap(serialized);
      return new PartitionSplit(buffer.getInt(), buffer.getInt());
    }
  }

  static final class NothingSerializer implements SimpleVersionedSerializer<Void> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Void nothing) {
      return new byte[0];
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public Void deserialize(int version, byte[] serialized) {
      return null;
    }
  }
}
