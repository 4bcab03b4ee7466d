package org.virowatch.jobs;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.virowatch.schemas.CalledGenome;

/** Event time behind the genomes of a {@link RandomWorld}; never goes back. */
final class Watermarks {
  private long latest = Long.MIN_VALUE;
  private long atCheckpoint = Long.MIN_VALUE;

  /** Event time is part of a checkpoint. */
  void checkpoint() {
    atCheckpoint = latest;
  }

  void restore() {
    latest = atCheckpoint;
  }

  Watermark after(CalledGenome genome) {
    latest =
        Math.max(latest, genome.getSubmittedAt().toEpochMilli() - RandomWorld.BOUND.toMillis() - 1);
    return new Watermark(latest);
  }
}
