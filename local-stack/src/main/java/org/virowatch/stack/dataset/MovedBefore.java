package org.virowatch.stack.dataset;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.topic.Keys;

/**
 * Which records a move leaves alone: what it wrote itself, and calls that the activation before it
 * has moved, because the moved ones are moved on. A moved call lies in the partition of the one it
 * was made from, so each worker sees both.
 */
final class MovedBefore {
  private static final Duration POLL = Duration.ofMillis(250);

  private final int number;
  private final Set<Long> moved = new HashSet<>();

  private MovedBefore(int number) {
    this.number = number;
  }

  /**
   * Reads the keys of some partitions, if any call was moved before; leaves the consumer anywhere.
   *
   * @param ends where to stop, by partition
   */
  static MovedBefore in(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      DatasetActivation activation) {
    MovedBefore before = new MovedBefore(activation.getNumber());
    if (activation.getNumber() > 1) {
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> stored : consumer.poll(POLL)) {
          before.note(stored.key());
        }
      }
    }
    return before;
  }

  private void note(byte @Nullable [] key) {
    if (key != null) {
      Keys.movedVersion(Keys.text(key), number - 1).ifPresent(each -> moved.add(hash(each)));
    }
  }

  /** Returns whether a key is one of those that this activation writes. */
  boolean isOwn(byte @Nullable [] key) {
    return key != null && Keys.movedVersion(Keys.text(key), number).isPresent();
  }

  /** Returns whether a call is to be left alone, because a moved one has taken its place. */
  boolean replaced(CalledGenome genome) {
    return genome.getMovedAt() == null
        && moved.contains(hash(genome.getAccession() + "|" + genome.getVersion()));
  }

  /** FNV-1a in 64 bits: of ten million keys, two meet once in 370,000 times. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
