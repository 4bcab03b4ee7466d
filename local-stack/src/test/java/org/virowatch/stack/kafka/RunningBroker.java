package org.virowatch.stack.kafka;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.Ports;
import org.virowatch.stack.process.Installation;

/** A real Kafka broker in a process of its own, with the stack's topics. */
public final class RunningBroker implements AutoCloseable {
  private final KafkaBroker broker;
  private final Process process;
  private final WireCodec<AlertEvent> codec = WireCodec.of(AlertEvent.class);

  /** Starts a broker with its files in a folder. */
  public RunningBroker(Path folder) {
    DataFolder data = new DataFolder(folder);
    data.create();
    broker = new KafkaBroker(data, Installation.locate(), Ports.anyFree(), Ports.anyFree());
    process = broker.prepare().start();
    try (StackTopics topics = new StackTopics(broker.bootstrapServers())) {
      await().atMost(Duration.ofSeconds(90)).until(() -> topics.isReachable(1000));
      topics.create(2);
    }
  }

  /** Returns the address that clients connect to. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Writes alert events in one transaction, which is committed or aborted. */
  public void writeAlerts(List<AlertEvent> events, boolean commit) {
    try (var producer = producer(Map.of("transactional.id", "test"))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (AlertEvent event : events) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topic.ALERTS.topicName(), Keys.bytes(event.getAlertId()), codec.encode(event)));
      }
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.flush();
        producer.abortTransaction();
      }
    }
  }

  /** Writes one record. */
  public void write(Topic topic, String key, byte[] value) {
    write(topic, Map.of(key, value));
  }

  /** Writes records by their keys. */
  public void write(Topic topic, Map<String, byte[]> records) {
    try (var producer = producer(Map.of())) {
      records.forEach(
          (key, value) -> {
            var unused =
                producer.send(new ProducerRecord<>(topic.topicName(), Keys.bytes(key), value));
          });
    }
  }

  /** Returns a producer that has begun a transaction and written a record in it. */
  KafkaProducer<byte[], byte[]> inTransaction(String id, Topic topic, byte[] value) {
    var producer = producer(Map.of("transactional.id", id));
    producer.initTransactions();
    producer.beginTransaction();
    var unused = producer.send(new ProducerRecord<>(topic.topicName(), 0, Keys.bytes(id), value));
    producer.flush();
    return producer;
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", bootstrapServers());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
