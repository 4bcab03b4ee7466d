package org.virowatch.jobs.activating;

import java.io.Serial;
import java.util.Optional;
import org.virowatch.jobs.deciding.KnownChange;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.FrequencyUpdate;

/**
 * Changes that become known at ticks. A tick sees all of a part's or none, because they come to it
 * together.
 *
 * @param <V> the counts
 */
abstract class HeldChanges<V> implements Held<KnownChange<V>> {
  @Serial private static final long serialVersionUID = 1L;

  /** Adds a change to a sum. */
  abstract void add(V sum, V change);

  @Override
  public final String dataset(KnownChange<V> change) {
    return change.dataset();
  }

  @Override
  public final long generation(KnownChange<V> change) {
    return change.generation();
  }

  @Override
  public final String place(KnownChange<V> change, long watermark) {
    // What event time has passed is decided together, at the tick after it comes into force.
    return (change.tick() <= watermark ? "passed" : change.tick()) + "|" + change.part();
  }

  @Override
  public final KnownChange<V> plus(KnownChange<V> sum, KnownChange<V> change) {
    add(sum.change(), change.change());
    return sum.at(
        Math.max(sum.tick(), change.tick()), Math.max(sum.generation(), change.generation()));
  }

  @Override
  public final KnownChange<V> inForce(KnownChange<V> change, long generation) {
    return change.at(change.tick(), generation);
  }

  @Override
  public final Optional<Outgoing<FrequencyUpdate>> staged(KnownChange<V> sum, long revision) {
    return Optional.empty();
  }
}
