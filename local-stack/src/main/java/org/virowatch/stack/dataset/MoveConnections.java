package org.virowatch.stack.dataset;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.virowatch.alerting.topic.BrokerException;
import org.virowatch.schemas.topic.Topic;

/**
 * The connections of a move to the broker.
 *
 * @param bootstrapServers the broker
 * @param group the consumer group that remembers how far the move is
 */
record MoveConnections(String bootstrapServers, String group) {
  /**
   * An interrupted move holds readers of the topic up for as long, until the broker gives its open
   * transaction up.
   */
  private static final int TRANSACTION_TIMEOUT_MILLIS = 30_000;

  /** Returns a reader of committed records that belongs to the group. */
  KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Returns a writer in transactions; an earlier one of the same id is shut out. */
  KafkaProducer<byte[], byte[]> producer(String transactionalId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 25_000);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Returns where each partition of {@code genomes} ends, uncommitted records included. */
  Map<TopicPartition, Long> ends() {
    try (Admin admin = admin()) {
      String topic = Topic.GENOMES.topicName();
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (TopicDescription found :
          admin.describeTopics(List.of(topic)).allTopicNames().get().values()) {
        for (TopicPartitionInfo partition : found.partitions()) {
          latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
        }
      }
      Map<TopicPartition, Long> ends =
          new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Returns how far another consumer group has read. */
  Map<TopicPartition, OffsetAndMetadata> readBy(String otherGroup) {
    try (Admin admin = admin()) {
      return admin.listConsumerGroupOffsets(otherGroup).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  private BrokerException failed(ExecutionException e) {
    return new BrokerException(
        "the broker at "
            + bootstrapServers
            + " failed: "
            + e.getCause()
            + "; check with 'virowatch status' that the stack runs",
        e);
  }

  private static BrokerException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new BrokerException("interrupted; run the same command again to go on", e);
  }
}
