package org.virowatch.jobs.deciding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.compact.CompactForm;

/**
 * Changes of one region that wait for the tick that first knows them. Most of them are taken before
 * a checkpoint comes, and never touch Flink's state.
 */
final class PendingChanges {
  private record Place(long tick, String period) {
    static Place of(String key) {
      int bar = key.indexOf('|');
      return new Place(Long.parseLong(key.substring(0, bar)), key.substring(bar + 1));
    }

    String key() {
      return tick + "|" + period;
    }
  }

  private final TreeMap<Long, Map<String, PeriodCounts>> waiting = new TreeMap<>();
  private final Set<Place> written = new HashSet<>();
  private final Set<Place> changed = new HashSet<>();

  /** Reads what waits in the state of the current key, which is the region's. */
  static PendingChanges read(MapState<String, byte[]> state, CompactForm<PeriodCounts> form)
      throws Exception {
    PendingChanges pending = new PendingChanges();
    for (Map.Entry<String, byte[]> entry : state.entries()) {
      Place place = Place.of(entry.getKey());
      pending.written.add(place);
      pending.at(place.tick).put(place.period, form.decode(entry.getValue()));
    }
    return pending;
  }

  /** Adds a change; takes it over. */
  void add(long tick, String period, PeriodCounts change) {
    PeriodCounts sum = at(tick).putIfAbsent(period, change);
    if (sum != null) {
      sum.add(change);
    }
    changed.add(new Place(tick, period));
  }

  /** Takes out everything known at a tick, summed by period. */
  Map<String, PeriodCounts> take(long tick) {
    Map<String, PeriodCounts> known = new HashMap<>();
    Map<Long, Map<String, PeriodCounts>> due = waiting.headMap(tick, true);
    due.forEach(
        (at, byPeriod) ->
            byPeriod.forEach(
                (period, change) -> {
                  changed.add(new Place(at, period));
                  PeriodCounts sum = known.putIfAbsent(period, change);
                  if (sum != null) {
                    sum.add(change);
                  }
                }));
    due.clear();
    return known;
  }

  /** Returns everything known at a tick, summed by period, and leaves it where it is. */
  Map<String, PeriodCounts> peek(long tick) {
    Map<String, PeriodCounts> known = new HashMap<>();
    for (Map<String, PeriodCounts> byPeriod : waiting.headMap(tick, true).values()) {
      byPeriod.forEach(
          (period, change) ->
              known.computeIfAbsent(period, absent -> new PeriodCounts()).add(change));
    }
    return known;
  }

  /** Brings the state of the current key, which is the region's, up to date. */
  void write(MapState<String, byte[]> state, CompactForm<PeriodCounts> form) throws Exception {
    for (Place place : changed) {
      Map<String, PeriodCounts> byPeriod = waiting.get(place.tick);
      PeriodCounts counts = byPeriod == null ? null : byPeriod.get(place.period);
      if (counts != null) {
        state.put(place.key(), form.encode(counts));
        written.add(place);
      } else if (written.remove(place)) {
        state.remove(place.key());
      }
    }
    changed.clear();
  }

  private Map<String, PeriodCounts> at(long tick) {
    return waiting.computeIfAbsent(tick, time -> new HashMap<>());
  }
}
