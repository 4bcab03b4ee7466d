package org.virowatch.jobs.wire;

import java.io.IOException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a savepoint remembers of a {@link WireSerializer}: the record type. Schemas are remembered
 * by the values themselves, so state never needs to be rewritten for a new one.
 *
 * @param <T> the generated record type
 */
public final class WireSerializerSnapshot<T extends SpecificRecordBase>
    implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private @Nullable Class<T> type;

  /** For Flink, which then calls {@link #readSnapshot}. */
  public WireSerializerSnapshot() {}

  WireSerializerSnapshot(Class<T> type) {
    this.type = type;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(requireType().getName());
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
      throws IOException {
    type = InstantiationUtil.resolveClassByName(in, classLoader);
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new WireSerializer<>(requireType());
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSerializerSnapshot) {
    return oldSerializerSnapshot instanceof WireSerializerSnapshot<T> old
            && requireType().equals(old.type)
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }

  private Class<T> requireType() {
    if (type == null) {
      throw new IllegalStateException("the snapshot of this serializer has not been read yet");
    }
    return type;
  }
}
