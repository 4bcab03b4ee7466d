package org.virowatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.activating.Held;
import org.virowatch.jobs.activating.HeldCells;
import org.virowatch.jobs.activating.HoldFunction;
import org.virowatch.jobs.activating.HoldOperator;
import org.virowatch.jobs.counting.CellBundle;
import org.virowatch.jobs.counting.CellChange;
import org.virowatch.jobs.counting.CountFunction;
import org.virowatch.jobs.counting.CountOperator;
import org.virowatch.jobs.counting.GenomeChange;
import org.virowatch.jobs.counting.PublishFunction;
import org.virowatch.jobs.counting.PublishOperator;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.lab.LabWeeks;
import org.virowatch.surveillance.regionpool.RegionDays;

/**
 * The operators of the surveillance job as the job wires them, record by record in one thread, with
 * crashes. Frequencies that have left stay; alerts since the last checkpoint are taken back.
 */
@SuppressWarnings("try") // harnesses are closed as the job crashes or ends
final class SurveillancePath implements AutoCloseable {
  private static final Duration PUBLISH_INTERVAL = Duration.ofMillis(500);
  private static final long AN_HOUR = 3_600_000;
  private static final KeySelector<CellChange, String> CELL = change -> change.key().wireKey();

  private final Retention retention;
  private final Random random;

  private KeyedOneInputStreamOperatorTestHarness<String, CalledGenome, GenomeChange> count;
  private KeyedTwoInputStreamOperatorTestHarness<
          String, CellChange, Incoming<DatasetActivation>, CellChange>
      holdCells;
  private KeyedOneInputStreamOperatorTestHarness<String, CellChange, Outgoing<FrequencyUpdate>>
      publish;
  private final DecidingPath<LabWeeks> labs;
  private final DecidingPath<PeriodCounts> alone;
  private final DecidingPath<RegionDays> together;
  private CellBundle cellBundle = new CellBundle();
  private final Watermarks watermarks = new Watermarks();

  private @Nullable OperatorSubtaskState counted;
  private @Nullable OperatorSubtaskState heldCells;
  private @Nullable OperatorSubtaskState published;
  private int checkpoint;
  private int crashes;
  private long now = AN_HOUR;

  private final Map<String, FrequencyUpdate> frequencies = new HashMap<>();
  private final List<AlertEvent> alerts = new ArrayList<>();

  SurveillancePath(Retention retention, List<AlertRule> rules, Duration tick, Random random)
      throws Exception {
    this.retention = retention;
    this.random = random;
    this.count = openCount();
    this.holdCells = openHold(new HeldCells(), CELL, CellChange.type(), null);
    this.publish = openPublish();
    this.labs = DecidingPath.labs(tick, rules);
    this.alone = DecidingPath.alone(tick, rules);
    this.together = DecidingPath.together(tick, rules);
  }

  int crashes() {
    return crashes;
  }

  /** Returns the events that were committed. */
  List<AlertEvent> alerts() {
    return alerts;
  }

  /** Reads everything, to a last checkpoint. */
  void run(List<CalledGenome> genomes) throws Exception {
    run(genomes, read -> {});
  }

  /** Is told how many records have been read, before the next one is. */
  interface Listener {
    void read(int records) throws Exception;
  }

  /**
   * Reads called genomes and activations, to a last checkpoint. As the command that activates a
   * dataset does, an activation goes on only when all that comes before is in a checkpoint.
   */
  void run(List<? extends SpecificRecordBase> records, Listener listener) throws Exception {
    for (int next = 0; next < records.size(); ) {
      listener.read(next);
      SpecificRecordBase record = records.get(next++);
      take(record, next - 1);
      now += random.nextInt(400);
      holdCells.setProcessingTime(now);
      publish.setProcessingTime(now);
      if (random.nextInt(50) == 0) {
        checkpoint(next);
      } else if (random.nextInt(60) == 0) {
        next = crashAndRestore();
      }
    }
    listener.read(records.size());
    checkpoint(records.size());
  }

