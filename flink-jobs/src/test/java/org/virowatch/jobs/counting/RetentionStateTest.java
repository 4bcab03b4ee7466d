package org.virowatch.jobs.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.virowatch.jobs.Genomes;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.compact.TextPool;

/** What a retention leaves in state: nothing, neither values nor timers. */
@SuppressWarnings("try") // harnesses are closed at the end of their test
class RetentionStateTest {
  private static final Retention FOUR_WEEKS = Retention.parse("P28D");

  /** Collected on 2022-02-21, in the week that ends on the 27th. */
  private static final long END = Instant.parse("2022-03-28T00:00:00Z").toEpochMilli();

  @Test
  void atItsEndAGenomeCountsNoMoreAndNothingIsRememberedOfIt() throws Exception {
    try (var count = openCount(FOUR_WEEKS, null)) {
      count.processElement(Genomes.called("A", 1).build(), 0);
      assertThat(signs(count)).containsExactly(1);
      count.processWatermark(END - 1);
      assertThat(signs(count)).containsExactly(1);
      assertThat(count.numKeyedStateEntries()).isEqualTo(1);
      count.processWatermark(END);
      assertThat(signs(count)).containsExactly(1, -1);
      assertThat(known(count))
          .extracting(GenomeChange::sign, GenomeChange::at)
          .containsExactly(tuple(1, Genomes.START.toEpochMilli()), tuple(-1, END));
      assertThat(count.numKeyedStateEntries()).isZero();
      assertThat(count.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aRevisionMovesTheEndAndAWithdrawalIsForgottenInItsTurn() throws Exception {
    try (var count = openCount(FOUR_WEEKS, null)) {
      count.processElement(Genomes.called("A", 1).build(), 0);
      count.processElement(Genomes.called("A", 2).setCollectionDate("2022-03-01").build(), 0);
      assertThat(count.numEventTimeTimers()).isEqualTo(1);
      count.processWatermark(END);
      assertThat(signs(count)).containsExactly(1, -1, 1);
      count.processElement(
          Genomes.withdrawn("A", 3).setSubmittedAt(Instant.ofEpochMilli(END + 1)).build(), 0);
      assertThat(signs(count)).containsExactly(1, -1, 1, -1);
      count.processWatermark(END + Duration.ofDays(29).toMillis());
      assertThat(signs(count)).containsExactly(1, -1, 1, -1);
      assertThat(count.numKeyedStateEntries()).isZero();
      assertThat(count.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void whatComesAfterEventTimeHasPassedItsEndChangesNothing() throws Exception {
    try (var count = openCount(FOUR_WEEKS, null)) {
      count.processWatermark(END);
      count.processElement(Genomes.called("A", 1).build(), 0);
      assertThat(signs(count)).isEmpty();
      assertThat(count.numKeyedStateEntries()).isZero();
      assertThat(count.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aRetentionThatIsSetOrChangedLaterHoldsForTheGenomesKnownAlready() throws Exception {
    OperatorSubtaskState state;
    try (var count = openCount(Retention.FOREVER, null)) {
      count.processElement(Genomes.called("A", 1).build(), 0);
      count.processElement(Genomes.called("B", 1).build(), 0);
      assertThat(count.numEventTimeTimers()).isZero();
      state = count.snapshot(1, 1);
    }
    try (var count = openCount(Retention.parse("P2Y"), state)) {
      assertThat(count.numEventTimeTimers()).isEqualTo(2);
      count.processWatermark(END);
      assertThat(signs(count)).isEmpty();
      state = count.snapshot(2, 2);
    }
    try (var count = openCount(FOUR_WEEKS, state)) {
      count.processWatermark(END);
      assertThat(signs(count)).containsExactly(-1, -1);
      assertThat(count.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void anEmptiedCellIsForgottenAMinuteAfterItWasPublishedEmpty() throws Exception {
    try (var publish = openPublish()) {
      publish.setProcessingTime(1_000_000);
      publish.processElement(change(1), 0);
      publish.setProcessingTime(1_001_000);
      publish.processElement(change(-1), 0);
      assertThat(published(publish))
          .extracting(FrequencyUpdate::getGenomes)
          .containsExactly(1L, 0L);
      publish.prepareSnapshotPreBarrier(1);
      assertThat(publish.numKeyedStateEntries()).isPositive();
      publish.setProcessingTime(1_001_000 + PublishFunction.EMPTY_MILLIS);
      publish.prepareSnapshotPreBarrier(2);
      assertThat(publish.numKeyedStateEntries()).isZero();
      assertThat(publish.numProcessingTimeTimers()).isZero();

      publish.processElement(change(1), 0);
      assertThat(published(publish)).extracting(FrequencyUpdate::getGenomes).endsWith(0L, 1L);
      assertThat(published(publish)).extracting(FrequencyUpdate::getRevision).isSorted();
    }
  }

  @Test
  void aCellThatFillsAgainWithinTheMinuteIsKept() throws Exception {
    try (var publish = openPublish()) {
      publish.setProcessingTime(1_000_000);
      publish.processElement(change(1), 0);
      publish.setProcessingTime(1_001_000);
      publish.processElement(change(-1), 0);
      publish.setProcessingTime(1_002_000);
      publish.processElement(change(1), 0);
      publish.setProcessingTime(1_001_000 + 2 * PublishFunction.EMPTY_MILLIS);
      publish.prepareSnapshotPreBarrier(1);
      assertThat(publish.numKeyedStateEntries()).isPositive();
      assertThat(publish.numProcessingTimeTimers()).isZero();
    }
  }

  private static CellChange change(int sign) {
    CellBundle bundle = new CellBundle();
    TimedVersion version = TimedVersion.of(Genomes.called("A", 1).build(), new TextPool());
    bundle.add(new GenomeChange(version.contribution(), sign, 0));
    List<CellChange> changes = new ArrayList<>();
    bundle.drain(
        sum -> {
          if (sum.key().region().equals("world")) {
            changes.add(sum);
          }
        });
    return changes.get(0);
  }

  private static List<Integer> signs(
      KeyedOneInputStreamOperatorTestHarness<String, CalledGenome, GenomeChange> count) {
    return count.extractOutputValues().stream().map(GenomeChange::sign).toList();
  }

  private static List<GenomeChange> known(
      KeyedOneInputStreamOperatorTestHarness<String, CalledGenome, GenomeChange> count) {
    var records = count.getSideOutput(CountFunction.KNOWN);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  private static List<FrequencyUpdate> published(
      KeyedOneInputStreamOperatorTestHarness<String, CellChange, Outgoing<FrequencyUpdate>>
          publish) {
    return publish.extractOutputValues().stream().map(Outgoing::value).toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, CalledGenome, GenomeChange>
      openCount(Retention retention, @Nullable OperatorSubtaskState state) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new CountOperator(retention), CalledGenome::getAccession, Types.STRING);
    harness.setup(GenomeChange.type().createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          String, CellChange, Outgoing<FrequencyUpdate>>
      openPublish() throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new PublishOperator(new PublishFunction(Duration.ofMillis(500))),
            (CellChange change) -> change.key().wireKey(),
            Types.STRING);
    harness.setup(
        ExplicitType.outgoing(FrequencyUpdate.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    harness.open();
    return harness;
  }
}
