package org.virowatch.jobs.activating;

import java.io.Serial;
import java.time.Instant;
import java.util.Optional;
import org.virowatch.jobs.counting.CellChange;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.surveillance.compact.CompactForm;

/** Changes of cells, which readers of {@code frequencies} get before they are in force. */
public final class HeldCells implements Held<CellChange> {
  @Serial private static final long serialVersionUID = 1L;

  /** Makes the kind. */
  public HeldCells() {}

  @Override
  public String dataset(CellChange change) {
    return change.key().dataset();
  }

  @Override
  public long generation(CellChange change) {
    return change.generation();
  }

  @Override
  public String place(CellChange change, long watermark) {
    return "";
  }

  @Override
  public CellChange plus(CellChange sum, CellChange change) {
    sum.counts().add(change.counts());
    return new CellChange(sum.key(), sum.counts(), Math.max(sum.generation(), change.generation()));
  }

  @Override
  public long weight(CellChange change) {
    return change.counts().bytes();
  }

  @Override
  public CellChange inForce(CellChange change, long generation) {
    return new CellChange(change.key(), change.counts(), generation);
  }

  @Override
  public CompactForm<CellChange> form() {
    return CellChange.form();
  }

  @Override
  public Optional<Outgoing<FrequencyUpdate>> staged(CellChange sum, long revision) {
    FrequencyUpdate update =
        sum.counts().toUpdate(sum.key(), revision, Instant.ofEpochMilli(revision));
    update.setGeneration(Instant.ofEpochMilli(sum.generation()));
    update.setStaged(true);
    return Optional.of(new Outgoing<>(Keys.staged(sum.key().wireKey()), update));
  }
}