  private void take(SpecificRecordBase record, int offset) throws Exception {
    if (record instanceof CalledGenome genome) {
      count.processElement(genome, genome.getSubmittedAt().toEpochMilli());
      if (random.nextInt(3) == 0) {
        shuffle(random.nextBoolean());
      }
      advance(watermarks.after(genome));
    } else {
      checkpoint(offset);
      var step = new Incoming.Decoded<>((DatasetActivation) record);
      holdCells.processElement2(new StreamRecord<>(step, 0));
      labs.step(step);
      alone.step(step);
      together.step(step);
      shuffle();
    }
  }

  /** Reads more, without crashes; only before anything else is asked. */
  void continueWithoutCrashes(List<? extends SpecificRecordBase> records) throws Exception {
    for (SpecificRecordBase record : records) {
      take(record, checkpoint);
    }
  }

  /** Lets everything that waits for its turn be published. */
  void settle() throws Exception {
    shuffle();
    now += 10_000;
    publish.setProcessingTime(now);
    send();
  }

  /** Lets a crash come, whatever has been done since the last checkpoint. */
  int crash() throws Exception {
    return crashAndRestore();
  }

  /** Returns every record of a dataset on the topic of frequencies as it stands, by key. */
  Map<String, ByteBuffer> topicOf(String dataset) {
    send();
    Map<String, ByteBuffer> records = new TreeMap<>();
    WireCodec<FrequencyUpdate> codec = WireCodec.of(FrequencyUpdate.class);
    frequencies.forEach(
        (key, record) -> {
          if (record.getDataset().equals(dataset)) {
            records.put(key, ByteBuffer.wrap(codec.encode(record)));
          }
        });
    return records;
  }

  /** Returns every record on the topic of frequencies as it stands. */
  Collection<FrequencyUpdate> topic() {
    send();
    return frequencies.values();
  }

  /** Lets event time go on without genomes, and everything be published. */
  void silenceUntil(Instant instant) throws Exception {
    advance(new Watermark(instant.toEpochMilli()));
    shuffle();
    now += 10_000;
    holdCells.setProcessingTime(now);
    publish.setProcessingTime(now);
    checkpoint(checkpoint);
  }

  /** Returns the cells as the newest revisions have them, without empty ones. */
  Map<CellKey, CellCounts> cells() {
    Map<CellKey, CellCounts> cells = new TreeMap<>();
    for (FrequencyUpdate cell : frequencies.values()) {
      CellCounts counts = CellCounts.of(cell);
      if (!counts.isZero() && !cell.getStaged()) {
        cells.put(
            new CellKey(cell.getDataset(), cell.getRegion(), cell.getPeriod(), cell.getLineage()),
            counts);
      }
    }
    return cells;
  }

  /** State and timers of what the retention ended are cleared; years are not over yet. */
  void assertNothingButUndatedIsLeft(String name) throws Exception {
    now += AN_HOUR;
    publish.setProcessingTime(now);
    int cells = cells().size();
    assertThat(publish.numKeyedStateEntries()).as(name).isEqualTo(cells);
    assertThat(publish.numProcessingTimeTimers()).as(name).isZero();
    assertThat(count.numEventTimeTimers()).as(name).isEqualTo(count.numKeyedStateEntries());
    assertThat(cells().keySet()).as(name).allMatch(cell -> cell.period().equals("2022"));
  }

  private void shuffle() throws Exception {
    shuffle(true);
  }

  /** Hands on what is bundled: all of it, or what may not wait for the next checkpoint. */
  private void shuffle(boolean all) throws Exception {
    count.extractOutputValues().forEach(cellBundle::add);
    count.getOutput().clear();
    Queue<StreamRecord<GenomeChange>> known = count.getSideOutput(CountFunction.KNOWN);
    if (known != null) {
      for (StreamRecord<GenomeChange> record : known) {
        labs.add(record.getValue());
        alone.add(record.getValue());
        together.add(record.getValue());
      }
      known.clear();
    }
    List<CellChange> sums = new ArrayList<>();
    if (all) {
      cellBundle.drain(sums::add);
    } else {
      cellBundle.drainUrgent(sums::add);
    }
    for (CellChange sum : sums) {
      holdCells.processElement1(new StreamRecord<>(sum, 0));
    }
    for (CellChange sum : holdCells.extractOutputValues()) {
      publish.processElement(sum, 0);
    }
    holdCells.getOutput().clear();
    labs.shuffle(all);
    alone.shuffle(all);
    together.shuffle(all);
  }

