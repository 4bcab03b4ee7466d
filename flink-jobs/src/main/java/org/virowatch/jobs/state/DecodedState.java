package org.virowatch.jobs.state;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The decoded state of many keys. What changed since the last checkpoint is held until it is
 * written to Flink's state, at a checkpoint or when it grows too heavy; what did not is remembered
 * for a while as long as it fits into the {@link DecodedBudget}, the longest unused forgotten
 * first, because decoding it again for every record costs more than anything else the jobs do.
 *
 * @param <V> the decoded state of one key
 */
public final class DecodedState<V> implements AutoCloseable {
  /** Nanoseconds after which what was not used is forgotten, room or not: others may need it. */
  static final long KEPT_NANOS = 30_000_000_000L;

  private static final class Weighed<V> {
    final V value;
    final long weight;
    long usedAt;

    Weighed(V value, long weight, long usedAt) {
      this.value = value;
      this.weight = weight;
      this.usedAt = usedAt;
    }
  }

  private final ToLongFunction<V> weigher;
  private final DecodedBudget budget;
  private final LongSupplier nanos;

  /** What Flink's state holds as well; the longest unused come first. */
  private final Map<String, Weighed<V>> known = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<String, Weighed<V>> changed = new HashMap<>();
  private long weight;
  private long changedWeight;
  private boolean closed;

  /**
   * Makes an empty one that shares in the budget of this process until it is closed.
   *
   * @param weigher says about how many bytes a value takes
   */
  public DecodedState(ToLongFunction<V> weigher) {
    this(weigher, DecodedBudget.ofProcess(), System::nanoTime);
  }

  DecodedState(ToLongFunction<V> weigher, DecodedBudget budget, LongSupplier nanos) {
    this.weigher = weigher;
    this.budget = budget;
    this.nanos = nanos;
    budget.join();
  }

  /** Returns what is known of a key, or a new value that has to be read from Flink's state. */
  public V get(String key, Supplier<V> unread) {
    Weighed<V> held = changed.get(key);
    if (held != null) {
      return held.value;
    }
    Weighed<V> remembered = known.get(key);
    V value = remembered == null ? unread.get() : remembered.value;
    remember(key, value, remembered);
    return value;
  }

  private void remember(String key, V value, @Nullable Weighed<V> before) {
    long bytes = weigher.applyAsLong(value);
    long now = nanos.getAsLong();
    if (before != null && before.weight == bytes) {
      before.usedAt = now;
    } else {
      known.put(key, new Weighed<>(value, bytes, now));
      use(bytes - (before == null ? 0 : before.weight));
    }
    forget(now);
  }

  private void use(long bytes) {
    weight += bytes;
    budget.use(bytes);
  }

  private void forget(long now) {
    long tooMuch = budget.tooMuch(weight);
    Iterator<Weighed<V>> longestUnused = known.values().iterator();
    while (known.size() > 1) {
      Weighed<V> oldest = longestUnused.next();
      if (tooMuch <= 0 && now - oldest.usedAt <= KEPT_NANOS) {
        return;
      }
      longestUnused.remove();
      use(-oldest.weight);
      tooMuch -= oldest.weight;
    }
  }

  /** Holds a value that changed, until {@link #written}. */
  public void hold(String key, V value) {
    Weighed<V> before = changed.get(key);
    if (before == null) {
      Weighed<V> remembered = known.remove(key);
      use(remembered == null ? 0 : -remembered.weight);
    }
    long bytes = weigher.applyAsLong(value);
    long more = bytes - (before == null ? 0 : before.weight);
    long now = nanos.getAsLong();
    changed.put(key, new Weighed<>(value, bytes, now));
    changedWeight += more;
    use(more);
    forget(now);
  }

  /**
   * Returns whether so much is held that it has to be written before more changes: between two
   * checkpoints any number of keys may.
   */
  public boolean isFull() {
    return budget.tooMuch(changedWeight) > 0;
  }

  /** Returns the keys whose values are not written. */
  public Set<String> changed() {
    return Set.copyOf(changed.keySet());
  }

  /** Says that a value is in Flink's state now. */
  public void written(String key) {
    Weighed<V> held = changed.remove(key);
    if (held != null) {
      changedWeight -= held.weight;
      use(-held.weight);
      remember(key, held.value, null);
    }
  }

  /** Gives back what was used of the budget; nothing may be asked of it any more. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      known.clear();
      changed.clear();
      budget.leave(weight);
    }
  }
}
