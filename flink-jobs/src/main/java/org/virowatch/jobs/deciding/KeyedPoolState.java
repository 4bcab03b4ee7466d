package org.virowatch.jobs.deciding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.state.BytesState;
import org.virowatch.jobs.state.DecodedState;
import org.virowatch.jobs.state.LoggedSum;
import org.virowatch.jobs.state.StatePlace;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.surveillance.alert.Decisions;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.pool.PoolState;
import org.virowatch.surveillance.pool.PoolSurveillance;
import org.virowatch.surveillance.pool.RegionDays;

/** The state of the current key's pool in Flink's keyed state. */
final class KeyedPoolState implements PoolState, DecisionState<RegionDays> {
  /** One pool, decoded; at first it knows nothing. */
  private static final class Pool {
    @Nullable Map<String, LoggedSum<RegionDays>> regions;
    final Set<String> changedRegions = new HashSet<>();
    @Nullable PendingChanges<RegionDays> pending;

    /** Bytes of it in Flink's state, as of the last time it was read or written. */
    long bytes;

    long weight() {
      return 500 + HEAP_PER_BYTE * bytes;
    }
  }

  /** Decoded, an entry of about six bytes takes about thirty. */
  private static final int HEAP_PER_BYTE = 5;

  private static final MapStateDescriptor<String, byte[]> REGIONS = BytesState.map("regions");
  private static final MapStateDescriptor<String, byte[]> PENDING = BytesState.map("pending");

  private final MapState<String, byte[]> regions;
  private final MapState<String, byte[]> additions;
  private final MapState<String, byte[]> pending;
  private final MapState<String, OpenAlert> alerts;
  private final LoggedSum.Arithmetic<RegionDays> arithmetic;
  private final DecodedState<Pool> decoded = new DecodedState<>(Pool::weight);
  private Pool current = new Pool();
  private String currentKey = "";

  KeyedPoolState(RuntimeContext context) {
    this.arithmetic =
        new LoggedSum.Arithmetic<>(
            RegionDays::new,
            RegionDays::add,
            RegionDays::isZero,
            new CompactForm<>(
                "days of regions", 1, RegionDays::writeTo, RegionDays::readFrom, new TextPool()));
    this.regions = context.getMapState(REGIONS);
    this.additions = context.getMapState(BytesState.map("region-additions"));
    this.pending = context.getMapState(PENDING);
    this.alerts = context.getMapState(KeyedRegionState.map("alerts", OpenAlert.class));
  }

  @Override
  public void turnTo(String key) {
    current = decoded.get(key, Pool::new);
    currentKey = key;
  }

  @Override
  public Decisions<RegionDays> decisions(String dataset, String name, LineageHierarchy lineages) {
    return new PoolSurveillance(dataset, lineages, this);
  }

  @Override
  public void visit(KeyedBroadcastProcessFunction<String, ?, ?, ?>.Context context, Visit visit)
      throws Exception {
    context.applyToKeyedState(REGIONS, (key, state) -> visit.key(key));
    context.applyToKeyedState(PENDING, (key, state) -> visit.key(key));
  }

  @Override
  public void await(long tick, String region, RegionDays change) {
    pending().add(tick, region, change);
    decoded.hold(currentKey, current);
  }

  @Override
  public Map<String, RegionDays> takeKnown(long tick) {
    Map<String, RegionDays> known = pending().take(tick);
    if (!known.isEmpty()) {
      decoded.hold(currentKey, current);
    }
    return known;
  }

  @Override
  public Map<String, RegionDays> peekKnown(long tick) {
    return pending().peek(tick);
  }

  private PendingChanges<RegionDays> pending() {
    PendingChanges<RegionDays> changes = current.pending;
    if (changes == null) {
      changes =
          KeyedRegionState.access(
              () -> PendingChanges.read(pending.entries(), arithmetic, oneDay -> 0));
      current.pending = changes;
    }
    return changes;
  }

  @Override
  public Set<String> changed() {
    return decoded.changed();
  }

  @Override
  public void close() {
    decoded.close();
  }

  @Override
  public boolean isFull() {
    return decoded.isFull();
  }

  @Override
  public void write(String key) throws Exception {
    Pool pool = decoded.get(key, Pool::new);
    Map<String, LoggedSum<RegionDays>> sums = pool.regions;
    for (String region : pool.changedRegions) {
      LoggedSum<RegionDays> sum = sums == null ? null : sums.get(region);
      if (sums != null && sum != null) {
        pool.bytes -= sum.bytes();
        sum.write(placeOf(region));
        pool.bytes += sum.bytes();
        if (sum.isGone()) {
          pool.bytes -= sum.bytes();
          sums.remove(region);
        }
      }
    }
    pool.changedRegions.clear();
    if (pool.pending != null) {
      pool.pending.write(pending);
    }
    decoded.written(key);
  }

  @Override
  public Map<String, RegionDays> regions() {
    Map<String, RegionDays> all = new HashMap<>();
    sums()
        .forEach(
            (region, sum) ->
                all.put(region, KeyedRegionState.access(() -> sum.value(placeOf(region)))));
    return all;
  }

  @Override
  public void add(String region, RegionDays change) {
    sums().computeIfAbsent(region, this::find).add(change);
    current.changedRegions.add(region);
    decoded.hold(currentKey, current);
  }

  private Map<String, LoggedSum<RegionDays>> sums() {
    Map<String, LoggedSum<RegionDays>> known = current.regions;
    if (known == null) {
      known = new HashMap<>();
      current.regions = known;
      // A sum is written before anything is added to it, so every region is among the sums.
      for (String region : KeyedRegionState.access(() -> List.copyOf(keys()))) {
        LoggedSum<RegionDays> sum = find(region);
        known.put(region, sum);
        current.bytes += sum.bytes();
      }
    }
    return known;
  }

  private Collection<String> keys() throws Exception {
    List<String> names = new ArrayList<>();
    regions.keys().forEach(names::add);
    return names;
  }

  private LoggedSum<RegionDays> find(String region) {
    return KeyedRegionState.access(() -> LoggedSum.at(placeOf(region), arithmetic));
  }

  private LoggedSum.Place placeOf(String region) {
    return StatePlace.of(regions, additions, region);
  }

  @Override
  public Collection<OpenAlert> alerts() {
    List<OpenAlert> all = new ArrayList<>();
    KeyedRegionState.write(() -> alerts.values().forEach(all::add));
    return all;
  }

  @Override
  public void putAlert(OpenAlert alert) {
    KeyedRegionState.write(() -> alerts.put(alertKey(alert), alert));
  }

  @Override
  public void removeAlert(OpenAlert alert) {
    KeyedRegionState.write(() -> alerts.remove(alertKey(alert)));
  }

  private static String alertKey(OpenAlert alert) {
    return String.join(
        "|", alert.getRuleId(), alert.getLastEvent().getRegion(), alert.getSubject());
  }
}
