package org.virowatch.jobs.counting;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.ChannelSerializer;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.WireSerializer;
import org.virowatch.schemas.KnownVersion;

/** Writes changes where the bundling is not chained to the counting; normally it is. */
final class GenomeChangeSerializer extends ChannelSerializer<GenomeChange> {
  @Serial private static final long serialVersionUID = 1L;

  private final WireSerializer<KnownVersion> versions = new WireSerializer<>(KnownVersion.class);

  static ExplicitType<GenomeChange> type() {
    return ExplicitType.of(GenomeChange.class, new GenomeChangeSerializer());
  }

  @Override
  public void serialize(GenomeChange change, DataOutputView target) throws IOException {
    versions.serialize(new TimedVersion(0, change.at(), change.contribution()).toState(), target);
    target.writeByte(change.sign());
  }

  @Override
  public GenomeChange deserialize(DataInputView source) throws IOException {
    TimedVersion version = TimedVersion.of(versions.deserialize(source));
    return new GenomeChange(version.contribution(), source.readByte(), version.submittedAt());
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
