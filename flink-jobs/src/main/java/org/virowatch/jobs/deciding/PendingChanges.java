package org.virowatch.jobs.deciding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.virowatch.schemas.RegionPeriodState;
import org.virowatch.surveillance.alert.PeriodCounts;

/** Changes of the current key's region that wait for the tick that first knows them. */
final class PendingChanges {
  private final MapState<String, RegionPeriodState> changes;

  PendingChanges(RuntimeContext context) {
    this.changes = context.getMapState(KeyedRegionState.map("pending", RegionPeriodState.class));
  }

  void add(long tick, RegionPeriodState change) throws Exception {
    String key = tick + "|" + change.getPeriod();
    RegionPeriodState waiting = changes.get(key);
    if (waiting == null) {
      changes.put(key, change);
      return;
    }
    PeriodCounts sum = PeriodCounts.of(waiting);
    sum.add(PeriodCounts.of(change));
    changes.put(key, sum.toState(change.getDataset(), change.getRegion(), change.getPeriod()));
  }

  /** Takes out everything known at a tick, summed by period. */
  Map<String, PeriodCounts> take(long tick) throws Exception {
    Map<String, PeriodCounts> known = new HashMap<>();
    List<String> taken = new ArrayList<>();
    for (Map.Entry<String, RegionPeriodState> entry : changes.entries()) {
      if (tickOf(entry.getKey()) <= tick) {
        taken.add(entry.getKey());
        known
            .computeIfAbsent(entry.getValue().getPeriod(), period -> new PeriodCounts())
            .add(PeriodCounts.of(entry.getValue()));
      }
    }
    for (String key : taken) {
      changes.remove(key);
    }
    return known;
  }

  private static long tickOf(String key) {
    return Long.parseLong(key.substring(0, key.indexOf('|')));
  }
}