  private void advance(Watermark watermark) throws Exception {
    count.processWatermark(watermark);
    shuffle(random.nextInt(4) == 0);
    labs.advance(watermark);
    for (AlertEvent judged : labs.newAlerts()) {
      alone.judged(judged);
      together.judged(judged);
    }
    alone.advance(watermark);
    together.advance(watermark);
  }

  private void send() {
    for (Outgoing<FrequencyUpdate> record : publish.extractOutputValues()) {
      FrequencyUpdate before = frequencies.put(record.key(), record.value());
      assertThat(before == null || before.getRevision() < record.value().getRevision())
          .as("revisions rise")
          .isTrue();
    }
    publish.getOutput().clear();
    Queue<StreamRecord<Outgoing<FrequencyUpdate>>> staged =
        holdCells.getSideOutput(HoldFunction.STAGED);
    if (staged != null) {
      staged.forEach(record -> frequencies.put(record.getValue().key(), record.getValue().value()));
      staged.clear();
    }
  }

  private void checkpoint(int offset) throws Exception {
    shuffle();
    send();
    labs.checkpoint(offset, now, alerts);
    alone.checkpoint(offset, now, alerts);
    together.checkpoint(offset, now, alerts);
    counted = snapshot(count, offset);
    heldCells = snapshot(holdCells, offset);
    published = snapshot(publish, offset);
    watermarks.checkpoint();
    checkpoint = offset;
  }

  private OperatorSubtaskState snapshot(AbstractStreamOperatorTestHarness<?> harness, int offset)
      throws Exception {
    harness.prepareSnapshotPreBarrier(offset);
    return harness.snapshot(offset, now);
  }

  private int crashAndRestore() throws Exception {
    crashes++;
    send();
    count.close();
    holdCells.close();
    publish.close();
    cellBundle = new CellBundle();
    watermarks.restore();
    now += 1_000;
    count = openCount();
    holdCells = openHold(new HeldCells(), CELL, CellChange.type(), heldCells);
    publish = openPublish();
    labs.crashAndRestore();
    alone.crashAndRestore();
    together.crashAndRestore();
    return checkpoint;
  }

  @Override
  public void close() throws Exception {
    count.close();
    holdCells.close();
    publish.close();
    labs.close();
    alone.close();
    together.close();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, CalledGenome, GenomeChange> openCount()
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new CountOperator(retention), CalledGenome::getAccession, Types.STRING);
    harness.setup(
        CountFunction.CHANGES.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    return opened(harness, counted);
  }

  private <C>
      KeyedTwoInputStreamOperatorTestHarness<String, C, Incoming<DatasetActivation>, C> openHold(
          Held<C> kind,
          KeySelector<C, String> key,
          ExplicitType<C> type,
          @Nullable OperatorSubtaskState state)
          throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new HoldOperator<>(new HoldFunction<>(kind)), key, null, Types.STRING);
    harness.setup(type.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    harness.setProcessingTime(now);
    var open = opened(harness, state);
    open.processWatermark2(Watermark.MAX_WATERMARK);
    return open;
  }

  private KeyedOneInputStreamOperatorTestHarness<String, CellChange, Outgoing<FrequencyUpdate>>
      openPublish() throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new PublishOperator(new PublishFunction(PUBLISH_INTERVAL)),
            (CellChange change) -> change.key().wireKey(),
            Types.STRING);
    harness.setup(
        ExplicitType.outgoing(FrequencyUpdate.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    harness.setProcessingTime(now);
    return opened(harness, published);
  }

  private static <H extends AbstractStreamOperatorTestHarness<?>> H opened(
      H harness, @Nullable OperatorSubtaskState state) throws Exception {
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }
}
