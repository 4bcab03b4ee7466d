package org.virowatch.jobs.activating;

import java.io.Serial;
import java.util.Optional;
import org.virowatch.jobs.deciding.PoolChange;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.compact.CompactForm;

/** Changes of pools. A tick sees all of a region's or none, because they come to it together. */
public final class HeldPools implements Held<PoolChange> {
  @Serial private static final long serialVersionUID = 1L;

  /** About what the changes of a bundle to one region take: some days, lineages and mutations. */
  private static final long BUNDLE_BYTES = 3_000;

  /** Makes the kind. */
  public HeldPools() {}

  @Override
  public String dataset(PoolChange change) {
    return change.dataset();
  }

  @Override
  public long generation(PoolChange change) {
    return change.generation();
  }

  @Override
  public String place(PoolChange change, long watermark) {
    // What event time has passed is decided together, at the tick after it comes into force.
    return (change.tick() <= watermark ? "passed" : change.tick()) + "|" + change.region();
  }

  @Override
  public PoolChange plus(PoolChange sum, PoolChange change) {
    sum.change().add(change.change());
    return with(
        sum, Math.max(sum.tick(), change.tick()), Math.max(sum.generation(), change.generation()));
  }

  @Override
  public long weight(PoolChange change) {
    return BUNDLE_BYTES;
  }

  @Override
  public PoolChange inForce(PoolChange change, long generation) {
    return with(change, change.tick(), generation);
  }

  private static PoolChange with(PoolChange change, long tick, long generation) {
    return new PoolChange(
        tick, change.dataset(), change.pool(), change.region(), change.counts(), generation);
  }

  @Override
  public CompactForm<PoolChange> form() {
    return PoolChange.form();
  }

  @Override
  public Optional<Outgoing<FrequencyUpdate>> staged(PoolChange sum, long revision) {
    return Optional.empty();
  }
}
