package org.virowatch.jobs.deciding;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.ChannelSerializer;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;

/** Writes changes on their way to their region. */
public final class TickedChangeSerializer extends ChannelSerializer<TickedChange> {
  @Serial private static final long serialVersionUID = 1L;

  private transient @Nullable CompactForm<TickedChange> form;

  /** Makes a serializer. */
  public TickedChangeSerializer() {}

  /** Returns the type of the changes. */
  public static ExplicitType<TickedChange> type() {
    return ExplicitType.of(TickedChange.class, new TickedChangeSerializer());
  }

  @Override
  public void serialize(TickedChange change, DataOutputView target) throws IOException {
    byte[] bytes = own().encode(change);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public TickedChange deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return own().decode(bytes);
  }

  /** Returns the form of the changes, for one thread. */
  public static CompactForm<TickedChange> form() {
    return new CompactForm<>(
        "changes of regions",
        1,
        TickedChangeSerializer::write,
        TickedChangeSerializer::read,
        new TextPool());
  }

  private CompactForm<TickedChange> own() {
    CompactForm<TickedChange> current = form;
    if (current == null) {
      current = form();
      form = current;
    }
    return current;
  }

  private static void write(TickedChange change, CompactWriter out) {
    out.signed(change.tick());
    out.text(change.dataset());
    out.text(change.region());
    out.text(change.period());
    change.change().writeTo(out);
    out.signed(change.generation());
  }

  private static TickedChange read(CompactReader in) {
    return new TickedChange(
        in.signed(), in.text(), in.text(), in.text(), PeriodCounts.readFrom(in), in.signed());
  }

  @Override
  public TypeSerializer<TickedChange> duplicate() {
    return new TickedChangeSerializer();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TickedChangeSerializer;
  }

  @Override
  public int hashCode() {
    return TickedChangeSerializer.class.hashCode();
  }
}
