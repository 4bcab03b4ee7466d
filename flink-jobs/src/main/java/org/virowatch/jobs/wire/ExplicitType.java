package org.virowatch.jobs.wire;

import java.io.Serial;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A type with the serializer we chose for it, so that Flink never chooses one itself.
 *
 * @param <T> the type
 */
public final class ExplicitType<T> extends TypeInformation<T> {
  @Serial private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final TypeSerializer<T> serializer;

  private ExplicitType(Class<T> type, TypeSerializer<T> serializer) {
    this.type = type;
    this.serializer = serializer;
  }

  /** Returns the information of a type with its serializer. */
  public static <T> ExplicitType<T> of(Class<T> type, TypeSerializer<T> serializer) {
    return new ExplicitType<>(type, serializer);
  }

  /** Returns the information of a generated record. */
  public static <T extends SpecificRecordBase> ExplicitType<T> record(Class<T> type) {
    return new ExplicitType<>(type, new WireSerializer<>(type));
  }

  /** Returns the information of what is found in a topic of such records. */
  @SuppressWarnings("unchecked") // the interface's class stands for all its parametrizations
  public static <T extends SpecificRecordBase> ExplicitType<Incoming<T>> incoming(Class<T> type) {
    return new ExplicitType<>(
        (Class<Incoming<T>>) (Class<?>) Incoming.class, new IncomingSerializer<>(type));
  }

  /** Returns the information of such records with their keys. */
  @SuppressWarnings("unchecked") // as above
  public static <T extends SpecificRecordBase> ExplicitType<Outgoing<T>> outgoing(Class<T> type) {
    return new ExplicitType<>(
        (Class<Outgoing<T>>) (Class<?>) Outgoing.class, new OutgoingSerializer<>(type));
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer.duplicate();
  }

  @Override
  public String toString() {
    return "ExplicitType(" + type.getSimpleName() + ")";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExplicitType<?> that
        && that.type.equals(type)
        && that.serializer.equals(serializer);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + serializer.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ExplicitType<?>;
  }
}
