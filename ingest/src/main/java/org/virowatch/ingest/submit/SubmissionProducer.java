package org.virowatch.ingest.submit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.WireCodec;

/**
 * Sends submissions in transactions: a submission counts as sent once {@link #commit} returns.
 * Whatever was sent since the last commit is then in the topic, or, after a fault, none of it, so
 * an interrupted upload can be repeated as it is. (A submission sent twice is one genome
 * downstream.) Not thread-safe.
 */
public final class SubmissionProducer implements AutoCloseable {
  private static final int BATCH_RECORDS = 500;
  private static final long BATCH_BYTES = 16L * 1024 * 1024;
  private static final Duration BATCH_AGE = Duration.ofSeconds(1);

  /**
   * How long the broker keeps the open transaction of an upload that was broken off. Nothing behind
   * it in its partitions can be read meanwhile, so that other labs' genomes wait; it must be
   * shorter than the bound of disorder that stacks have by default.
   */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(20);

  private final Producer<byte[], byte[]> producer;
  private final String broker;
  private final WireCodec<Submission> codec = WireCodec.of(Submission.class);
  private boolean open;
  private int records;
  private long bytes;
  private long beganNanos;

  /**
   * Wraps a transactional producer, which {@link #close} closes.
   *
   * @param producer not yet initialised for transactions
   * @param broker what messages call the broker
   */
  public SubmissionProducer(Producer<byte[], byte[]> producer, String broker) {
    this.producer = producer;
    this.broker = broker;
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw failure(e);
    }
  }

  /**
   * Connects to a broker.
   *
   * @param bootstrapServers addresses, {@code host:port}, separated by commas
   * @throws UploadException if no broker answers there
   */
  public static SubmissionProducer connect(String bootstrapServers) {
    BrokerReach.check(bootstrapServers);
    return new SubmissionProducer(
        new KafkaProducer<>(
            settings(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer()),
        bootstrapServers);
  }

  /**
   * Sends a submission in the open transaction, or begins one.
   *
   * @throws UploadException if the broker does not take it; the open transaction is lost
   */
  public void send(Submission submission) {
    byte[] key = Keys.bytes(submission.getAccession());
    byte[] value = codec.encode(submission);
    long time = submission.getSubmittedAt().toEpochMilli();
    try {
      if (!open) {
        producer.beginTransaction();
        open = true;
        beganNanos = System.nanoTime();
      }
      // The result is not awaited: a failed send makes the commit fail.
      var unused =
          producer.send(
              new ProducerRecord<>(Topic.SUBMISSIONS.topicName(), null, time, key, value));
    } catch (KafkaException | IllegalStateException e) {
      throw failure(e);
    }
    records++;
    bytes += value.length;
  }

  /** Returns whether the open transaction is large or old enough to be committed. */
  public boolean isDue() {
    return open
        && (records >= BATCH_RECORDS
            || bytes >= BATCH_BYTES
            || System.nanoTime() - beganNanos >= BATCH_AGE.toNanos());
  }

  /**
   * Commits the open transaction, if there is one.
   *
   * @throws UploadException if it fails; nothing of it is then in the topic
   */
  public void commit() {
    if (!open) {
      return;
    }
    try {
      producer.commitTransaction();
    } catch (KafkaException | IllegalStateException e) {
      throw failure(e);
    }
    open = false;
    records = 0;
    bytes = 0;
  }

  /** Closes the connection; what was not committed is not sent. */
  @Override
  public void close() {
    if (open) {
      try {
        producer.abortTransaction();
      } catch (KafkaException | IllegalStateException e) {
        // The broker drops the transaction by itself when it times out.
      }
    }
    producer.close(Duration.ofSeconds(5));
  }

  private UploadException failure(RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null && !root.getCause().equals(root)) {
      root = root.getCause();
    }
    String cause =
        root instanceof TimeoutException
            ? "it did not answer in time (" + root.getMessage() + ")"
            : root.getMessage() + " (" + root.getClass().getSimpleName() + ")";
    return new UploadException(
        "the broker at "
            + broker
            + " did not take the upload: "
            + cause
            + "; what has no receipt was not sent. See 'virowatch status', then run the same"
            + " command again: records that arrived before are not counted twice",
        e);
  }

  private static Map<String, Object> settings(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "virowatch-submit");
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "virowatch-submit-" + UUID.randomUUID());
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1024 * 1024);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 20_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 50_000);
    settings.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(TRANSACTION_TIMEOUT.toMillis()));
    return settings;
  }
}
