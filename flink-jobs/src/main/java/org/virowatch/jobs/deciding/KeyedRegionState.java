package org.virowatch.jobs.deciding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.util.function.SupplierWithException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.WireSerializer;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.schemas.RegionPeriodState;
import org.virowatch.schemas.RegionTickState;
import org.virowatch.schemas.RegionTotalsState;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.alert.RegionState;
import org.virowatch.surveillance.alert.RegionTotals;

/**
 * The state of the current key's region in Flink's keyed state. Counts are written when {@link
 * #write} is called, before each checkpoint; everything else at once.
 */
final class KeyedRegionState implements RegionState {
  private final ValueState<RegionTickState> lastTick;
  private final ValueState<RegionTotalsState> totals;
  private final MapState<String, RegionPeriodState> periods;
  private final MapState<String, OpenAlert> alerts;
  private final DecodedRegions decoded = new DecodedRegions();
  private DecodedRegions.Region current = new DecodedRegions.Region();
  private String currentKey = "";

  KeyedRegionState(RuntimeContext context) {
    this.lastTick =
        context.getState(
            new ValueStateDescriptor<>("last-tick", new WireSerializer<>(RegionTickState.class)));
    this.totals =
        context.getState(
            new ValueStateDescriptor<>("totals", new WireSerializer<>(RegionTotalsState.class)));
    this.periods = context.getMapState(map("periods", RegionPeriodState.class));
    this.alerts = context.getMapState(map("alerts", OpenAlert.class));
  }

  /** Turns to the region of Flink's current key. To be called before anything else. */
  KeyedRegionState of(String key) {
    current = decoded.get(key);
    currentKey = key;
    return this;
  }

  /** Returns the keys of the regions whose counts are not written yet. */
  Set<String> changed() {
    return decoded.changed();
  }

  /** Writes what changed in the region of Flink's current key. */
  void write(String key) throws Exception {
    DecodedRegions.Region region = decoded.get(key);
    if (region.totals != null && region.totalsChanged) {
      totals.update(region.totals.toState());
      region.totalsChanged = false;
    }
    for (String period : region.changedPeriods) {
      PeriodCounts counts = region.periods.get(period);
      if (counts == null) {
        periods.remove(period);
      } else {
        // Region and dataset are the key of the state; they need not be said again in each value.
        periods.put(period, counts.toState("", "", period));
      }
    }
    region.changedPeriods.clear();
    decoded.written(key);
  }

  static <T extends SpecificRecordBase> MapStateDescriptor<String, T> map(
      String name, Class<T> type) {
    return new MapStateDescriptor<>(name, StringSerializer.INSTANCE, new WireSerializer<>(type));
  }

  @Override
  public @Nullable RegionTickState lastTick() {
    return read(lastTick::value);
  }

  @Override
  public void putLastTick(RegionTickState tick) {
    write(() -> lastTick.update(tick));
  }

  @Override
  public RegionTotals totals() {
    RegionTotals known = current.totals;
    if (known == null) {
      RegionTotalsState state = read(totals::value);
      known = state == null ? new RegionTotals() : RegionTotals.of(state);
      current.totals = known;
    }
    return known;
  }

  @Override
  public void putTotals(RegionTotals newTotals) {
    current.totals = newTotals;
    current.totalsChanged = true;
    decoded.hold(currentKey, current);
  }

  @Override
  public @Nullable PeriodCounts period(String period) {
    PeriodCounts known = current.periods.get(period);
    if (known == null && !current.changedPeriods.contains(period)) {
      RegionPeriodState state = read(() -> periods.get(period));
      if (state != null) {
        known = PeriodCounts.of(state);
        current.periods.put(period, known);
      }
    }
    return known;
  }

  @Override
  public void putPeriod(String period, PeriodCounts counts) {
    if (counts.isZero()) {
      current.periods.remove(period);
    } else {
      current.periods.put(period, counts);
    }
    current.changedPeriods.add(period);
    decoded.hold(currentKey, current);
  }

  @Override
  public Collection<OpenAlert> alerts() {
    List<OpenAlert> all = new ArrayList<>();
    write(() -> alerts.values().forEach(all::add));
    return all;
  }

  @Override
  public void putAlert(OpenAlert alert) {
    write(() -> alerts.put(alertKey(alert.getRuleId(), alert.getSubject()), alert));
  }

  @Override
  public void removeAlert(String ruleId, String subject) {
    write(() -> alerts.remove(alertKey(ruleId, subject)));
  }

  private static String alertKey(String ruleId, String subject) {
    return ruleId + "|" + subject;
  }

  private static <T> @Nullable T read(SupplierWithException<@Nullable T, Exception> access) {
    try {
      return access.get();
    } catch (Exception e) {
      throw new IllegalStateException("state of a region cannot be read: " + e.getMessage(), e);
    }
  }

  private static void write(ThrowingRunnable<Exception> access) {
    try {
      access.run();
    } catch (Exception e) {
      throw new IllegalStateException("state of a region is not accessible: " + e.getMessage(), e);
    }
  }
}
