package org.virowatch.stack.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;

/** Reads what the jobs write and keeps the tally, in a thread of its own until closed. */
final class StreamWatch implements AutoCloseable {
  private static final List<Topic> TOPICS = List.of(Topic.GENOMES, Topic.REJECTIONS, Topic.ALERTS);
  private static final Duration POLL = Duration.ofMillis(250);

  private final StreamTally tally;
  private final Consumer<String> alertListener;
  private final Clock clock;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::run, "stream-watch");
  private final WireCodec<CalledGenome> genomes = WireCodec.of(CalledGenome.class);
  private final WireCodec<AlertEvent> alerts = WireCodec.of(AlertEvent.class);

  /**
   * Makes ready to watch from the beginning of the topics.
   *
   * @param alertListener is told the line of each alert that fires
   */
  StreamWatch(
      String bootstrapServers, StreamTally tally, Consumer<String> alertListener, Clock clock) {
    this.tally = tally;
    this.alertListener = alertListener;
    this.clock = clock;
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "virowatch-demo");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : TOPICS) {
      for (PartitionInfo partition : consumer.partitionsFor(topic.topicName())) {
        partitions.add(new TopicPartition(partition.topic(), partition.partition()));
      }
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    thread.setDaemon(true);
  }

  /** Begins to read. */
  void begin() {
    thread.start();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer) {
      while (true) {
        consumer.poll(POLL).forEach(this::take);
      }
    } catch (WakeupException e) {
      // Closed.
      return;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(Topic.GENOMES.topicName())) {
        tally.genome(genomes.decode(record.value()), clock.instant());
      } else if (record.topic().equals(Topic.ALERTS.topicName())) {
        tally.alert(alerts.decode(record.value()), clock.instant()).ifPresent(alertListener);
      } else {
        tally.rejection();
      }
    } catch (UndecodableRecordException e) {
      // Not one of the jobs' records; the comparison at the end would tell.
      return;
    }
  }
}
