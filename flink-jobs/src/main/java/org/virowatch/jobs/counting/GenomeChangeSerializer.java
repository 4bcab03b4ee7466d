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
import org.virowatch.surveillance.count.Contribution;

/** Writes changes where the bundling is not chained to the counting; normally it is. */
final class GenomeChangeSerializer extends ChannelSerializer<GenomeChange> {
  @Serial private static final long serialVersionUID = 1L;

  private transient @Nullable CompactForm<GenomeChange> form;

  static ExplicitType<GenomeChange> type() {
    return ExplicitType.of(GenomeChange.class, new GenomeChangeSerializer());
  }

  @Override
  public void serialize(GenomeChange change, DataOutputView target) throws IOException {
    byte[] bytes = form().encode(change);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public GenomeChange deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return form().decode(bytes);
  }

  private CompactForm<GenomeChange> form() {
    CompactForm<GenomeChange> current = form;
    if (current == null) {
      current =
          new CompactForm<>(
              "changes of genomes",
              2,
              GenomeChangeSerializer::write,
              GenomeChangeSerializer::read,
              new TextPool());
      form = current;
    }
    return current;
  }

  private static void write(GenomeChange change, CompactWriter out) {
    change.contribution().writeTo(out);
    out.signed(change.sign());
    out.signed(change.at());
    out.signed(change.generation());
    Contribution replaced = change.replaced();
    out.flag(replaced != null);
    if (replaced != null) {
      replaced.writeTo(out);
    }
    out.flag(change.mayWait());
  }

  private static GenomeChange read(CompactReader in) {
    return new GenomeChange(
        Contribution.readFrom(in),
        (int) in.signed(),
        in.signed(),
        in.signed(),
        in.flag() ? Contribution.readFrom(in) : null,
        in.flag());
  }

  @Override
  public TypeSerializer<GenomeChange> duplicate() {
    return new GenomeChangeSerializer();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GenomeChangeSerializer;
  }

  @Override
  public int hashCode() {
    return GenomeChangeSerializer.class.hashCode();
  }
}
