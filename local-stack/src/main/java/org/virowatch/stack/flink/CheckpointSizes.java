package org.virowatch.stack.flink;

import java.time.Duration;
import java.util.Map;

/**
 * How large a completed checkpoint is and how long it took.
 *
 * @param id Flink's number of it
 * @param duration from its trigger to its completion
 * @param stateBytes all of the state it stands for
 * @param writtenBytes what was written for it, when earlier checkpoints hold the rest
 * @param bytesByTask state by the name of the task that holds it
 */
public record CheckpointSizes(
    long id, Duration duration, long stateBytes, long writtenBytes, Map<String, Long> bytesByTask) {
  /** Copies the map. */
  public CheckpointSizes {
    bytesByTask = Map.copyOf(bytesByTask);
  }
}
