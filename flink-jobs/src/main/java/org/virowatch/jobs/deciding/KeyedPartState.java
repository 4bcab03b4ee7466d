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
import org.virowatch.surveillance.alert.PartState;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.lab.LabWeeks;
import org.virowatch.surveillance.labquality.LabSurveillance;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.regionpool.PoolSurveillance;
import org.virowatch.surveillance.regionpool.RegionDays;

/**
 * The state of the parts that the current key looks at together, such as the regions of a pool, in
 * Flink's keyed state.
 *
 * @param <V> counts of a part
 */
final class KeyedPartState<V> extends KeyedDecisions<KeyedPartState.Parts<V>, V>
    implements PartState<V> {
  /** What is looked at together, decoded; at first it knows nothing. */
  static final class Parts<V> extends Subject<V> {
    @Nullable Map<String, LoggedSum<V>> sums;
    final Set<String> changed = new HashSet<>();

    /** Bytes of it in Flink's state, as of the last time it was read or written. */
    long bytes;

    @Override
    long weight() {
      return 500 + HEAP_PER_BYTE * bytes;
    }
  }

  /** Makes the decisions over a state. */
  @FunctionalInterface
  private interface Maker<V> {
    Decisions<V> of(String dataset, String name, LineageHierarchy lineages, PartState<V> state);
  }

  /** Named after the first that had it. */
  private static final MapStateDescriptor<String, byte[]> PARTS = BytesState.map("regions");

  private final MapState<String, byte[]> parts;
  private final MapState<String, byte[]> additions;
  private final Maker<V> decisions;

  private KeyedPartState(
      RuntimeContext context, LoggedSum.Arithmetic<V> arithmetic, Maker<V> decisions) {
    super(context, arithmetic, oneDay -> 0);
    this.parts = context.getMapState(PARTS);
    this.additions = context.getMapState(BytesState.map("region-additions"));
    this.decisions = decisions;
  }

  /** Opens the state of pools of regions. */
  static KeyedPartState<RegionDays> ofPools(RuntimeContext context) {
    return new KeyedPartState<>(
        context,
        new LoggedSum.Arithmetic<>(
            RegionDays::new,
            RegionDays::add,
            RegionDays::isZero,
            new CompactForm<>(
                    "days of regions", 2, RegionDays::writeTo, RegionDays::readFrom, new TextPool())
                .reading(1, RegionDays::readFirst)),
        (dataset, pool, lineages, state) -> new PoolSurveillance(dataset, lineages, state));
  }

  /** Opens the state of the labs of countries. */
  static KeyedPartState<LabWeeks> ofLabs(RuntimeContext context) {
    return new KeyedPartState<>(
        context,
        new LoggedSum.Arithmetic<>(
            LabWeeks::new,
            LabWeeks::add,
            LabWeeks::isZero,
            new CompactForm<>(
                "weeks of labs", 1, LabWeeks::writeTo, LabWeeks::readFrom, new TextPool())),
        (dataset, country, lineages, state) -> new LabSurveillance(dataset, country, state));
  }

  @Override
  Parts<V> unread() {
    return new Parts<>();
  }

  @Override
  public Decisions<V> decisions(String dataset, String name, LineageHierarchy lineages) {
    return decisions.of(dataset, name, lineages, this);
  }

  @Override
  public void visit(KeyedBroadcastProcessFunction<String, ?, ?, ?>.Context context, Visit visit)
      throws Exception {
    context.applyToKeyedState(PARTS, (key, state) -> visit.key(key));
    context.applyToKeyedState(PENDING, (key, state) -> visit.key(key));
  }

  @Override
  void writeCounts(Parts<V> current) throws Exception {
    Map<String, LoggedSum<V>> sums = current.sums;
    for (String part : current.changed) {
      LoggedSum<V> sum = sums == null ? null : sums.get(part);
      if (sums != null && sum != null) {
        current.bytes -= sum.bytes();
        sum.write(placeOf(part));
        current.bytes += sum.bytes();
        if (sum.isGone()) {
          current.bytes -= sum.bytes();
          sums.remove(part);
        }
      }
    }
    current.changed.clear();
  }

  @Override
  public Map<String, V> parts() {
    Map<String, V> all = new HashMap<>();
    sums().forEach((part, sum) -> all.put(part, access(() -> sum.value(placeOf(part)))));
    return all;
  }

  @Override
  public void add(String part, V change) {
    sums().computeIfAbsent(part, this::find).add(change);
    current().changed.add(part);
    hold();
  }

  private Map<String, LoggedSum<V>> sums() {
    Parts<V> current = current();
    Map<String, LoggedSum<V>> known = current.sums;
    if (known == null) {
      known = new HashMap<>();
      current.sums = known;
      // A sum is written before anything is added to it, so every part is among the sums.
      for (String part : access(() -> List.copyOf(keys()))) {
        LoggedSum<V> sum = find(part);
        known.put(part, sum);
        current.bytes += sum.bytes();
      }
    }
    return known;
  }

  private Collection<String> keys() throws Exception {
    List<String> names = new ArrayList<>();
    parts.keys().forEach(names::add);
    return names;
  }

  private LoggedSum<V> find(String part) {
    return access(() -> LoggedSum.at(placeOf(part), arithmetic()));
  }

  private LoggedSum.Place placeOf(String part) {
    return StatePlace.of(parts, additions, part);
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
