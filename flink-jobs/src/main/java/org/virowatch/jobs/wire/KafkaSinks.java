package org.virowatch.jobs.wire;

import java.time.Duration;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.virowatch.schemas.topic.Topic;

/** Sinks of the jobs. */
public final class KafkaSinks {
  /**
   * How long a record may wait for others, in milliseconds, and how many bytes are sent together: a
   * request for each record would cost the broker more than the records.
   */
  private static final int LINGER_MILLIS = 10;

  private static final int BATCH_BYTES = 1 << 18;

  private KafkaSinks() {}

  /**
   * Returns a sink whose records become visible, once, when the checkpoint is complete.
   *
   * @param job the job's name; the prefix of its transactions
   * @param transactionTimeout how long the broker keeps what was prepared and not committed
   */
  public static <T extends SpecificRecordBase> KafkaSink<Outgoing<T>> exactlyOnce(
      Topic topic,
      Class<T> type,
      String bootstrapServers,
      String job,
      Duration transactionTimeout) {
    return builder(topic, type, bootstrapServers, job)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(job + "-" + topic.topicName())
        // A pool of ids: a new id for every checkpoint would burden the broker for a week.
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(transactionTimeout.toMillis()))
        .build();
  }

  /** Returns a sink whose records become visible at once, possibly again after a failure. */
  public static <T extends SpecificRecordBase> KafkaSink<Outgoing<T>> atLeastOnce(
      Topic topic, Class<T> type, String bootstrapServers, String job) {
    return builder(topic, type, bootstrapServers, job)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  private static <T extends SpecificRecordBase> KafkaSinkBuilder<Outgoing<T>> builder(
      Topic topic, Class<T> type, String bootstrapServers, String job) {
    return KafkaSink.<Outgoing<T>>builder()
        .setBootstrapServers(bootstrapServers)
        .setRecordSerializer(new OutgoingWriter<>(topic, type))
        .setProperty(ProducerConfig.CLIENT_ID_CONFIG, job + "-" + topic.topicName())
        .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd")
        .setProperty(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, "1")
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(LINGER_MILLIS))
        .setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES))
        .setProperty(
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topic.MAX_RECORD_BYTES));
  }
}
