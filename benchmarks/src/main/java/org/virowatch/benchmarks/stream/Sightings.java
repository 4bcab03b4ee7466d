package org.virowatch.benchmarks.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.WireCodec;

/**
 * When each probe was first seen in a cell of the world and in an alert, by a reader of committed
 * records with a thread of its own.
 */
final class Sightings implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Probes probes;
  private final AtomicLongArray inFrequencies;
  private final AtomicLongArray inAlerts;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread thread;
  private final AtomicLong cells = new AtomicLong();

  /** Begins to read at the topics' ends. */
  Sightings(String bootstrapServers, int partitions, Probes probes, int count) {
    this.probes = probes;
    this.inFrequencies = new AtomicLongArray(count);
    this.inAlerts = new AtomicLongArray(count);
    KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, partitions);
    this.thread = new Thread(() -> read(consumer), "bench-sightings");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns when a probe was first in a published cell, by {@link System#nanoTime}; 0 if not. */
  long inFrequencies(int probe) {
    return inFrequencies.get(probe);
  }

  /** Returns when the alert of a probe was first seen; 0 if it was not. */
  long inAlerts(int probe) {
    return inAlerts.get(probe);
  }

  /** Returns how many cells were published meanwhile. */
  long cells() {
    return cells.get();
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    WireCodec<FrequencyUpdate> frequencies = WireCodec.of(FrequencyUpdate.class);
    WireCodec<AlertEvent> alerts = WireCodec.of(AlertEvent.class);
    try (consumer) {
      while (!over.get()) {
        var records = consumer.poll(POLL);
        long now = System.nanoTime();
        for (ConsumerRecord<byte[], byte[]> each : records) {
          if (each.topic().equals(Topic.ALERTS.topicName())) {
            sawAlert(alerts.decode(each.value()), now);
          } else {
            cells.incrementAndGet();
            if (Keys.text(each.key()).contains("|world|")) {
              sawCell(frequencies.decode(each.value()), now);
            }
          }
        }
      }
    }
  }

  private void sawCell(FrequencyUpdate update, long now) {
    for (String lab : update.getLabs().keySet()) {
      int probe = Probes.ofLab(lab);
      if (probe >= 0) {
        inFrequencies.compareAndSet(probe, 0, now);
      }
    }
  }

  private void sawAlert(AlertEvent event, long now) {
    if (event.getRuleId().equals(Probes.RULE) && event.getState() == AlertState.FIRING) {
      int probe = probes.ofSubject(event.getSubject());
      if (probe >= 0) {
        inAlerts.compareAndSet(probe, 0, now);
      }
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, int partitions) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> assigned = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      assigned.add(new TopicPartition(Topic.FREQUENCIES.topicName(), partition));
      assigned.add(new TopicPartition(Topic.ALERTS.topicName(), partition));
    }
    consumer.assign(assigned);
    consumer.seekToEnd(assigned);
    assigned.forEach(consumer::position);
    return consumer;
  }

  @Override
  public void close() {
    over.set(true);
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
