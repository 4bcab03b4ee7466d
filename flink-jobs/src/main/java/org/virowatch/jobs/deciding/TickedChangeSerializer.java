package org.virowatch.jobs.deciding;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.ChannelSerializer;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.WireSerializer;
import org.virowatch.schemas.RegionPeriodState;

/** Writes changes on their way to their region. */
public final class TickedChangeSerializer extends ChannelSerializer<TickedChange> {
  @Serial private static final long serialVersionUID = 1L;

  private final WireSerializer<RegionPeriodState> changes =
      new WireSerializer<>(RegionPeriodState.class);

  /** Returns the type of the changes. */
  public static ExplicitType<TickedChange> type() {
    return ExplicitType.of(TickedChange.class, new TickedChangeSerializer());
  }

  @Override
  public void serialize(TickedChange change, DataOutputView target) throws IOException {
    target.writeLong(change.tick());
    changes.serialize(change.change(), target);
  }

  @Override
  public TickedChange deserialize(DataInputView source) throws IOException {
    return new TickedChange(source.readLong(), changes.deserialize(source));
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
