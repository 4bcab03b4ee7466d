package org.virowatch.schemas.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Writes and reads one record type in Avro's single-object encoding: the marker {@code C3 01}, the
 * 64-bit Rabin fingerprint of the writer's schema (little-endian), then the binary body.
 *
 * <p>A reader resolves any writer's schema in the {@linkplain SchemaHistory schema history}, so
 * data written by every earlier release can be read. Instances are not safe for use by several
 * threads at once; they are cheap to make.
 *
 * @param <T> the generated record type
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro
 *     1.12 specification, single-object encoding</a>
 */
public final class WireCodec<T extends SpecificRecordBase> {
  static {
    TrustedRecords.install();
  }

  private final Class<T> type;
  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  private WireCodec(Class<T> type) {
    this.type = type;
    var model = SpecificData.getForClass(type);
    var schema = model.getSchema(type);
    this.encoder = new BinaryMessageEncoder<>(model, schema);
    this.decoder = new BinaryMessageDecoder<>(model, schema, SchemaHistory.bundled());
  }

  /**
   * Lets Avro make instances of our generated records, which it otherwise refuses to. Any use of
   * this class has that effect; code that only builds records, without ever writing one, calls this
   * first, or builders fail where they fill in a default.
   */
  public static void trustGeneratedRecords() {
    // Loading this class did it.
  }

  /** Returns a codec for the given generated record type. */
  public static <T extends SpecificRecordBase> WireCodec<T> of(Class<T> type) {
    return new WireCodec<>(type);
  }

  /** Returns the record in single-object encoding, in a new array. */
  public byte[] encode(T value) {
    try {
      ByteBuffer buffer = encoder.encode(value);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UndecodableRecordException(
          "a " + type.getSimpleName() + " could not be encoded: " + e.getMessage(), e);
    }
  }

  /**
   * Reads one record.
   *
   * @throws UndecodableRecordException if the bytes are not a single-object encoded record of this
   *     type, or were written with a schema that is not in the history
   */
  public T decode(byte[] bytes) {
    try {
      return decoder.decode(bytes);
    } catch (IOException | RuntimeException e) {
      throw new UndecodableRecordException(
          "these "
              + bytes.length
              + " bytes are not a "
              + type.getSimpleName()
              + " of a known schema ("
              + e.getMessage()
              + "); they may come from another application or a newer release",
          e);
    }
  }
}
