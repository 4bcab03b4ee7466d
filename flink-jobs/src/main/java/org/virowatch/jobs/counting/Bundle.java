package org.virowatch.jobs.counting;

import java.io.Serializable;
import java.util.function.Consumer;

/**
 * Adds up changes before they are shuffled.
 *
 * @param <I> what is added
 * @param <O> the sums
 */
public interface Bundle<I, O> {
  /** Adds a change. */
  void add(I change);

  /**
   * Returns whether a change may wait for the next checkpoint: it is most likely held behind the
   * shuffle for longer than that.
   */
  default boolean mayWait(I change) {
    return false;
  }

  /** Says that event time has come to an instant. */
  default void passed(long watermark) {}

  /** Returns whether sums must be handed on before event time reaches an instant. */
  boolean mustPrecede(long watermark);

  /** Hands on all sums, also those that are zero, and starts anew. */
  void drain(Consumer<O> out);

  /** Hands on the sums of changes that may not wait, and keeps the others where that is right. */
  default void drainUrgent(Consumer<O> out) {
    drain(out);
  }

  /** Makes the bundle of one task. */
  @FunctionalInterface
  interface Factory<I, O> extends Serializable {
    /** Makes an empty bundle. */
    Bundle<I, O> create();
  }
}
