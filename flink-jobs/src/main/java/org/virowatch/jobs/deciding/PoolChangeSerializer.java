package org.virowatch.jobs.deciding;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.ChannelSerializer;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.pool.RegionDays;

/** Writes changes on their way to their pool. */
public final class PoolChangeSerializer extends ChannelSerializer<PoolChange> {
  @Serial private static final long serialVersionUID = 1L;

  private transient @Nullable CompactForm<PoolChange> form;

  /** Makes a serializer. */
  public PoolChangeSerializer() {}

  /** Returns the type of the changes. */
  public static ExplicitType<PoolChange> type() {
    return ExplicitType.of(PoolChange.class, new PoolChangeSerializer());
  }

  @Override
  public void serialize(PoolChange change, DataOutputView target) throws IOException {
    byte[] bytes = own().encode(change);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public PoolChange deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return own().decode(bytes);
  }

  /** Returns the form of the changes, for one thread. */
  public static CompactForm<PoolChange> form() {
    return new CompactForm<>(
        "changes of pools",
        1,
        PoolChangeSerializer::write,
        PoolChangeSerializer::read,
        new TextPool());
  }

  private CompactForm<PoolChange> own() {
    CompactForm<PoolChange> current = form;
    if (current == null) {
      current = form();
      form = current;
    }
    return current;
  }

  private static void write(PoolChange change, CompactWriter out) {
    out.signed(change.tick());
    out.text(change.dataset());
    out.text(change.pool());
    out.text(change.region());
    change.change().writeTo(out);
    out.signed(change.generation());
  }

  private static PoolChange read(CompactReader in) {
    return new PoolChange(
        in.signed(), in.text(), in.text(), in.text(), RegionDays.readFrom(in), in.signed());
  }

  @Override
  public TypeSerializer<PoolChange> duplicate() {
    return new PoolChangeSerializer();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PoolChangeSerializer;
  }

  @Override
  public int hashCode() {
    return PoolChangeSerializer.class.hashCode();
  }
}
