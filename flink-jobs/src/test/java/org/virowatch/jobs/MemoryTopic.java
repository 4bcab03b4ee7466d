package org.virowatch.jobs;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.Incoming;

/**
 * A topic to read from, in memory. Like a Kafka topic it has partitions, each read from where its
 * checkpoint says, and never ends.
 */
final class MemoryTopic<T extends SpecificRecordBase>
    implements Source<Incoming<T>, PartitionSplit, Void> {
  @Serial private static final long serialVersionUID = 1L;

  private static final Map<String, List<? extends List<?>>> TOPICS = new ConcurrentHashMap<>();
  private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

  private final String topic = UUID.randomUUID().toString();
  private final int failAtOffset;

  private MemoryTopic(List<List<Incoming<T>>> partitions, int failAtOffset) {
    this.failAtOffset = failAtOffset;
    TOPICS.put(topic, partitions);
  }

  static <T extends SpecificRecordBase> MemoryTopic<T> of(List<List<Incoming<T>>> partitions) {
    return new MemoryTopic<>(partitions, -1);
  }

  /** The first reader that comes to an offset of the first partition fails there, once. */
  static <T extends SpecificRecordBase> MemoryTopic<T> failingOnce(
      List<List<Incoming<T>>> partitions, int offset) {
    return new MemoryTopic<>(partitions, offset);
  }

  boolean failed() {
    return FAILED.contains(topic);
  }

  @SuppressWarnings("unchecked") // only this topic writes under its name
  private List<List<Incoming<T>>> partitions() {
    List<? extends List<?>> partitions = TOPICS.get(topic);
    if (partitions == null) {
      throw new IllegalStateException("the topic is in another JVM");
    }
    return (List<List<Incoming<T>>>) (List<?>) partitions;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<Incoming<T>, PartitionSplit> createReader(SourceReaderContext context) {
    return new Reader();
  }

  @Override
  public SplitEnumerator<PartitionSplit, Void> createEnumerator(
      SplitEnumeratorContext<PartitionSplit> context) {
    List<PartitionSplit> all = new ArrayList<>();
    for (int partition = 0; partition < partitions().size(); partition++) {
      all.add(new PartitionSplit(partition, 0));
    }
    return new Enumerator(context, all);
  }

  @Override
  public SplitEnumerator<PartitionSplit, Void> restoreEnumerator(
      SplitEnumeratorContext<PartitionSplit> context, Void checkpoint) {
    return new Enumerator(context, new ArrayList<>());
  }

  @Override
  public SimpleVersionedSerializer<PartitionSplit> getSplitSerializer() {
    return new PartitionSplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<Void> getEnumeratorCheckpointSerializer() {
    return new PartitionSplit.NothingSerializer();
  }

  /** Emits its partitions in turn, a record of each. */
  private final class Reader implements SourceReader<Incoming<T>, PartitionSplit> {
    private final List<PartitionSplit> splits = new ArrayList<>();
    private final Set<String> paused = new HashSet<>();
    private CompletableFuture<Void> more = new CompletableFuture<>();

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<Incoming<T>> output) {
      for (int i = 0; i < splits.size(); i++) {
        PartitionSplit split = splits.get(i);
        List<Incoming<T>> records = partitions().get(split.partition());
        if (split.offset() < records.size() && !paused.contains(split.splitId())) {
          if (split.partition() == 0 && split.offset() == failAtOffset && FAILED.add(topic)) {
            throw new IllegalStateException("planned failure at offset " + failAtOffset);
          }
          output.createOutputForSplit(split.splitId()).collect(records.get(split.offset()));
          splits.remove(i);
          splits.add(split.next());
          return InputStatus.MORE_AVAILABLE;
        }
      }
      more = new CompletableFuture<>();
      return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<PartitionSplit> snapshotState(long checkpointId) {
      return List.copyOf(splits);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return more;
    }

    @Override
    public void addSplits(List<PartitionSplit> added) {
      splits.addAll(added);
      more.complete(null);
    }

    @Override
    public void pauseOrResumeSplits(
        Collection<String> splitsToPause, Collection<String> splitsToResume) {
      paused.addAll(splitsToPause);
      paused.removeAll(splitsToResume);
      more.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }

  private static final class Enumerator implements SplitEnumerator<PartitionSplit, Void> {
    private final SplitEnumeratorContext<PartitionSplit> context;
    private final List<PartitionSplit> unassigned;

    Enumerator(SplitEnumeratorContext<PartitionSplit> context, List<PartitionSplit> unassigned) {
      this.context = context;
      this.unassigned = unassigned;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public void addSplitsBack(List<PartitionSplit> splits, int subtask) {
      unassigned.addAll(splits);
    }

    @Override
    public void addReader(int subtask) {
      int readers = context.currentParallelism();
      for (PartitionSplit split : List.copyOf(unassigned)) {
        if (split.partition() % readers == subtask) {
          unassigned.remove(split);
          context.assignSplit(split, subtask);
        }
      }
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public Void snapshotState(long checkpointId) {
      return null;
    }

    @Override
    public void close() {}
  }
}
