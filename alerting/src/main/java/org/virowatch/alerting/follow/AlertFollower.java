package org.virowatch.alerting.follow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;

/**
 * Reads committed alert events in order and hands them on, a batch at a time. The group's offsets
 * move only after the receiver has returned, so an event is read again after a crash, never lost.
 *
 * <p>{@link #run} belongs to one thread; {@link #stop} and the counters may be called from any.
 */
public final class AlertFollower implements Runnable {
  /** The consumer group of the service. */
  public static final String GROUP = "virowatch-alerting";

  private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final Consumer<List<AlertEvent>> receiver;
  private final WireCodec<AlertEvent> codec = WireCodec.of(AlertEvent.class);
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong undecodable = new AtomicLong();
  private volatile boolean stopping;

  /**
   * Makes a follower.
   *
   * @param consumer a consumer without automatic commits; closed when {@link #run} ends
   * @param receiver returns when the events are safe, throws when they are not
   */
  public AlertFollower(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Consumer<List<AlertEvent>> receiver) {
    this.consumer = consumer;
    this.receiver = receiver;
  }

  /**
   * Returns a consumer for the service. As a static member of its group it takes its partitions up
   * at once after a restart, and a second service on the same group shuts the first one out instead
   * of sharing the alerts with it.
   */
  public static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String group) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Follows the topic until {@link #stop}; an exception means that events could not be kept. */
  @Override
  public void run() {
    try {
      consumer.subscribe(List.of(Topic.ALERTS.topicName()));
      while (!stopping) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          receiver.accept(decode(records));
          commit();
        }
      }
    } catch (WakeupException e) {
      if (!stopping) {
        throw e;
      }
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
    }
  }

  /** Ends {@link #run} soon. */
  public void stop() {
    stopping = true;
    consumer.wakeup();
  }

  /** Returns how many events were read since the start. */
  public long read() {
    return read.get();
  }

  /** Returns how many records were not alert events. */
  public long undecodable() {
    return undecodable.get();
  }

  private void commit() {
    try {
      consumer.commitSync();
    } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
      LOG.warn(
          "the position in {} could not be stored, so some events will be read again and"
              + " recognised as repeats: {}",
          Topic.ALERTS.topicName(),
          e.getMessage());
    }
  }

  private List<AlertEvent> decode(ConsumerRecords<byte[], byte[]> records) {
    List<AlertEvent> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> entry : records) {
      decode(entry).ifPresent(events::add);
    }
    return events;
  }

  private Optional<AlertEvent> decode(ConsumerRecord<byte[], byte[]> entry) {
    byte[] value = entry.value();
    try {
      if (value != null) {
        AlertEvent event = codec.decode(value);
        read.incrementAndGet();
        return Optional.of(event);
      }
    } catch (UndecodableRecordException e) {
      LOG.error(
          "skipped partition {} offset {} of {}: {}",
          entry.partition(),
          entry.offset(),
          entry.topic(),
          e.getMessage());
    }
    undecodable.incrementAndGet();
    return Optional.empty();
  }
}
