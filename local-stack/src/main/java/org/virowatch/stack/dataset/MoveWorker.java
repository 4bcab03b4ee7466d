package org.virowatch.stack.dataset;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.stored.Fidelity;
import org.virowatch.genomics.stored.Realignment;
import org.virowatch.jobs.calling.GenomeReplacer;
import org.virowatch.jobs.calling.ReplacementOutcome;
import org.virowatch.jobs.calling.ReplacementOutcome.Refused;
import org.virowatch.jobs.calling.ReplacementOutcome.Replaced;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;

/**
 * Moves the calls of some partitions of the topic {@code genomes}. What it writes and how far it
 * has read is committed in one transaction, so after any interruption another worker of the same
 * group goes on exactly there. Used by one thread; {@link #tally} may be asked by others.
 */
final class MoveWorker implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration COMMIT_AFTER = Duration.ofMillis(500);
  private static final int COMMIT_RECORDS = 5_000;
  private static final byte[] NO_VALUE = {};

  private final ReferenceDataset dataset;
  private final GenomeReplacer replacer;
  private final DatasetActivation activation;
  private final Map<TopicPartition, Long> ends;
  private final RefusalListener refusals;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final WireCodec<CalledGenome> codec = WireCodec.of(CalledGenome.class);
  private final Map<TopicPartition, Long> reached = new HashMap<>();
  private final Map<TopicPartition, Long> written = new ConcurrentHashMap<>();
  private final Map<Fidelity, Long> moved = new EnumMap<>(Fidelity.class);
  private long stored;
  private long read;
  private long current;
  private long refused;
  private int uncommitted;
  private long committedNanos = System.nanoTime();
  private volatile MoveTally tally = MoveTally.NONE;

  /** Is told of every call that stays as it was. */
  @FunctionalInterface
  interface RefusalListener {
    void refused(CalledGenome genome, String reason);
  }

  /**
   * Takes over the connections, which {@link #close} closes.
   *
   * @param activation what moves the calls
   * @param ends where to stop, by partition
   */
  MoveWorker(
      ReferenceDataset dataset,
      Realignment realignment,
      DatasetActivation activation,
      Map<TopicPartition, Long> ends,
      MoveConnections connections,
      String transactionalId,
      RefusalListener refusals) {
    this.dataset = dataset;
    this.replacer = new GenomeReplacer(dataset, realignment);
    this.activation = activation;
    this.ends = Map.copyOf(ends);
    this.refusals = refusals;
    this.consumer = connections.consumer();
    this.producer = connections.producer(transactionalId);
  }

  /** Moves everything up to the ends. */
  void run() {
    producer.initTransactions(); // Ends what an interrupted run left open.
    consumer.assign(ends.keySet());
    MovedBefore before = MovedBefore.in(consumer, ends, activation);
    seek();
    while (!isDone()) {
      for (ConsumerRecord<byte[], byte[]> stored : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(stored.topic(), stored.partition());
        if (stored.offset() < ends.getOrDefault(partition, 0L)) {
          if (!before.isOwn(stored.key())) {
            take(stored, before, partition);
          }
          read++;
          reached.put(partition, stored.offset() + 1);
        }
        commitIfDue(); // Within a batch too: where the machine is busy, one may take long.
      }
      noteReached();
      commitIfDue();
    }
    commit();
  }

  private void commitIfDue() {
    if (uncommitted >= COMMIT_RECORDS
        || System.nanoTime() - committedNanos >= COMMIT_AFTER.toNanos()) {
      commit();
    }
  }

  private void seek() {
    Collection<TopicPartition> partitions = ends.keySet();
    Map<TopicPartition, OffsetAndMetadata> earlier = consumer.committed(Set.copyOf(partitions));
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata found = earlier.get(partition);
      long beginning = beginnings.getOrDefault(partition, 0L);
      long from = found == null ? beginning : Math.max(beginning, found.offset());
      consumer.seek(partition, from);
      if (found != null && !found.metadata().isEmpty()) {
        written.put(partition, Long.parseLong(found.metadata()));
      }
      long end = ends.getOrDefault(partition, 0L);
      stored += Math.max(0, end - beginning);
      read += Math.max(0, Math.min(from, end) - beginning);
    }
    publish();
  }

  private boolean isDone() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** A batch may go on beyond the end; what was not looked at there is not noted. */
  private void noteReached() {
    ends.forEach(
        (partition, end) -> reached.put(partition, Math.min(end, consumer.position(partition))));
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record, MovedBefore before, TopicPartition partition) {
    byte[] value = record.value();
    CalledGenome genome;
    try {
      if (value == null) {
        return;
      }
      genome = codec.decode(value);
    } catch (UndecodableRecordException e) {
      return; // The surveillance job has rejected it.
    }
    if (!genome.getDataset().equals(dataset.name()) || before.replaced(genome)) {
      return;
    }
    if (genome.getDatasetVersion().equals(dataset.version())) {
      current++;
      return;
    }
    ReplacementOutcome outcome = replacer.replace(genome);
    if (outcome instanceof Replaced replaced) {
      boolean countsAsCalled =
          replaced.countsAlike()
              && (genome.getMovedAt() == null
                  || record.headers().lastHeader(Keys.COUNTS_AS_CALLED) != null);
      write(replaced.genome(), countsAsCalled, partition);
      moved.merge(replaced.fidelity(), 1L, Long::sum);
    } else {
      refused++;
      refusals.refused(genome, ((Refused) outcome).message());
    }
  }

  /** Into the partition of the call it was made from, so that it follows that one for ever. */
  private void write(CalledGenome genome, boolean countsAsCalled, TopicPartition partition) {
    genome.setMovedAt(activation.getMovedAt());
    if (uncommitted++ == 0) {
      producer.beginTransaction();
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            partition.topic(),
            partition.partition(),
            Keys.bytes(
                Keys.moved(genome.getAccession(), genome.getVersion(), activation.getNumber())),
            codec.encode(genome));
    if (countsAsCalled) {
      record.headers().add(Keys.COUNTS_AS_CALLED, NO_VALUE);
    }
    // The result is not awaited: a failed send makes the commit fail.
    var unused =
        producer.send(
            record,
            (metadata, failure) -> {
              if (failure == null) {
                written.merge(partition, metadata.offset(), Math::max);
              }
            });
  }

  private void commit() {
    if (uncommitted == 0) {
      producer.beginTransaction();
    }
    producer.flush(); // Tells where everything was written.
    Map<TopicPartition, OffsetAndMetadata> noted = new HashMap<>();
    reached.forEach(
        (partition, offset) -> {
          Long last = written.get(partition);
          noted.put(
              partition, new OffsetAndMetadata(offset, last == null ? "" : Long.toString(last)));
        });
    producer.sendOffsetsToTransaction(noted, consumer.groupMetadata());
    producer.commitTransaction();
    uncommitted = 0;
    committedNanos = System.nanoTime();
    publish();
  }

  private void publish() {
    tally = new MoveTally(stored, Math.min(read, stored), moved, current, refused);
  }

  /** Returns what is committed so far. */
  MoveTally tally() {
    return tally;
  }

  /** Returns the highest offset that this and earlier runs have written to each partition. */
  Map<TopicPartition, Long> written() {
    return Map.copyOf(written);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    consumer.close();
  }
}
