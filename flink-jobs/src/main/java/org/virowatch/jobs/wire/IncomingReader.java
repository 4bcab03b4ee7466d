package org.virowatch.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;

/**
 * Reads records from a topic; never throws for any bytes. Moved calls that count as the calls they
 * were made from are passed over.
 *
 * @param <T> the record type expected on the topic
 */
public final class IncomingReader<T extends SpecificRecordBase>
    implements KafkaRecordDeserializationSchema<Incoming<T>> {
  @Serial private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private transient @Nullable WireCodec<T> codec;

  /** Makes a reader of one record type. */
  public IncomingReader(Class<T> type) {
    this.type = type;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> kafka, Collector<Incoming<T>> out) {
    if (!countsAsCalled(kafka)) {
      out.collect(read(kafka));
    }
  }

  /** Of a genome whose moved call says nothing new the call it was made from is on the topic. */
  private static boolean countsAsCalled(ConsumerRecord<byte[], byte[]> kafka) {
    return kafka.headers().lastHeader(Keys.COUNTS_AS_CALLED) != null
        && kafka.key() != null
        && Keys.isMoved(Keys.text(kafka.key()));
  }

  private Incoming<T> read(ConsumerRecord<byte[], byte[]> kafka) {
    String origin = kafka.topic() + "-" + kafka.partition() + "@" + kafka.offset();
    String key = readableKey(kafka.key(), origin);
    if (kafka.value() == null) {
      return new Incoming.Removed<>(key);
    }
    try {
      return new Incoming.Decoded<>(codec().decode(kafka.value()));
    } catch (UndecodableRecordException e) {
      return new Incoming.Undecodable<>(
          key, origin, String.valueOf(e.getMessage()), Excerpt.of(kafka.value()));
    }
  }

  private WireCodec<T> codec() {
    WireCodec<T> current = codec;
    if (current == null) {
      current = WireCodec.of(type);
      codec = current;
    }
    return current;
  }

  private static String readableKey(byte @Nullable [] key, String origin) {
    if (key == null || key.length == 0) {
      return origin;
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
      return text.equals(Excerpt.of(text)) ? text : origin;
    } catch (CharacterCodingException e) {
      return origin;
    }
  }

  @Override
  public TypeInformation<Incoming<T>> getProducedType() {
    return ExplicitType.incoming(type);
  }
}
