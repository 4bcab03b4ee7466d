package org.virowatch.jobs.wire;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactForm;

/**
 * Writes values of a compact form on their way between operators.
 *
 * @param <T> the type
 */
public final class FormSerializer<T> extends ChannelSerializer<T> {
  @Serial private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final SerializableSupplier<CompactForm<T>> forms;
  private transient @Nullable CompactForm<T> form;

  private FormSerializer(Class<T> type, SerializableSupplier<CompactForm<T>> forms) {
    this.type = type;
    this.forms = forms;
  }

  /**
   * Returns the information of a type whose values are written in a form.
   *
   * @param forms makes a form for one thread
   */
  public static <T> ExplicitType<T> type(
      Class<T> type, SerializableSupplier<CompactForm<T>> forms) {
    return ExplicitType.of(type, new FormSerializer<>(type, forms));
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    SizedBytes.write(form().encode(value), target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return form().decode(SizedBytes.read(source));
  }

  private CompactForm<T> form() {
    CompactForm<T> current = form;
    if (current == null) {
      current = forms.get();
      form = current;
    }
    return current;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new FormSerializer<>(type, forms);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof FormSerializer<?> other && other.type == type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }
}
