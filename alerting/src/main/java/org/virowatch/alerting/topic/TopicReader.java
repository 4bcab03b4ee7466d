package org.virowatch.alerting.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.topic.Topic;

/**
 * Reads all partitions of one topic from the beginning, committed records only, without a consumer
 * group: nothing is left behind on the broker. Not safe for use by several threads.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(8);
  private static final Duration STALLED = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(250);

  private final String bootstrapServers;
  private final Topic topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /** Takes the records of a topic, each partition in its order. */
  @FunctionalInterface
  public interface RecordReceiver {
    /**
     * Takes one record.
     *
     * @param key the record's key as text, the empty string when it has none
     * @param value the record's value, null for a removal
     */
    void accept(String key, byte @Nullable [] value);
  }

  private TopicReader(
      String bootstrapServers,
      Topic topic,
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /**
   * Connects to the broker and stands before the first record.
   *
   * @throws BrokerException within seconds if the broker cannot be reached or has no such topic
   */
  public static TopicReader open(String bootstrapServers, Topic topic) {
    KafkaConsumer<byte[], byte[]> consumer = null;
    try {
      consumer = connect(bootstrapServers);
      List<PartitionInfo> found = consumer.partitionsFor(topic.topicName(), CONNECT);
      if (found == null || found.isEmpty()) {
        throw new BrokerException(
            "the broker at "
                + bootstrapServers
                + " has no topic '"
                + topic.topicName()
                + "'; it is not the broker of a Virowatch stack, or the stack is still starting",
            null);
      }
      List<TopicPartition> partitions =
          found.stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return new TopicReader(bootstrapServers, topic, consumer, partitions);
    } catch (KafkaException e) {
      close(consumer);
      throw unreachable(bootstrapServers, e);
    } catch (BrokerException e) {
      close(consumer);
      throw e;
    }
  }

  /**
   * Reads on to where the topic ends now.
   *
   * @throws BrokerException if the broker stops answering
   */
  public void readToEnd(RecordReceiver receiver) {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, CONNECT);
      long lastProgress = System.nanoTime();
      while (!reached(ends)) {
        if (poll(receiver) > 0) {
          lastProgress = System.nanoTime();
        } else if (System.nanoTime() - lastProgress > STALLED.toNanos()) {
          throw new BrokerException(
              "the broker at "
                  + bootstrapServers
                  + " sent nothing of topic '"
                  + topic.topicName()
                  + "' for "
                  + STALLED.toSeconds()
                  + " s, although there is more to read; see its log with 'virowatch logs kafka'",
              null);
        }
      }
    } catch (KafkaException e) {
      throw unreachable(bootstrapServers, e);
    }
  }

  /**
   * Reads what there is, waiting a moment for the first record.
   *
   * @return number of records read
   */
  public int poll(RecordReceiver receiver) {
    int read = 0;
    for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
      byte[] key = entry.key();
      receiver.accept(key == null ? "" : Keys.text(key), entry.value());
      read++;
    }
    return read;
  }

  @Override
  public void close() {
    close(consumer);
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    for (TopicPartition partition : partitions) {
      if (consumer.position(partition, CONNECT) < ends.getOrDefault(partition, 0L)) {
        return false;
      }
    }
    return true;
  }

  private static KafkaConsumer<byte[], byte[]> connect(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static BrokerException unreachable(String bootstrapServers, KafkaException e) {
    String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    return new BrokerException(
        "the broker at "
            + bootstrapServers
            + " cannot be reached ("
            + cause
            + "); check with 'virowatch status' that the stack runs, and the address",
        e);
  }

  private static void close(@Nullable KafkaConsumer<byte[], byte[]> consumer) {
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
  }
}
