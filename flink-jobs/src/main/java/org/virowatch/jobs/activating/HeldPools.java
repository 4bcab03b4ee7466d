package org.virowatch.jobs.activating;

import java.io.Serial;
import java.util.Optional;
import org.virowatch.jobs.deciding.PoolChange;
import org.virowatch.jobs.deciding.PoolChangeSerializer;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.compact.CompactForm;

/** Changes of pools. A tick sees all of a region's or none, because they come to it together. */
public final class HeldPools implements Held<PoolChange> {
  @Serial private static final long serialVersionUID = 1L;

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
  public String place(PoolChange change) {
    return change.tick() + "|" + change.region();
  }

  @Override
  public PoolChange plus(PoolChange sum, PoolChange change) {
    sum.change().add(change.change());
    return inForce(sum, Math.max(sum.generation(), change.generation()));
  }

  @Override
  public PoolChange inForce(PoolChange change, long generation) {
    return new PoolChange(
        change.tick(),
        change.dataset(),
        change.pool(),
        change.region(),
        change.change(),
        generation);
  }

  @Override
  public CompactForm<PoolChange> form() {
    return PoolChangeSerializer.form();
  }

  @Override
  public Optional<Outgoing<FrequencyUpdate>> staged(PoolChange sum, long revision) {
    return Optional.empty();
  }
}
