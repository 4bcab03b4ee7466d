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
import org.virowatch.jobs.state.LoggedSum;
import org.virowatch.jobs.state.StatePlace;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.surveillance.alert.Decisions;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.regionpool.PoolState;
import org.virowatch.surveillance.regionpool.PoolSurveillance;
import org.virowatch.surveillance.regionpool.RegionDays;

/** The state of the current key's pool in Flink's keyed state. */
final class KeyedPoolState extends KeyedDecisions<KeyedPoolState.Pool, RegionDays>
    implements PoolState {
  /** One pool, decoded; at first it knows nothing. */
  static final class Pool extends Subject<RegionDays> {
    @Nullable Map<String, LoggedSum<RegionDays>> regions;
    final Set<String> changedRegions = new HashSet<>();

    /** Bytes of it in Flink's state, as of the last time it was read or written. */
    long bytes;

    @Override
    long weight() {
      return 500 + HEAP_PER_BYTE * bytes;
    }
  }

  private static final MapStateDescriptor<String, byte[]> REGIONS = BytesState.map("regions");

  private final MapState<String, byte[]> regions;
  private final MapState<String, byte[]> additions;

  KeyedPoolState(RuntimeContext context) {
    super(
        context,
        new LoggedSum.Arithmetic<>(
            RegionDays::new,
            RegionDays::add,
            RegionDays::isZero,
            new CompactForm<>(
                    "days of regions", 2, RegionDays::writeTo, RegionDays::readFrom, new TextPool())
                .reading(1, RegionDays::readFirst)),
        oneDay -> 0);
    this.regions = context.getMapState(REGIONS);
    this.additions = context.getMapState(BytesState.map("region-additions"));
  }

  @Override
  Pool unread() {
    return new Pool();
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
  void writeCounts(Pool pool) throws Exception {
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
  }

  @Override
  public Map<String, RegionDays> regions() {
    Map<String, RegionDays> all = new HashMap<>();
    sums().forEach((region, sum) -> all.put(region, access(() -> sum.value(placeOf(region)))));
    return all;
  }

  @Override
  public void add(String region, RegionDays change) {
    sums().computeIfAbsent(region, this::find).add(change);
    current().changedRegions.add(region);
    hold();
  }

  private Map<String, LoggedSum<RegionDays>> sums() {
    Pool pool = current();
    Map<String, LoggedSum<RegionDays>> known = pool.regions;
    if (known == null) {
      known = new HashMap<>();
      pool.regions = known;
      // A sum is written before anything is added to it, so every region is among the sums.
      for (String region : access(() -> List.copyOf(keys()))) {
        LoggedSum<RegionDays> sum = find(region);
        known.put(region, sum);
        pool.bytes += sum.bytes();
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
    return access(() -> LoggedSum.at(placeOf(region), arithmetic()));
  }

  private LoggedSum.Place placeOf(String region) {
    return StatePlace.of(regions, additions, region);
  }

  @Override
  public void putAlert(OpenAlert alert) {
    putAlert(alertKey(alert), alert);
  }

  @Override
  public void removeAlert(OpenAlert alert) {
    removeAlert(alertKey(alert));
  }

  private static String alertKey(OpenAlert alert) {
    return String.join(
        "|", alert.getRuleId(), alert.getLastEvent().getRegion(), alert.getSubject());
  }
}
