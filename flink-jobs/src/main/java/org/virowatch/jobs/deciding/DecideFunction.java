package org.virowatch.jobs.deciding;

import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.LabOrder;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.surveillance.alert.Decisions;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.lab.LabHistory;
import org.virowatch.surveillance.lab.LabWeeks;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.regionpool.RegionDays;
import org.virowatch.surveillance.rule.RuleSet;

/**
 * Evaluates rules at ticks of event time, keyed by dataset and what is looked at together: a
 * region, a pool of regions, or the labs of a country. A change waits for its tick, so a tick sees
 * what was submitted by then and nothing that came later; a change that comes after its tick was
 * decided counts at the next one. An edited rule does not wait for a tick: it applies at once to
 * every key. That a lab is held or released shows at the next tick.
 *
 * @param <V> by how much something changes
 */
public final class DecideFunction<V>
    extends KeyedBroadcastProcessFunction<String, KnownChange<V>, Directive, Outgoing<AlertEvent>> {
  /** Output of forecasts, for what decides with days of regions. */
  public static final OutputTag<Outgoing<ForecastUpdate>> FORECASTS =
      new OutputTag<>("forecasts", ExplicitType.outgoing(ForecastUpdate.class));

  @Serial private static final long serialVersionUID = 1L;

  private final Duration interval;
  private final Hierarchies hierarchies;
  private final DecisionState.Factory<V> states;
  private final boolean forecasting;
  private transient @Nullable Task<V> task;

  private DecideFunction(
      Duration tick,
      Hierarchies hierarchies,
      DecisionState.Factory<V> states,
      boolean forecasting) {
    this.interval = tick;
    this.forecasting = forecasting;
    this.hierarchies = hierarchies;
    this.states = states;
  }

  /**
   * Makes the function that decides each region alone.
   *
   * @param tick interval of event time at which rules are evaluated
   * @param hierarchies where lineage hierarchies come from
   */
  public static DecideFunction<PeriodCounts> ofRegions(Duration tick, Hierarchies hierarchies) {
    return new DecideFunction<>(tick, hierarchies, KeyedRegionState::new, false);
  }

  /**
   * Makes the function that decides what looks across the regions of a pool.
   *
   * @param tick interval of event time at which rules are evaluated
   * @param hierarchies where lineage hierarchies come from
   */
  public static DecideFunction<RegionDays> ofPools(Duration tick, Hierarchies hierarchies) {
    return new DecideFunction<>(tick, hierarchies, KeyedPartState::ofPools, true);
  }

  /**
   * Makes the function that compares the labs of a country.
   *
   * @param tick interval of event time at which rules are evaluated
   */
  public static DecideFunction<LabWeeks> ofLabs(Duration tick) {
    return new DecideFunction<>(tick, Map::of, KeyedPartState::ofLabs, false);
  }

  private record Task<V>(
      Ticks ticks,
      Map<String, LineageHierarchy> hierarchies,
      CurrentRules rules,
      CurrentLabs labs,
      DecisionState<V> state,
      ValueState<Long> decided,
      ForecastPace pace,
      Counter late,
      Counter decisions,
      Counter alerts) {
    InForce inForce(
        ReadOnlyBroadcastState<String, AlertRule> ruleState,
        ReadOnlyBroadcastState<String, LabOrder> orders,
        ReadOnlyBroadcastState<String, AlertEvent> judged)
        throws Exception {
      return new InForce(rules.get(ruleState), labs.get(orders, judged));
    }
  }

  /** The rules, and the labs that they leave out. */
  private record InForce(RuleSet rules, LabHistory labs) {
    RuleSet at(Instant tick) {
      return rules.with(labs.at(tick));
    }
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    var metrics = runtime.getMetricGroup();
    task =
        new Task<>(
            new Ticks(interval),
            hierarchies.load(),
            new CurrentRules(),
            new CurrentLabs(),
            states.open(runtime),
            runtime.getState(new ValueStateDescriptor<>("decided", LongSerializer.INSTANCE)),
            new ForecastPace(),
            metrics.counter("late"),
            metrics.counter("decisions"),
            metrics.counter("alerts"));
  }

  @Override
  public void close() {
    if (task != null) {
      task.state.close();
    }
  }

  @Override
  public void processElement(
      KnownChange<V> change, ReadOnlyContext context, Collector<Outgoing<AlertEvent>> out)
      throws Exception {
    Task<V> current = task();
    long passed = Math.max(context.timerService().currentWatermark(), decided(current));
    long tick = change.tick();
    if (tick <= passed) {
      current.late.inc();
      tick = current.ticks.after(Instant.ofEpochMilli(passed)).toEpochMilli();
    }
    current.state.turnTo(change.key());
    current.state.await(tick, change.part(), change.change());
    context.timerService().registerEventTimeTimer(tick);
  }

  @Override
  public void processBroadcastElement(
      Directive directive, Context context, Collector<Outgoing<AlertEvent>> out) throws Exception {
    CurrentLabs labs = task().labs;
    if (directive instanceof Directive.LabJudged judged) {
      labs.judged(
          judged.event(),
          context.currentWatermark(),
          context.getBroadcastState(CurrentLabs.JUDGED));
    } else if (directive instanceof Directive.LabOrdered ordered) {
      labs.order(ordered.order(), context.getBroadcastState(CurrentLabs.ORDERS));
    } else if (directive instanceof Directive.RuleEdit rule) {
      applyEdit(rule.edit(), context, out);
    }
  }

  private void applyEdit(
      Incoming<AlertRule> edit, Context context, Collector<Outgoing<AlertEvent>> out)
      throws Exception {
    Task<V> current = task();
    Optional<String> edited =
        current.rules.apply(edit, context.getBroadcastState(CurrentRules.STATE));
    if (edited.isEmpty()) {
      return;
    }
    InForce rules =
        current.inForce(
            context.getBroadcastState(CurrentRules.STATE),
            context.getBroadcastState(CurrentLabs.ORDERS),
            context.getBroadcastState(CurrentLabs.JUDGED));
    Now now = new Now(context.currentWatermark(), context.currentProcessingTime());
    Set<String> seen = new HashSet<>();
    current.state.visit(
        context,
        key -> {
          if (seen.add(key)) {
            applyEdit(key, edited.get(), rules, now, current, out);
          }
        });
  }

  private record Now(long watermark, long clock) {}

  /**
   * Applies an edit to a key at once. Live, it sees what is known by now. In a replay the clock is
   * far ahead of event time, and it sees what the last tick saw. Before the first tick nothing is
   * decided: the rules that are there at the start are read first.
   */
  private void applyEdit(
      String key,
      String edited,
      InForce rules,
      Now now,
      Task<V> current,
      Collector<Outgoing<AlertEvent>> out)
      throws Exception {
    current.state.turnTo(key);
    long decided = decided(current);
    long passed = Math.max(now.watermark, decided);
    if (passed == Long.MIN_VALUE || passed == Long.MAX_VALUE) {
      return;
    }
    long next = current.ticks.after(Instant.ofEpochMilli(passed)).toEpochMilli();
    boolean live = now.clock < next + interval.toMillis();
    if (!live && decided == Long.MIN_VALUE) {
      return;
    }
    Instant asOf =
        Instant.ofEpochMilli(live ? Math.max(passed, Math.min(now.clock, next)) : decided);
    Map<String, V> ahead = live ? current.state.peekKnown(next) : Map.of();
    emit(decisions(key, current).edit(asOf, rules.at(asOf), Set.of(edited), ahead), current, out);
  }

  private static void emit(
      List<AlertEvent> events, Task<?> current, Collector<Outgoing<AlertEvent>> out) {
    for (AlertEvent event : events) {
      current.alerts.inc();
      out.collect(new Outgoing<>(event.getAlertId(), event));
    }
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<Outgoing<AlertEvent>> out)
      throws Exception {
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      forecast(context);
      return;
    }
    Task<V> current = task();
    current.state.turnTo(context.getCurrentKey());
    Map<String, V> known = current.state.takeKnown(tick);
    boolean ended = context.timerService().currentWatermark() == Long.MAX_VALUE;
    if (ended && known.isEmpty()) {
      return; // the stream is over: time alone decides nothing any more
    }
    Decisions<V> decisions = decisions(context.getCurrentKey(), current);
    decisions.apply(known);
    Instant at = Instant.ofEpochMilli(tick);
    InForce rules =
        current.inForce(
            context.getBroadcastState(CurrentRules.STATE),
            context.getBroadcastState(CurrentLabs.ORDERS),
            context.getBroadcastState(CurrentLabs.JUDGED));
    emit(decisions.tick(at, rules.at(at)), current, out);
    current.decisions.inc();
    if (!ended) {
      awaitNext(decisions, at, rules.labs, current, context.timerService());
    }
    if (forecasting) {
      TimerService timers = context.timerService();
      timers.registerProcessingTimeTimer(ForecastPace.after(timers.currentProcessingTime()));
    }
  }

  private void forecast(OnTimerContext context) throws Exception {
    Task<V> current = task();
    String key = context.getCurrentKey();
    long decided = decided(current);
    if (decided == Long.MIN_VALUE || !current.pace.isNew(key, decided)) {
      return;
    }
    TimerService timers = context.timerService();
    long began = timers.currentProcessingTime();
    long earliest = current.pace.earliest(began);
    if (earliest > began) {
      timers.registerProcessingTimeTimer(earliest);
      return;
    }
    for (ForecastUpdate update : decisions(key, current).forecasts(Instant.ofEpochMilli(decided))) {
      context.output(
          FORECASTS,
          new Outgoing<>(Keys.forecast(update.getDataset(), update.getRegion()), update));
    }
    current.pace.forecast(key, decided, began, timers.currentProcessingTime());
  }

  /**
   * Ticks at which nothing can happen are left out where event time has already passed them; the
   * first tick that lies ahead never is, because rules may be edited before it.
   */
  private void awaitNext(
      Decisions<V> decisions, Instant at, LabHistory labs, Task<V> current, TimerService timers)
      throws Exception {
    Instant ahead = current.ticks.after(Instant.ofEpochMilli(timers.currentWatermark()));
    Instant next = decisions.nextDecision(at, interval).orElse(null);
    if (next != null) {
      // At which labs are held, or no longer are, counts change.
      Instant change = labs.nextChange(at).map(current.ticks::atOrAfter).orElse(next);
      next = change.isBefore(next) ? change : next;
    }
    if (next != null) {
      timers.registerEventTimeTimer((next.isBefore(ahead) ? next : ahead).toEpochMilli());
    }
    boolean passedOthers = next == null || !next.isBefore(ahead);
    current.decided.update((passedOthers ? ahead.minus(interval) : at).toEpochMilli());
  }

  /** Returns the keys whose counts are not in state yet. */
  Set<String> changed() {
    return task().state.changed();
  }

  /** Returns whether counts have to be written before more change. */
  boolean isFull() {
    return task().state.isFull();
  }

  /** Writes the counts of the current key into its state. */
  void write(String key) throws Exception {
    task().state.write(key);
  }

  private Decisions<V> decisions(String key, Task<V> current) {
    int bar = key.indexOf('|');
    String dataset = key.substring(0, bar);
    current.state.turnTo(key);
    return current.state.decisions(
        dataset,
        key.substring(bar + 1),
        current.hierarchies.getOrDefault(dataset, LineageHierarchy.of(Map.of())));
  }

  private static long decided(Task<?> current) throws Exception {
    Long decided = current.decided.value();
    return decided == null ? Long.MIN_VALUE : decided;
  }

  private Task<V> task() {
    if (task == null) {
      throw new IllegalStateException("open was not called");
    }
    return task;
  }
}
