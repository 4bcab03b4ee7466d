package org.virowatch.jobs.state;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The decoded state of many keys. What changed since the last checkpoint is held until it is
 * written to Flink's state; what did not is remembered as long as memory allows, because decoding
 * it again for every record costs more than anything else the jobs do.
 *
 * @param <V> the decoded state of one key
 */
public final class DecodedState<V> {
  private final Map<String, SoftReference<V>> known = new HashMap<>();
  private final Map<String, V> changed = new HashMap<>();

  /** Makes an empty one. */
  public DecodedState() {}

  /** Returns what is known of a key, or a new value that has to be read from Flink's state. */
  public V get(String key, Supplier<V> unread) {
    V value = changed.get(key);
    if (value == null) {
      SoftReference<V> reference = known.get(key);
      value = reference == null ? null : reference.get();
    }
    if (value == null) {
      value = unread.get();
      known.put(key, new SoftReference<>(value));
    }
    return value;
  }

  /** Holds a value that changed, until {@link #written}. */
  public void hold(String key, V value) {
    changed.put(key, value);
  }

  /** Returns the keys whose values are not written. */
  public Set<String> changed() {
    return Set.copyOf(changed.keySet());
  }

  /** Says that a value is in Flink's state now. */
  public void written(String key) {
    changed.remove(key);
  }
}
