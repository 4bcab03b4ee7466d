package org.virowatch.jobs.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.virowatch.jobs.Genomes;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.count.Contribution;

@SuppressWarnings("try") // harnesses are closed at the end of their test
class PublishFunctionTest {
  private static final CellKey CELL = new CellKey("sars-cov-2", "GB", "2022-W08", "BA.2");
  private static final long START = 1_000_000;

  @Test
  void theFirstChangeIsPublishedAtOnceAndTheNextOnesTogetherAfterTheInterval() throws Exception {
    try (var harness = open(null, START)) {
      harness.processElement(change(1), 0);
      assertThat(published(harness)).extracting(FrequencyUpdate::getGenomes).containsExactly(1L);

      harness.setProcessingTime(START + 100);
      harness.processElement(change(1), 0);
      harness.processElement(change(2), 0);
      assertThat(published(harness)).hasSize(1);
      assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);

      harness.setProcessingTime(START + 500);
      assertThat(published(harness))
          .extracting(FrequencyUpdate::getGenomes)
          .containsExactly(1L, 4L);
      assertThat(harness.numProcessingTimeTimers()).isZero();
      assertThat(harness.extractOutputValues().get(1).key()).isEqualTo(CELL.wireKey());
    }
  }

  @Test
  void anUnchangedCellIsNotPublished() throws Exception {
    try (var harness = open(null, START)) {
      harness.processElement(change(1), 0);
      harness.setProcessingTime(START + 100);
      harness.processElement(change(1), 0);
      harness.processElement(change(-1), 0);
      harness.setProcessingTime(START + 10_000);
      assertThat(published(harness)).hasSize(1);
    }
  }

  @Test
  void anEmptiedCellIsPublishedEmpty() throws Exception {
    try (var harness = open(null, START)) {
      harness.processElement(change(1), 0);
      harness.setProcessingTime(START + 600);
      harness.processElement(change(-1), 0);
      FrequencyUpdate last = published(harness).get(1);
      assertThat(CellCounts.of(last).isZero()).isTrue();
    }
  }

  @Test
  void revisionsRiseOverARestoreEvenWhenTheClockWentBack() throws Exception {
    OperatorSubtaskState snapshot;
    long before;
    try (var harness = open(null, START)) {
      harness.processElement(change(1), 0);
      before = published(harness).get(0).getRevision();
      snapshot = checkpoint(harness);
    }
    try (var harness = open(snapshot, START - 5_000)) {
      harness.processElement(change(1), 0);
      harness.setProcessingTime(START + 10_000);
      assertThat(published(harness)).hasSize(1);
      assertThat(published(harness).get(0).getRevision()).isGreaterThan(before);
      assertThat(published(harness).get(0).getGenomes()).isEqualTo(2);
    }
  }

  @Test
  void aChangeThatWaitsAtTheCheckpointIsPublishedAfterTheRestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = open(null, START)) {
      harness.processElement(change(1), 0);
      harness.setProcessingTime(START + 100);
      harness.processElement(change(1), 0);
      snapshot = checkpoint(harness);
    }
    try (var harness = open(snapshot, START + 2_000)) {
      harness.setProcessingTime(START + 2_001);
      assertThat(published(harness)).extracting(FrequencyUpdate::getGenomes).containsExactly(2L);
    }
  }

  @Test
  void afterARestoreATouchedCellIsPublishedThoughItComesToTheSame() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = open(null, START)) {
      harness.processElement(change(1), 0);
      snapshot = checkpoint(harness);
      harness.setProcessingTime(START + 600);
      harness.processElement(change(1), 0); // published, then lost from state
      assertThat(published(harness)).hasSize(2);
    }
    try (var harness = open(snapshot, START + 2_000)) {
      harness.processElement(change(0), 0); // the same again, together with a withdrawal
      assertThat(published(harness)).extracting(FrequencyUpdate::getGenomes).containsExactly(1L);
    }
  }

  private static OperatorSubtaskState checkpoint(
      KeyedOneInputStreamOperatorTestHarness<String, CellChange, Outgoing<FrequencyUpdate>> harness)
      throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    return harness.snapshot(1, 1);
  }

  private static CellChange change(int genomes) {
    CellCounts counts = new CellCounts();
    Contribution one = Contribution.of(Genomes.called("A", 1).build());
    for (int i = 0; i < Math.abs(genomes); i++) {
      if (genomes > 0) {
        counts.add(one);
      } else {
        counts.subtract(one);
      }
    }
    return new CellChange(CELL, counts);
  }

  private static List<FrequencyUpdate> published(
      KeyedOneInputStreamOperatorTestHarness<String, CellChange, Outgoing<FrequencyUpdate>>
          harness) {
    return harness.extractOutputValues().stream().map(Outgoing::value).toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          String, CellChange, Outgoing<FrequencyUpdate>>
      open(@Nullable OperatorSubtaskState snapshot, long now) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new PublishOperator(new PublishFunction(Duration.ofMillis(500))),
            (CellChange change) -> change.key().wireKey(),
            Types.STRING);
    harness.setup(
        ExplicitType.outgoing(FrequencyUpdate.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    harness.setProcessingTime(now);
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return harness;
  }
}
