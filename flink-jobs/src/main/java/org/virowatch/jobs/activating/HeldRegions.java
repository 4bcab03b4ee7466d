package org.virowatch.jobs.activating;

import java.io.Serial;
import java.util.Optional;
import org.virowatch.jobs.deciding.TickedChange;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.compact.CompactForm;

/** Changes of regions. A tick sees all of them or none, because they come to it together. */
public final class HeldRegions implements Held<TickedChange> {
  @Serial private static final long serialVersionUID = 1L;

  /** Makes the kind. */
  public HeldRegions() {}

  @Override
  public String dataset(TickedChange change) {
    return change.dataset();
  }

  @Override
  public long generation(TickedChange change) {
    return change.generation();
  }

  @Override
  public String place(TickedChange change, long watermark) {
    // What event time has passed is decided together, at the tick after it comes into force.
    return (change.tick() <= watermark ? "passed" : change.tick()) + "|" + change.period();
  }

  @Override
  public TickedChange plus(TickedChange sum, TickedChange change) {
    sum.change().add(change.change());
    return with(
        sum, Math.max(sum.tick(), change.tick()), Math.max(sum.generation(), change.generation()));
  }

  @Override
  public long weight(TickedChange change) {
    return change.change().bytes();
  }

  @Override
  public TickedChange inForce(TickedChange change, long generation) {
    return with(change, change.tick(), generation);
  }

  private static TickedChange with(TickedChange change, long tick, long generation) {
    return new TickedChange(
        tick, change.dataset(), change.region(), change.period(), change.counts(), generation);
  }

  @Override
  public CompactForm<TickedChange> form() {
    return TickedChange.form();
  }

  @Override
  public Optional<Outgoing<FrequencyUpdate>> staged(TickedChange sum, long revision) {
    return Optional.empty();
  }
}
