package org.virowatch.surveillance.alert;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.schemas.RegionTickState;

/** Keeps a region's state on the heap. Not safe for use by several threads at once. */
public final class HeapRegionState implements RegionState {
  private record AlertKey(String ruleId, String subject) {}

  private @Nullable RegionTickState lastTick;
  private RegionTotals totals = new RegionTotals();
  private final Map<String, PeriodCounts> periods = new HashMap<>();
  private final Map<AlertKey, OpenAlert> alerts = new HashMap<>();

  /** Makes an empty state. */
  public HeapRegionState() {}

  @Override
  public @Nullable RegionTickState lastTick() {
    return lastTick;
  }

  @Override
  public void putLastTick(RegionTickState tick) {
    lastTick = tick;
  }

  @Override
  public RegionTotals totals() {
    return totals;
  }

  /** Keeps other running totals. */
  void putTotals(RegionTotals newTotals) {
    totals = newTotals;
  }

  @Override
  public @Nullable PeriodCounts period(String period) {
    return periods.get(period);
  }

  @Override
  public void add(String period, PeriodCounts change) {
    PeriodCounts sum = periods.getOrDefault(period, new PeriodCounts());
    sum.add(change);
    totals.add(period, change);
    putPeriod(period, sum);
  }

  /** Keeps other counts of a period; drops it when they are zero. */
  void putPeriod(String period, PeriodCounts counts) {
    if (counts.isZero()) {
      periods.remove(period);
    } else {
      periods.put(period, counts);
    }
  }

  @Override
  public Collection<OpenAlert> alerts() {
    return List.copyOf(alerts.values());
  }

  @Override
  public void putAlert(OpenAlert alert) {
    alerts.put(new AlertKey(alert.getRuleId(), alert.getSubject()), alert);
  }

  @Override
  public void removeAlert(String ruleId, String subject) {
    alerts.remove(new AlertKey(ruleId, subject));
  }
}
