package org.virowatch.jobs.deciding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.function.SupplierWithException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.state.BytesState;
import org.virowatch.jobs.state.DecodedState;
import org.virowatch.jobs.state.LoggedSum;
import org.virowatch.jobs.state.StatePlace;
import org.virowatch.jobs.wire.WireSerializer;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.schemas.RegionTickState;
import org.virowatch.surveillance.alert.Decisions;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.alert.RegionState;
import org.virowatch.surveillance.alert.RegionSurveillance;
import org.virowatch.surveillance.alert.RegionTotals;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.lineage.LineageHierarchy;

/** The state of the current key's region in Flink's keyed state. */
final class KeyedRegionState implements RegionState, DecisionState<PeriodCounts> {
  /** One region, decoded; at first it knows nothing. */
  private static final class Region {
    final RegionPeriods periods;
    @Nullable LoggedSum<RegionTotals> totals;
    @Nullable PendingChanges<PeriodCounts> pending;

    /** Bytes of the heap, at most, of what was added since it was written. */
    long added;

    Region(RegionPeriods periods) {
      this.periods = periods;
    }

    long weight() {
      long bytes = periods.decodedBytes() + (totals == null ? 0 : totals.bytes());
      return 500
          + HEAP_PER_PERIOD * periods.size()
          + HEAP_PER_BYTE * bytes
          + added
          + (pending == null ? 0 : pending.weight());
    }
  }

  /** Decoded, an entry of about six bytes takes about thirty. */
  private static final int HEAP_PER_BYTE = 5;

  /** What is kept of a period that is not decoded. */
  private static final int HEAP_PER_PERIOD = 150;

  /** Every region that was ever evaluated has this state. */
  static final ValueStateDescriptor<RegionTickState> LAST_TICK =
      new ValueStateDescriptor<>("last-tick", new WireSerializer<>(RegionTickState.class));

  /** Every region in which something waits for its tick has this state, once it is written. */
  static final MapStateDescriptor<String, byte[]> PENDING = BytesState.map("pending");

  private final ValueState<RegionTickState> lastTick;
  private final ValueState<byte[]> totals;
  private final MapState<String, byte[]> periods;
  private final MapState<String, byte[]> totalsAdditions;
  private final MapState<String, byte[]> periodAdditions;
  private final MapState<String, byte[]> pending;
  private final MapState<String, OpenAlert> alerts;
  private final LoggedSum.Arithmetic<RegionTotals> totalsArithmetic;
  private final LoggedSum.Arithmetic<PeriodCounts> periodArithmetic;
  private final DecodedState<Region> decoded = new DecodedState<>(Region::weight);
  private Region current;
  private String currentKey = "";

  KeyedRegionState(RuntimeContext context) {
    TextPool pool = new TextPool();
    CompactForm<PeriodCounts> periodForm =
        new CompactForm<>(
                "counts of regions", 2, PeriodCounts::writeTo, PeriodCounts::readFrom, pool)
            .reading(1, PeriodCounts::readTexts);
    this.periodArithmetic =
        new LoggedSum.Arithmetic<>(
            PeriodCounts::new, PeriodCounts::add, PeriodCounts::isZero, periodForm);
    this.totalsArithmetic =
        new LoggedSum.Arithmetic<>(
            RegionTotals::new,
            RegionTotals::add,
            RegionTotals::isZero,
            new CompactForm<>(
                    "totals of regions", 3, RegionTotals::writeTo, RegionTotals::readFrom, pool)
                .reading(2, RegionTotals::readWithoutPurpose)
                .reading(1, RegionTotals::readTexts));
    this.lastTick = context.getState(LAST_TICK);
    this.totals = context.getState(BytesState.value("totals"));
    this.periods = context.getMapState(BytesState.map("periods"));
    this.totalsAdditions = context.getMapState(BytesState.map("totals-additions"));
    this.periodAdditions = context.getMapState(BytesState.map("period-additions"));
    this.pending = context.getMapState(PENDING);
    this.alerts = context.getMapState(map("alerts", OpenAlert.class));
    this.current = unread();
  }

