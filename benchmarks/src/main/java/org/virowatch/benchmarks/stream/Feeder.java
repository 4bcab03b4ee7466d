package org.virowatch.benchmarks.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.WireCodec;

/**
 * Writes records to a topic without transactions, compressed as the product's own producers do.
 *
 * @param <T> the record type
 */
final class Feeder<T extends SpecificRecordBase> implements AutoCloseable {
  private final Topic topic;
  private final WireCodec<T> codec;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private long bytes;

  /**
   * Connects.
   *
   * @param lingerMillis how long records may wait to be sent together
   */
  Feeder(String bootstrapServers, Topic topic, Class<T> type, int lingerMillis) {
    this.topic = topic;
    this.codec = WireCodec.of(type);
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "virowatch-bench");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1024 * 1024);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends a record; the callback hears when the broker has it. */
  void send(String key, T record, Callback acknowledged) {
    byte[] value = codec.encode(record);
    bytes += value.length;
    var unused =
        producer.send(
            new ProducerRecord<>(topic.topicName(), Keys.bytes(key), value),
            (metadata, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              }
              acknowledged.onCompletion(metadata, exception);
            });
  }

  /** Sends a record. */
  void send(String key, T record) {
    send(key, record, (metadata, exception) -> {});
  }

  /**
   * Waits until the broker has everything.
   *
   * @throws IllegalStateException if it refused something
   */
  void flush() {
    producer.flush();
    Exception refused = failure.get();
    if (refused != null) {
      throw new IllegalStateException("the broker refused a record of the measurement", refused);
    }
  }

  /** Returns how many bytes the records had before compression. */
  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    producer.close();
  }
}
