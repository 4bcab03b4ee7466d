package org.virowatch.jobs.deciding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  private PendingChanges(LoggedSum.Arithmetic<V> arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** Reads what waits in the state of the current key. */
  static <V> PendingChanges<V> read(
      MapState<String, byte[]> state, LoggedSum.Arithmetic<V> arithmetic) throws Exception {
    PendingChanges<V> pending = new PendingChanges<>(arithmetic);
    for (Map.Entry<String, byte[]> entry : state.entries()) {
      Place place = Place.of(entry.getKey());
      pending.written.add(place);
      pending.at(place.tick).put(place.part, arithmetic.form().decode(entry.getValue()));
    }
    return pending;
  }

  /** Adds a change; takes it over. */
  void add(long tick, String part, V change) {
    V sum = at(tick).putIfAbsent(part, change);
    if (sum != null) {
      arithmetic.add().accept(sum, change);
    }
    changed.add(new Place(tick, part));
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

  /** Returns whether nothing waits. */
  boolean isEmpty() {
    return waiting.isEmpty();
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
