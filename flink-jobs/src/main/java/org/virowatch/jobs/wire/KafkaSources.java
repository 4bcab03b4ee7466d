package org.virowatch.jobs.wire;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.virowatch.schemas.topic.Topic;

/** Sources of the jobs: committed records only, from the beginning unless state says where. */
public final class KafkaSources {
  /**
   * Records of one partition that are read in one go. Few, so that partitions advance together:
   * what is read is emitted, and a partition that is far ahead of the others in event time makes
   * their genomes late.
   */
  private static final int RECORDS_IN_ONE_GO = 16;

  private KafkaSources() {}

  /**
   * Returns a source over a topic.
   *
   * @param job the job's name; its consumer group
   */
  public static <T extends SpecificRecordBase> KafkaSource<Incoming<T>> of(
      Topic topic, Class<T> type, String bootstrapServers, String job) {
    return KafkaSource.<Incoming<T>>builder()
        .setBootstrapServers(bootstrapServers)
        .setTopics(topic.topicName())
        .setGroupId(job)
        .setClientIdPrefix(job + "-" + topic.topicName())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new IncomingReader<>(type))
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(RECORDS_IN_ONE_GO))
        .build();
  }
}
