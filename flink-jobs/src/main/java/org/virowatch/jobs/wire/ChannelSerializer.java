package org.virowatch.jobs.wire;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer of immutable values that only travel between operators. It cannot be used for state,
 * because nothing says how state would outlive a change of the type.
 *
 * @param <T> the type
 */
public abstract class ChannelSerializer<T> extends TypeSerializer<T> {
  @Serial private static final long serialVersionUID = 1L;

  @Override
  public final boolean isImmutableType() {
    return true;
  }

  @Override
  public final T createInstance() {
    throw new UnsupportedOperationException("values of this type are never reused");
  }

  @Override
  public final T copy(T from) {
    return from;
  }

  @Override
  public final T copy(T from, T reuse) {
    return from;
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final TypeSerializerSnapshot<T> snapshotConfiguration() {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " is not for state");
  }
}
