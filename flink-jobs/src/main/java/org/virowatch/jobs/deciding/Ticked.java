package org.virowatch.jobs.deciding;

/**
 * A change that becomes known at a tick.
 *
 * @param <V> what changes
 */
public interface Ticked<V> {
  /** Returns the tick, event time in epoch milliseconds. */
  long tick();

  /** Returns what decisions are keyed by: the dataset, a bar, and what is looked at together. */
  String key();

  /** Returns the part of it that changes. */
  String part();

  /** Returns by how much it changes. */
  V change();
}
