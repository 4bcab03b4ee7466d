package org.virowatch.jobs.deciding;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.state.BytesState;
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
final class KeyedRegionState extends KeyedDecisions<KeyedRegionState.Region, PeriodCounts>
    implements RegionState {
  /** One region, decoded; at first it knows nothing. */
  static final class Region extends Subject<PeriodCounts> {
    final RegionPeriods periods;
    @Nullable LoggedSum<RegionTotals> totals;

    /** Bytes of the heap, at most, of what was added since it was written. */
    long added;

    Region(RegionPeriods periods) {
      this.periods = periods;
    }

    @Override
    long weight() {
      long bytes = periods.decodedBytes() + (totals == null ? 0 : totals.bytes());
      return 500
          + HEAP_PER_PERIOD * periods.size()
          + HEAP_PER_BYTE * bytes
          + added
          + (pending == null ? 0 : pending.weight());
    }
  }

  /** What is kept of a period that is not decoded. */
  private static final int HEAP_PER_PERIOD = 150;

  /** Every region that was ever evaluated has this state. */
  static final ValueStateDescriptor<RegionTickState> LAST_TICK =
      new ValueStateDescriptor<>("last-tick", new WireSerializer<>(RegionTickState.class));

  private final ValueState<RegionTickState> lastTick;
  private final ValueState<byte[]> totals;
  private final MapState<String, byte[]> periods;
  private final MapState<String, byte[]> totalsAdditions;
  private final MapState<String, byte[]> periodAdditions;
  private final LoggedSum.Arithmetic<RegionTotals> totalsArithmetic;

  KeyedRegionState(RuntimeContext context) {
    this(context, new TextPool());
  }

  private KeyedRegionState(RuntimeContext context, TextPool pool) {
    super(
        context,
        new LoggedSum.Arithmetic<>(
            PeriodCounts::new,
            PeriodCounts::add,
            PeriodCounts::isZero,
            new CompactForm<>(
                    "counts of regions", 3, PeriodCounts::writeTo, PeriodCounts::readFrom, pool)
                .reading(2, PeriodCounts::readUnknownOfAll)
                .reading(1, PeriodCounts::readTexts)),
        PeriodCounts::bytes);
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
  }

  @Override
  Region unread() {
    return new Region(
        new RegionPeriods(arithmetic(), period -> StatePlace.of(periods, periodAdditions, period)));
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
  void writeCounts(Region region) throws Exception {
    if (region.totals != null) {
      region.totals.write(placeOfTotals());
    }
    region.periods.write();
    region.added = 0;
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
    PeriodCounts counts = access(() -> current().periods.look(period));
    return counts.isZero() ? null : counts;
  }

  @Override
  public void add(String period, PeriodCounts change) {
    RegionTotals totalsChange = new RegionTotals();
    totalsChange.add(period, change);
    totalsOfCurrent().add(totalsChange);
    current().added += change.bytes();
    write(() -> current().periods.add(period, change));
    hold();
  }

  private LoggedSum<RegionTotals> totalsOfCurrent() {
    Region region = current();
    LoggedSum<RegionTotals> known = region.totals;
    if (known == null) {
      known = access(() -> LoggedSum.at(placeOfTotals(), totalsArithmetic));
      region.totals = known;
    }
    return known;
  }

  private LoggedSum.Place placeOfTotals() {
    return StatePlace.of(totals, totalsAdditions);
  }

  @Override
  public void putAlert(OpenAlert alert) {
    putAlert(alertKey(alert.getRuleId(), alert.getSubject()), alert);
  }

  @Override
  public void removeAlert(String ruleId, String subject) {
    removeAlert(alertKey(ruleId, subject));
  }

  private static String alertKey(String ruleId, String subject) {
    return ruleId + "|" + subject;
  }
}
