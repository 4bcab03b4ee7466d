package org.virowatch.jobs.deciding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.MapState;
import org.virowatch.jobs.state.LoggedSum;

/**
 * Changes of one key that wait for the tick that first knows them. Most of them are taken before a
 * checkpoint comes, and never touch Flink's state.
 *
 * @param <V> changes
 */
final class PendingChanges<V> {
  private record Place(long tick, String part) {
    static Place of(String key) {
      int bar = key.indexOf('|');
      return new Place(Long.parseLong(key.substring(0, bar)), key.substring(bar + 1));
    }

    String key() {
      return tick + "|" + part;
    }
  }

  private final TreeMap<Long, Map<String, V>> waiting = new TreeMap<>();
  private final Set<Place> written = new HashSet<>();
  private final Set<Place> changed = new HashSet<>();

  private final LoggedSum.Arithmetic<V> arithmetic;
  private final ToLongFunction<V> weigher;
  private long weight;

  private PendingChanges(LoggedSum.Arithmetic<V> arithmetic, ToLongFunction<V> weigher) {
    this.arithmetic = arithmetic;
    this.weigher = weigher;
  }

  /**
   * Reads what waits in the state of the current key.
   *
   * @param state its entries
   * @param weigher says about how many bytes of the heap a change takes
   */
  static <V> PendingChanges<V> read(
      Iterable<Map.Entry<String, byte[]>> state,
      LoggedSum.Arithmetic<V> arithmetic,
      ToLongFunction<V> weigher) {
    PendingChanges<V> pending = new PendingChanges<>(arithmetic, weigher);
    for (Map.Entry<String, byte[]> entry : state) {
      Place place = Place.of(entry.getKey());
      V change = arithmetic.form().decode(entry.getValue());
      pending.written.add(place);
      pending.at(place.tick).put(place.part, change);
      pending.weight += weigher.applyAsLong(change);
    }
    return pending;
  }

  /** Adds a change; takes it over. */
  void add(long tick, String part, V change) {
    V sum = at(tick).putIfAbsent(part, change);
    if (sum == null) {
      weight += weigher.applyAsLong(change);
    } else {
      weight -= weigher.applyAsLong(sum);
      arithmetic.add().accept(sum, change);
      weight += weigher.applyAsLong(sum);
    }
    changed.add(new Place(tick, part));
  }

  /** Returns about how many bytes of the heap everything that waits takes. */
  long weight() {
    return weight;
  }

  /** Takes out everything known at a tick, summed by part. */
  Map<String, V> take(long tick) {
    Map<String, V> known = new HashMap<>();
    Map<Long, Map<String, V>> due = waiting.headMap(tick, true);
    due.forEach(
        (at, byPart) ->
            byPart.forEach(
                (part, change) -> {
                  changed.add(new Place(at, part));
                  weight -= weigher.applyAsLong(change);
                  V sum = known.putIfAbsent(part, change);
                  if (sum != null) {
                    arithmetic.add().accept(sum, change);
                  }
                }));
    due.clear();
    return known;
  }

  /** Returns everything known at a tick, summed by part, and leaves it where it is. */
  Map<String, V> peek(long tick) {
    Map<String, V> known = new HashMap<>();
    for (Map<String, V> byPart : waiting.headMap(tick, true).values()) {
      byPart.forEach(
          (part, change) ->
              arithmetic
                  .add()
                  .accept(known.computeIfAbsent(part, absent -> arithmetic.zero().get()), change));
    }
    return known;
  }

  /** Brings the state of the current key up to date. */
  void write(MapState<String, byte[]> state) throws Exception {
    for (Place place : changed) {
      Map<String, V> byPart = waiting.get(place.tick);
      V counts = byPart == null ? null : byPart.get(place.part);
      if (counts != null) {
        state.put(place.key(), arithmetic.form().encode(counts));
        written.add(place);
      } else if (written.remove(place)) {
        state.remove(place.key());
      }
    }
    changed.clear();
  }

  private Map<String, V> at(long tick) {
    return waiting.computeIfAbsent(tick, time -> new HashMap<>());
  }
}
