package org.virowatch.jobs.state;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The decoded state of many keys. What changed since the last checkpoint is held until it is
 * written to Flink's state, at a checkpoint or when it grows too heavy; what did not is remembered
 * up to a given weight, the longest unused forgotten first, because decoding it again for every
 * record costs more than anything else the jobs do.
 *
 * @param <V> the decoded state of one key
 */
public final class DecodedState<V> {
  /** Share of the heap that one task's values may fill: several stand in a process. */
  private static final int SHARE_OF_HEAP = 16;

  private record Remembered<V>(V value, long weight) {}

  private final ToLongFunction<V> weigher;
  private final long capacity;
  private final Map<String, Remembered<V>> known = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Remembered<V>> changed = new HashMap<>();
  private long weight;
  private long changedWeight;

  /**
   * Makes an empty one that remembers what fits into a sixteenth of the heap.
   *
   * @param weigher says about how many bytes a value takes
   */
  public DecodedState(ToLongFunction<V> weigher) {
    this(weigher, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  DecodedState(ToLongFunction<V> weigher, long capacity) {
    this.weigher = weigher;
    this.capacity = capacity;
  }

  /** Returns what is known of a key, or a new value that has to be read from Flink's state. */
  public V get(String key, Supplier<V> unread) {
    Remembered<V> held = changed.get(key);
    if (held != null) {
      return held.value;
    }
    Remembered<V> remembered = known.get(key);
    V value = remembered == null ? unread.get() : remembered.value;
    remember(key, value, remembered);
    return value;
  }

  private void remember(String key, V value, @Nullable Remembered<V> before) {
    long now = weigher.applyAsLong(value);
    if (before != null && before.value == value && before.weight == now) {
      return;
    }
    known.put(key, new Remembered<>(value, now));
    weight += now - (before == null ? 0 : before.weight);
    if (weight > capacity) {
      forget();
    }
  }

  private void forget() {
    Iterator<Remembered<V>> longestUnused = known.values().iterator();
    while (weight > capacity && known.size() > 1) {
      weight -= longestUnused.next().weight;
      longestUnused.remove();
    }
  }

  /** Holds a value that changed, until {@link #written}. */
  public void hold(String key, V value) {
    long now = weigher.applyAsLong(value);
    Remembered<V> before = changed.put(key, new Remembered<>(value, now));
    changedWeight += now - (before == null ? 0 : before.weight);
  }

  /**
   * Returns whether so much is held that it has to be written before more changes: between two
   * checkpoints any number of keys may.
   */
  public boolean isFull() {
    return changedWeight > capacity;
  }

  /** Returns the keys whose values are not written. */
  public Set<String> changed() {
    return Set.copyOf(changed.keySet());
  }

  /** Says that a value is in Flink's state now. */
  public void written(String key) {
    Remembered<V> held = changed.remove(key);
    if (held != null) {
      changedWeight -= held.weight;
      remember(key, held.value, known.get(key));
    }
  }
}
