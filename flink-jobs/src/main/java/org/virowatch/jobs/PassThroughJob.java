package org.virowatch.jobs;

import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.topic.Topic;

/**
 * Hands the records of {@code submissions} on as they are, read committed and written in
 * transactions like those of the other jobs. No part of the product: a measurement sets the jobs
 * beside it, because none that reads and writes as much can be faster.
 */
public final class PassThroughJob {
  /** Name of the job on the cluster, its consumer group and the prefix of its transactions. */
  public static final String NAME = "virowatch-pass-through";

  /** The topic that the job writes to. */
  public static final String TOPIC = "bench-pass-through";

  private PassThroughJob() {}

  /** Adds the job to an environment. */
  public static void define(StreamExecutionEnvironment env, JobSettings settings) {
    JobEnvironment.configure(env, settings);
    KafkaSource<byte[]> source =
        KafkaSource.<byte[]>builder()
            .setBootstrapServers(settings.bootstrapServers())
            .setTopics(Topic.SUBMISSIONS.topicName())
            .setGroupId(NAME)
            .setClientIdPrefix(NAME)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new Values())
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .build();
    KafkaSink<byte[]> sink =
        KafkaSink.<byte[]>builder()
            .setBootstrapServers(settings.bootstrapServers())
            .setRecordSerializer(new Writer())
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(NAME)
            .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
            .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd")
            .setProperty(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topic.MAX_RECORD_BYTES))
            .build();
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "submissions")
        .uid("submissions")
        .sinkTo(sink)
        .uid("copies")
        .name("copies");
  }

  private static final class Values implements KafkaRecordDeserializationSchema<byte[]> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> kafka, Collector<byte[]> out) {
      if (kafka.value() != null) {
        out.collect(kafka.value());
      }
    }

    @Override
    public TypeInformation<byte[]> getProducedType() {
      return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    }
  }

  private static final class Writer
      implements KafkaRecordSerializationSchema<byte[]>, KafkaDatasetFacetProvider {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        byte[] value, KafkaSinkContext context, @Nullable Long timestamp) {
      return new ProducerRecord<>(TOPIC, value);
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
      return Optional.of(
          new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(TOPIC))));
    }
  }
}
