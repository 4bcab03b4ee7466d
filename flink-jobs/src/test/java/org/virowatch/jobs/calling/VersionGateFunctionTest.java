package org.virowatch.jobs.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.virowatch.jobs.Genomes;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.jobs.wire.RejectionOutput;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.surveillance.calendar.Retention;

@SuppressWarnings("try") // harnesses are closed at the end of their test
class VersionGateFunctionTest {
  @Test
  void eachVersionPassesOnceUnderItsAccession() throws Exception {
    try (var harness = open(null)) {
      harness.processElement(Genomes.called("A", 1).build(), 0);
      harness.processElement(Genomes.called("A", 1).build(), 0);
      harness.processElement(Genomes.called("B", 1).build(), 0);
      harness.processElement(Genomes.called("A", 2).build(), 0);
      assertThat(harness.extractOutputValues())
          .extracting(Outgoing::key)
          .containsExactly("A", "B", "A");
      assertThat(harness.getSideOutput(RejectionOutput.TAG)).isNull();
    }
  }

  @Test
  void aVersionAfterAHigherOnePassesUnderAKeyThatCannotDisplaceIt() throws Exception {
    try (var harness = open(null)) {
      harness.processElement(Genomes.called("A", 2).build(), 0);
      harness.processElement(Genomes.called("A", 1).build(), 0);
      harness.processElement(Genomes.called("A", 1).build(), 0);
      assertThat(harness.extractOutputValues())
          .extracting(Outgoing::key)
          .containsExactly("A", "A|superseded|1");
    }
  }

  @Test
  void anotherContentUnderAnAcceptedVersionIsAConflictAlsoAfterARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = open(null)) {
      harness.processElement(Genomes.called("A", 1).build(), 0);
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = open(snapshot)) {
      CalledGenome other =
          Genomes.called("A", 1).setContentDigest(ByteBuffer.wrap(new byte[] {1})).build();
      harness.processElement(other, 0);
      harness.processElement(Genomes.called("A", 1).build(), 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(harness.getSideOutput(RejectionOutput.TAG))
          .extracting(StreamRecord::getValue)
          .extracting(Outgoing::value)
          .extracting(Rejection::getCode)
          .containsExactly(RejectionCode.VERSION_CONFLICT);
    }
  }

  @Test
  void theVersionsOfAnAccessionAreForgottenWhenTheRetentionEndsTheLastOfThem() throws Exception {
    try (var harness = open(null, Retention.parse("P28D"))) {
      harness.processElement(Genomes.called("A", 2).setCollectionDate("2022-02-28").build(), 0);
      harness.processElement(Genomes.called("A", 1).build(), 0);
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
      harness.processWatermark(Instant.parse("2022-03-28T00:00:00Z").toEpochMilli());
      assertThat(harness.numKeyedStateEntries()).isPositive();
      harness.processWatermark(Instant.parse("2022-04-04T00:00:00Z").toEpochMilli());
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void whatWasAcceptedUnderAnotherRetentionIsForgottenByTheOneInForce() throws Exception {
    OperatorSubtaskState forEver;
    try (var harness = open(null)) {
      harness.processElement(Genomes.called("A", 1).build(), 0);
      harness.processElement(Genomes.called("B", 1).build(), 0);
      forEver = harness.snapshot(1, 1);
    }
    OperatorSubtaskState ending;
    try (var harness = open(forEver, Retention.parse("P28D"))) {
      // The harness's clock is at 1970-01-01: the year and 28 days.
      assertThat(harness.numEventTimeTimers()).isEqualTo(2);
      ending = harness.snapshot(1, 1);
      harness.processWatermark(Instant.parse("1971-01-28T00:00:00Z").toEpochMilli());
      assertThat(harness.numKeyedStateEntries()).isPositive();
      harness.processWatermark(Instant.parse("1971-01-29T00:00:00Z").toEpochMilli());
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
    try (var harness = open(ending, Retention.parse("P28D"))) {
      assertThat(harness.numEventTimeTimers()).as("set once").isEqualTo(2);
    }
    try (var harness = open(ending, Retention.FOREVER)) {
      assertThat(harness.numEventTimeTimers()).isZero();
      harness.processElement(Genomes.called("A", 1).build(), 0);
      assertThat(harness.extractOutputValues()).as("still known").isEmpty();
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          String, CalledGenome, Outgoing<CalledGenome>>
      open(@Nullable OperatorSubtaskState snapshot) throws Exception {
    return open(snapshot, Retention.FOREVER);
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          String, CalledGenome, Outgoing<CalledGenome>>
      open(@Nullable OperatorSubtaskState snapshot, Retention retention) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new VersionGateOperator(retention), CalledGenome::getAccession, Types.STRING);
    harness.setup(
        ExplicitType.outgoing(CalledGenome.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return harness;
  }
}
