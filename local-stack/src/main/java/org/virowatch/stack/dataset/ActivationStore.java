package org.virowatch.stack.dataset;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.virowatch.alerting.topic.BrokerException;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;

/**
 * How far the activation of each dataset is, on the topic {@code activations}. Not safe for use by
 * several threads at once.
 */
public final class ActivationStore {
  private static final int BLOCK_MILLIS = 8_000;
  private static final int DELIVERY_MILLIS = 15_000;

  private final String bootstrapServers;
  private final WireCodec<DatasetActivation> codec = WireCodec.of(DatasetActivation.class);

  /** Makes a store that reaches the given broker with each call. */
  public ActivationStore(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Returns the newest activation of each dataset that had one, by its name.
   *
   * @throws BrokerException if the broker cannot be reached
   */
  public Map<String, DatasetActivation> activations() {
    Map<String, DatasetActivation> activations = new HashMap<>();
    try (TopicReader reader = TopicReader.open(bootstrapServers, Topic.ACTIVATIONS)) {
      reader.readToEnd(
          (dataset, value) -> {
            if (value != null) {
              decode(value).ifPresent(step -> activations.put(dataset, step));
            }
          });
    }
    return activations;
  }

  /** A record that is none hides no other; the job rejects it. */
  private Optional<DatasetActivation> decode(byte[] value) {
    try {
      return Optional.of(codec.decode(value));
    } catch (UndecodableRecordException e) {
      return Optional.empty();
    }
  }

  /**
   * Notes how far an activation is.
   *
   * @return offset of the record
   * @throws BrokerException if the broker did not acknowledge
   */
  long put(DatasetActivation step) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      return producer
          .send(
              new ProducerRecord<>(
                  Topic.ACTIVATIONS.topicName(), Keys.bytes(step.getDataset()), codec.encode(step)))
          .get(DELIVERY_MILLIS, TimeUnit.MILLISECONDS)
          .offset();
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw new BrokerException(
          "the broker at "
              + bootstrapServers
              + " did not acknowledge how far the activation is ("
              + e.getMessage()
              + "); look at 'virowatch status', then run the same command again to go on",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted; run the same command again to go on", e);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
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
