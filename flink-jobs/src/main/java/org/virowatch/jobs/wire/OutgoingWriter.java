package org.virowatch.jobs.wire;

import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.WireCodec;

/**
 * Writes records to a topic.
 *
 * <p>Records get the time at which they are written as their timestamp, not event time: brokers
 * refuse timestamps that lie more than an hour in the future, so one genome with a wrong date would
 * stop the job for good, and retention by age would delete what a replay of old genomes writes.
 */
final class OutgoingWriter<T extends SpecificRecordBase>
    implements KafkaRecordSerializationSchema<Outgoing<T>>, KafkaDatasetFacetProvider {
  @Serial private static final long serialVersionUID = 1L;

  private final Topic topic;
  private final Class<T> type;
  private transient @Nullable WireCodec<T> codec;

  OutgoingWriter(Topic topic, Class<T> type) {
    this.topic = topic;
    this.type = type;
  }

  @Override
  public void open(InitializationContext context, KafkaSinkContext sinkContext) {
    codec = WireCodec.of(type);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Outgoing<T> outgoing, KafkaSinkContext context, @Nullable Long timestamp) {
    WireCodec<T> current = codec;
    if (current == null) {
      throw new IllegalStateException("open was not called");
    }
    return new ProducerRecord<>(
        topic.topicName(), Keys.bytes(outgoing.key()), current.encode(outgoing.value()));
  }

  /** Tells the sink, which looks after a pool of transactions, what topic they write to. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(
            DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic.topicName()))));
  }
}
