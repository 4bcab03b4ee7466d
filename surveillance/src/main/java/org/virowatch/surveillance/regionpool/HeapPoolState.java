package org.virowatch.surveillance.regionpool;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.virowatch.schemas.OpenAlert;

/** Keeps a pool's state on the heap. Not safe for use by several threads at once. */
public final class HeapPoolState implements PoolState {
  private record AlertKey(String ruleId, String region, String subject) {
    static AlertKey of(OpenAlert alert) {
      return new AlertKey(alert.getRuleId(), alert.getLastEvent().getRegion(), alert.getSubject());
    }
  }

  private final TreeMap<String, RegionDays> regions = new TreeMap<>();
  private final Map<AlertKey, OpenAlert> alerts = new HashMap<>();

  /** Makes an empty state. */
  public HeapPoolState() {}

  @Override
  public Map<String, RegionDays> regions() {
    return regions;
  }

  @Override
  public void add(String region, RegionDays change) {
    RegionDays sum = regions.computeIfAbsent(region, absent -> new RegionDays());
    sum.add(change);
    if (sum.isZero()) {
      regions.remove(region);
    }
  }

  @Override
  public Collection<OpenAlert> alerts() {
    return List.copyOf(alerts.values());
  }

  @Override
  public void putAlert(OpenAlert alert) {
    alerts.put(AlertKey.of(alert), alert);
  }

  @Override
  public void removeAlert(OpenAlert alert) {
    alerts.remove(AlertKey.of(alert));
  }
}
