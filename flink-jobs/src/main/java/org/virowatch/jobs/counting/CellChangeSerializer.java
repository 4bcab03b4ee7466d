package org.virowatch.jobs.counting;

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
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/** Writes changes on their way to their cell. */
public final class CellChangeSerializer extends ChannelSerializer<CellChange> {
  @Serial private static final long serialVersionUID = 1L;

  private transient @Nullable CompactForm<CellChange> form;

  /** Makes a serializer. */
  public CellChangeSerializer() {}

  /** Returns the type of the changes. */
  public static ExplicitType<CellChange> type() {
    return ExplicitType.of(CellChange.class, new CellChangeSerializer());
  }

  @Override
  public void serialize(CellChange change, DataOutputView target) throws IOException {
    byte[] bytes = own().encode(change);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public CellChange deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return own().decode(bytes);
  }

  /** Returns the form of the changes, for one thread. */
  public static CompactForm<CellChange> form() {
    return new CompactForm<>(
        "changes of cells",
        1,
        CellChangeSerializer::write,
        CellChangeSerializer::read,
        new TextPool());
  }

  private CompactForm<CellChange> own() {
    CompactForm<CellChange> current = form;
    if (current == null) {
      current = form();
      form = current;
    }
    return current;
  }

  private static void write(CellChange change, CompactWriter out) {
    out.text(change.key().dataset());
    out.text(change.key().region());
    out.text(change.key().period());
    out.text(change.key().lineage());
    change.counts().writeTo(out);
    out.signed(change.generation());
  }

  private static CellChange read(CompactReader in) {
    return new CellChange(
        new CellKey(in.text(), in.text(), in.text(), in.text()),
        CellCounts.readFrom(in),
        in.signed());
  }

  @Override
  public TypeSerializer<CellChange> duplicate() {
    return new CellChangeSerializer();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CellChangeSerializer;
  }

  @Override
  public int hashCode() {
    return CellChangeSerializer.class.hashCode();
  }
}
