package org.virowatch.jobs;

import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Outgoing;

/**
 * A topic in memory. Like a Kafka sink it either shows records with the checkpoint that completes
 * them, once, or at once and possibly again after a failure.
 */
final class CollectingSink<T extends SpecificRecordBase>
    implements Sink<Outgoing<T>>, SupportsCommitter<CollectingSink.Transaction<T>> {
  @Serial private static final long serialVersionUID = 1L;

  private static final Map<String, Topic> TOPICS = new ConcurrentHashMap<>();

  private static final class Topic {
    final List<Outgoing<?>> records = new ArrayList<>();
    final Set<String> committed = new HashSet<>();
  }

  /** Records that become visible together. */
  record Transaction<T extends SpecificRecordBase>(String id, List<Outgoing<T>> records) {}

  private final String topic = UUID.randomUUID().toString();
  private final Class<T> type;
  private final boolean transactional;

  private CollectingSink(Class<T> type, boolean transactional) {
    this.type = type;
    this.transactional = transactional;
    TOPICS.put(topic, new Topic());
  }

  static <T extends SpecificRecordBase> CollectingSink<T> exactlyOnce(Class<T> type) {
    return new CollectingSink<>(type, true);
  }

  static <T extends SpecificRecordBase> CollectingSink<T> atLeastOnce(Class<T> type) {
    return new CollectingSink<>(type, false);
  }

  /** Returns what is visible, in order. */
  @SuppressWarnings("unchecked") // only this sink writes to its topic
  List<Outgoing<T>> records() {
    Topic target = target();
    synchronized (target) {
      return List.copyOf((List<Outgoing<T>>) (List<?>) target.records);
    }
  }

  List<T> values() {
    return records().stream().map(Outgoing::value).toList();
  }

  private Topic target() {
    Topic target = TOPICS.get(topic);
    if (target == null) {
      throw new IllegalStateException("the topic is in another JVM");
    }
    return target;
  }

  private void show(Transaction<T> transaction) {
    Topic target = target();
    synchronized (target) {
      if (target.committed.add(transaction.id)) {
        target.records.addAll(transaction.records);
      }
    }
  }

  @Override
  public SinkWriter<Outgoing<T>> createWriter(WriterInitContext context) {
    return new Writer();
  }

  private final class Writer implements CommittingSinkWriter<Outgoing<T>, Transaction<T>> {
    private List<Outgoing<T>> open = new ArrayList<>();

    @Override
    public void write(Outgoing<T> element, Context context) {
      if (transactional) {
        open.add(element);
      } else {
        show(new Transaction<>(UUID.randomUUID().toString(), List.of(element)));
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<Transaction<T>> prepareCommit() {
      if (open.isEmpty()) {
        return List.of();
      }
      Transaction<T> transaction = new Transaction<>(UUID.randomUUID().toString(), open);
      open = new ArrayList<>();
      return List.of(transaction);
    }

    @Override
    public void close() {}
  }

  @Override
  public Committer<Transaction<T>> createCommitter(CommitterInitContext context) {
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<Transaction<T>>> requests) {
        requests.forEach(request -> show(request.getCommittable()));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public SimpleVersionedSerializer<Transaction<T>> getCommittableSerializer() {
    var serializer = ExplicitType.outgoing(type).createSerializer(new SerializerConfigImpl());
    return new SimpleVersionedSerializer<>() {
      @Override
      public int getVersion() {
        return 1;
      }

      @Override
      public byte[] serialize(Transaction<T> transaction) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeUTF(transaction.id);
        out.writeInt(transaction.records.size());
        for (Outgoing<T> record : transaction.records) {
          serializer.serialize(record, out);
        }
        return out.getCopyOfBuffer();
      }

      @Override
      public Transaction<T> deserialize(int version, byte[] serialized) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        String id = in.readUTF();
        List<Outgoing<T>> records = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          records.add(serializer.deserialize(in));
        }
        return new Transaction<>(id, records);
      }
    };
  }
}
