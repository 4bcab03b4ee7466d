package org.virowatch.alerting.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.topic.Topic;

/** Writes the few records of a command, and waits until the broker has acknowledged them all. */
public final class TopicWriter {
  private static final int BLOCK_MILLIS = 8_000;
  private static final int DELIVERY_MILLIS = 15_000;

  private TopicWriter() {}

  /**
   * A record.
   *
   * @param key its key
   * @param value its value; null removes what stands under the key
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way out, never compared
  public record Entry(String key, byte @Nullable [] value) {}

  /**
   * Writes records in the order given.
   *
   * @param what is written, and what to do if it fails, for messages
   * @return offset of the last record; -1 if there was none
   * @throws BrokerException if the broker did not acknowledge
   */
  public static long write(
      String bootstrapServers, Topic topic, List<Entry> entries, Purpose what) {
    try (KafkaProducer<byte[], byte @Nullable []> producer = producer(bootstrapServers)) {
      List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
      for (Entry entry : entries) {
        acknowledgements.add(
            producer.send(
                new ProducerRecord<>(topic.topicName(), Keys.bytes(entry.key), entry.value)));
      }
      producer.flush();
      long offset = -1;
      for (Future<RecordMetadata> acknowledgement : acknowledgements) {
        offset = acknowledgement.get(DELIVERY_MILLIS, TimeUnit.MILLISECONDS).offset();
      }
      return offset;
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw new BrokerException(
          "the broker at "
              + bootstrapServers
              + " did not acknowledge "
              + what.written
              + " ("
              + e.getMessage()
              + "); look at 'virowatch status', then "
              + what.remedy,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException(
          "interrupted before the broker acknowledged " + what.written + "; " + what.remedy, e);
    }
  }

  /**
   * What records are for.
   *
   * @param written what they say, such as "the change"
   * @param remedy what to do if they cannot be written
   */
  public record Purpose(String written, String remedy) {}

  private static KafkaProducer<byte[], byte @Nullable []> producer(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, BLOCK_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
