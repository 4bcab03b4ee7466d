package org.virowatch.stack.flink;

import java.time.Instant;

/**
 * A checkpoint that failed after it had begun, or that was slow.
 *
 * @param id Flink's number of it
 * @param at when it was triggered
 * @param failed whether it failed; otherwise it was slow
 * @param reason why, in words
 */
public record CheckpointTrouble(long id, Instant at, boolean failed, String reason) {
  @Override
  public String toString() {
    return "checkpoint " + id + " of " + at + (failed ? " failed: " : " was slow: ") + reason;
  }
}
