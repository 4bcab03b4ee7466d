package org.virowatch.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.activating.Held;
import org.virowatch.jobs.activating.HeldChanges;
import org.virowatch.jobs.activating.HoldFunction;
import org.virowatch.jobs.activating.HoldOperator;
import org.virowatch.jobs.counting.Bundle;
import org.virowatch.jobs.counting.GenomeChange;
import org.virowatch.jobs.deciding.DecideFunction;
import org.virowatch.jobs.deciding.DecideOperator;
import org.virowatch.jobs.deciding.Directive;
import org.virowatch.jobs.deciding.KnownChange;
import org.virowatch.jobs.deciding.LabBundle;
import org.virowatch.jobs.deciding.PoolBundle;
import org.virowatch.jobs.deciding.RegionBundle;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.lab.LabWeeks;
import org.virowatch.surveillance.regionpool.Pools;
import org.virowatch.surveillance.regionpool.RegionDays;

/**
 * From changes of genomes to alerts: bundled, held, decided. One for what each region decides
 * alone, one for what regions decide together, and one for labs.
 */
@SuppressWarnings("try") // harnesses are closed as the job crashes or ends
final class DecidingPath<V> implements AutoCloseable {
  private final Supplier<? extends Bundle<GenomeChange, KnownChange<V>>> bundles;
  private final Held<KnownChange<V>> held;
  private final ExplicitType<KnownChange<V>> type;
  private final Supplier<DecideFunction<V>> function;
  private final List<AlertRule> rules;

  private Bundle<GenomeChange, KnownChange<V>> bundle;
  private KeyedTwoInputStreamOperatorTestHarness<
          String, KnownChange<V>, Incoming<DatasetActivation>, KnownChange<V>>
      hold;
  private KeyedTwoInputStreamOperatorTestHarness<
          String, KnownChange<V>, Directive, Outgoing<AlertEvent>>
      decide;
  private final List<AlertEvent> uncommitted = new ArrayList<>();
  private @Nullable OperatorSubtaskState heldState;
  private @Nullable OperatorSubtaskState decidedState;

  private DecidingPath(
      Supplier<? extends Bundle<GenomeChange, KnownChange<V>>> bundles,
      Held<KnownChange<V>> held,
      ExplicitType<KnownChange<V>> type,
      Supplier<DecideFunction<V>> function,
      List<AlertRule> rules)
      throws Exception {
    this.bundles = bundles;
    this.held = held;
    this.type = type;
    this.function = function;
    this.rules = rules;
    this.bundle = bundles.get();
    this.hold = openHold();
    this.decide = openDecide();
    tellRules();
  }

  static DecidingPath<PeriodCounts> alone(Duration tick, List<AlertRule> rules) throws Exception {
    return new DecidingPath<>(
        () -> new RegionBundle(new Ticks(tick)),
        HeldChanges.ofRegions(),
        KnownChange.typeOfRegions(),
        () -> DecideFunction.ofRegions(tick, Map::of),
        rules);
  }

  static DecidingPath<RegionDays> together(Duration tick, List<AlertRule> rules) throws Exception {
    Ticks ticks = Pools.ticks(new Ticks(tick));
    return new DecidingPath<>(
        () -> new PoolBundle(ticks),
        HeldChanges.ofPools(),
        KnownChange.typeOfPools(),
        () -> DecideFunction.ofPools(ticks.interval(), Map::of),
        rules);
  }

  static DecidingPath<LabWeeks> labs(Duration tick, List<AlertRule> rules) throws Exception {
    return new DecidingPath<>(
        () -> new LabBundle(new Ticks(tick)),
        HeldChanges.ofLabs(),
        KnownChange.typeOfLabs(),
        () -> DecideFunction.ofLabs(tick),
        rules);
  }

  void add(GenomeChange change) {
    bundle.add(change);
  }

  void step(Incoming<DatasetActivation> step) throws Exception {
    hold.processElement2(new StreamRecord<>(step, 0));
  }

  /** Hands on what is bundled: all of it, or what may not wait for the next checkpoint. */
  void shuffle(boolean all) throws Exception {
    List<KnownChange<V>> changes = new ArrayList<>();
    if (all) {
      bundle.drain(changes::add);
    } else {
      bundle.drainUrgent(changes::add);
    }
    for (KnownChange<V> change : changes) {
      hold.processElement1(new StreamRecord<>(change, 0));
    }
    for (KnownChange<V> change : hold.extractOutputValues()) {
      decide.processElement1(new StreamRecord<>(change, 0));
    }
    hold.getOutput().clear();
  }

  /** Tells of an alert about a lab, as the job does before event time goes on. */
  void judged(AlertEvent event) throws Exception {
    decide.processElement2(new StreamRecord<>(new Directive.LabJudged(event), 0));
  }

  /** Returns the alerts that came since this was asked last. */
  List<AlertEvent> newAlerts() {
    List<AlertEvent> alerts = new ArrayList<>();
    decide.extractOutputValues().forEach(outgoing -> alerts.add(outgoing.value()));
    decide.getOutput().clear();
    uncommitted.addAll(alerts);
    return alerts;
  }

  void advance(Watermark watermark) throws Exception {
    bundle.passed(watermark.getTimestamp());
    if (bundle.mustPrecede(watermark.getTimestamp())) {
      shuffle(true);
    }
    hold.processWatermark1(watermark);
    decide.processWatermark1(watermark);
  }

  /** Takes a checkpoint, and commits the alerts that came before it. */
  void checkpoint(int number, long now, List<AlertEvent> committed) throws Exception {
    newAlerts();
    committed.addAll(uncommitted);
    uncommitted.clear();
    heldState = snapshot(hold, number, now);
    decidedState = snapshot(decide, number, now);
  }

  private static OperatorSubtaskState snapshot(
      AbstractStreamOperatorTestHarness<?> harness, int number, long now) throws Exception {
    harness.prepareSnapshotPreBarrier(number);
    return harness.snapshot(number, now);
  }

  /** Crashes, and begins anew from the last checkpoint. */
  void crashAndRestore() throws Exception {
    close();
    uncommitted.clear();
    bundle = bundles.get();
    hold = openHold();
    decide = openDecide();
    if (decidedState == null) {
      tellRules();
    } else {
      decide.processWatermark2(Watermark.MAX_WATERMARK);
    }
  }

  private void tellRules() throws Exception {
    for (AlertRule rule : rules) {
      var edit = new Directive.RuleEdit(new Incoming.Decoded<>(rule));
      decide.processElement2(new StreamRecord<>(edit, 0));
    }
    decide.processWatermark2(Watermark.MAX_WATERMARK);
  }

  private KeyedTwoInputStreamOperatorTestHarness<
          String, KnownChange<V>, Incoming<DatasetActivation>, KnownChange<V>>
      openHold() throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new HoldOperator<>(new HoldFunction<>(held)), KnownChange::key, null, Types.STRING);
    harness.setup(type.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    var open = opened(harness, heldState);
    open.processWatermark2(Watermark.MAX_WATERMARK);
    return open;
  }

  private KeyedTwoInputStreamOperatorTestHarness<
          String, KnownChange<V>, Directive, Outgoing<AlertEvent>>
      openDecide() throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new DecideOperator<>(function.get()), KnownChange::key, null, Types.STRING);
    harness.setup(
        ExplicitType.outgoing(AlertEvent.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    return opened(harness, decidedState);
  }

  private static <H extends AbstractStreamOperatorTestHarness<?>> H opened(
      H harness, @Nullable OperatorSubtaskState state) throws Exception {
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  @Override
  public void close() throws Exception {
    hold.close();
    decide.close();
  }
}
