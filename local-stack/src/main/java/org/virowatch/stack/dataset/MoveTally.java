package org.virowatch.stack.dataset;

import java.util.EnumMap;
import java.util.Map;
import org.virowatch.genomics.stored.Fidelity;

/**
 * How far a move is. All numbers are of this run; what an earlier run did is only in {@code read}.
 *
 * @param stored records to read, of all datasets and versions
 * @param read how many of them are dealt with
 * @param moved calls moved, by how sure their new place is
 * @param current calls that were of the new version already
 * @param refused calls that could not be moved and stay as they were
 */
public record MoveTally(
    long stored, long read, Map<Fidelity, Long> moved, long current, long refused) {

  /** Nothing is done yet. */
  public static final MoveTally NONE = new MoveTally(0, 0, Map.of(), 0, 0);

  /** Copies the map. */
  public MoveTally {
    moved = Map.copyOf(moved);
  }

  /** Returns how many calls were moved. */
  public long movedCalls() {
    return moved.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the two together. */
  MoveTally plus(MoveTally other) {
    Map<Fidelity, Long> sum = new EnumMap<>(Fidelity.class);
    sum.putAll(moved);
    other.moved.forEach((fidelity, calls) -> sum.merge(fidelity, calls, Long::sum));
    return new MoveTally(
        stored + other.stored,
        read + other.read,
        sum,
        current + other.current,
        refused + other.refused);
  }
}
