package org.virowatch.jobs.wire;

import java.io.IOException;
import java.io.Serial;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.wire.WireCodec;

/**
 * Writes generated records, in state and between operators, as they are written on topics: length,
 * then Avro's single-object encoding. Every value names the schema it was written with, so state of
 * an earlier release can be read as it lies, value by value.
 *
 * <p>Records count as immutable: nothing in the jobs changes one after it was made.
 *
 * @param <T> the generated record type
 */
public final class WireSerializer<T extends SpecificRecordBase> extends TypeSerializer<T> {
  @Serial private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private transient @Nullable WireCodec<T> codec;

  /** Makes a serializer of one record type. */
  public WireSerializer(Class<T> type) {
    this.type = type;
  }

  Class<T> type() {
    return type;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    SizedBytes.write(codec().encode(value), target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return codec().decode(SizedBytes.read(source));
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    SizedBytes.write(SizedBytes.read(source), target);
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public T createInstance() {
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is not a generated record", e);
    }
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public int getLength() {
    return -1;
  }

  /** Codecs are not safe for several threads; every task gets a serializer of its own. */
  @Override
  public TypeSerializer<T> duplicate() {
    return new WireSerializer<>(type);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new WireSerializerSnapshot<>(type);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WireSerializer<?> that && that.type.equals(type);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  private WireCodec<T> codec() {
    WireCodec<T> current = codec;
    if (current == null) {
      current = WireCodec.of(type);
      codec = current;
    }
    return current;
  }
}