  private Region unread() {
    return new Region(
        new RegionPeriods(
            periodArithmetic, period -> StatePlace.of(periods, periodAdditions, period)));
  }

  @Override
  public void turnTo(String key) {
    current = decoded.get(key, this::unread);
    currentKey = key;
  }

  @Override
  public Decisions<PeriodCounts> decisions(String dataset, String name, LineageHierarchy lineages) {
    return new RegionSurveillance(dataset, name, lineages, this);
  }

  @Override
  public void visit(KeyedBroadcastProcessFunction<String, ?, ?, ?>.Context context, Visit visit)
      throws Exception {
    context.applyToKeyedState(LAST_TICK, (key, state) -> visit.key(key));
    context.applyToKeyedState(PENDING, (key, state) -> visit.key(key));
  }

  @Override
  public void await(long tick, String period, PeriodCounts change) {
    pending().add(tick, period, change);
    decoded.hold(currentKey, current);
  }

  @Override
  public Map<String, PeriodCounts> takeKnown(long tick) {
    Map<String, PeriodCounts> known = pending().take(tick);
    if (!known.isEmpty()) {
      decoded.hold(currentKey, current);
    }
    return known;
  }

  @Override
  public Map<String, PeriodCounts> peekKnown(long tick) {
    return pending().peek(tick);
  }

  private PendingChanges<PeriodCounts> pending() {
    PendingChanges<PeriodCounts> changes = current.pending;
    if (changes == null) {
      changes =
          access(
              () -> PendingChanges.read(pending.entries(), periodArithmetic, PeriodCounts::bytes));
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
    Region region = decoded.get(key, this::unread);
    if (region.totals != null) {
      region.totals.write(placeOfTotals());
    }
    region.periods.write();
    region.added = 0;
    if (region.pending != null) {
      region.pending.write(pending);
    }
    decoded.written(key);
  }

  static <T extends SpecificRecordBase> MapStateDescriptor<String, T> map(
      String name, Class<T> type) {
    return new MapStateDescriptor<>(name, StringSerializer.INSTANCE, new WireSerializer<>(type));
  }

  @Override
  public @Nullable RegionTickState lastTick() {
    return access(lastTick::value);
  }

  @Override
  public void putLastTick(RegionTickState tick) {
    write(() -> lastTick.update(tick));
  }

  @Override
  public RegionTotals totals() {
    return access(() -> totalsOfCurrent().value(placeOfTotals()));
  }

  @Override
  public @Nullable PeriodCounts period(String period) {
    PeriodCounts counts = access(() -> current.periods.look(period));
    return counts.isZero() ? null : counts;
  }

  @Override
  public void add(String period, PeriodCounts change) {
    RegionTotals totalsChange = new RegionTotals();
    totalsChange.add(period, change);
    totalsOfCurrent().add(totalsChange);
    current.added += change.bytes();
    write(() -> current.periods.add(period, change));
    decoded.hold(currentKey, current);
  }

  private LoggedSum<RegionTotals> totalsOfCurrent() {
    LoggedSum<RegionTotals> known = current.totals;
    if (known == null) {
      known = access(() -> LoggedSum.at(placeOfTotals(), totalsArithmetic));
      current.totals = known;
    }
    return known;
  }

  private LoggedSum.Place placeOfTotals() {
    return StatePlace.of(totals, totalsAdditions);
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

  static <T extends @Nullable Object> T access(SupplierWithException<T, Exception> access) {
    try {
      return access.get();
    } catch (Exception e) {
      throw new IllegalStateException("state cannot be read: " + e.getMessage(), e);
    }
  }

  static void write(ThrowingRunnable<Exception> access) {
    try {
      access.run();
    } catch (Exception e) {
      throw new IllegalStateException("state is not accessible: " + e.getMessage(), e);
    }
  }
}
