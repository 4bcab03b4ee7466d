package org.virowatch.jobs.deciding;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.virowatch.surveillance.alert.Decisions;
import org.virowatch.surveillance.lineage.LineageHierarchy;

/**
 * What decisions rest on, in the keyed state of Flink. Counts, and changes that wait for their
 * tick, are written when {@link #write} is called, before each checkpoint and when they are too
 * many; everything else at once.
 *
 * @param <V> changes
 */
interface DecisionState<V> {
  /** Opens the state of a task. */
  @FunctionalInterface
  interface Factory<V> extends Serializable {
    /** Opens it. */
    DecisionState<V> open(RuntimeContext context);
  }

  /** Does something for Flink's current key. */
  @FunctionalInterface
  interface Visit {
    /** Does it. */
    void key(String key) throws Exception;
  }

  /** Turns to Flink's current key. To be called before anything else. */
  void turnTo(String key);

  /** Returns the decisions of the current key. */
  Decisions<V> decisions(String dataset, String name, LineageHierarchy lineages);

  /** Adds a change that waits for its tick. */
  void await(long tick, String part, V change);

  /** Takes out everything known at a tick, summed by part. */
  Map<String, V> takeKnown(long tick);

  /** Returns everything known at a tick, summed by part, which still waits for it. */
  Map<String, V> peekKnown(long tick);

  /** Returns the keys whose counts are not written yet. */
  Set<String> changed();

  /** Returns whether so much is held that it has to be written before more changes. */
  boolean isFull();

  /** Writes what changed of Flink's current key. */
  void write(String key) throws Exception;

  /** Gives back the heap it used; nothing may be asked of it any more. */
  void close();

  /** Visits every key that has state, some more than once. */
  void visit(KeyedBroadcastProcessFunction<String, ?, ?, ?>.Context context, Visit visit)
      throws Exception;
}
