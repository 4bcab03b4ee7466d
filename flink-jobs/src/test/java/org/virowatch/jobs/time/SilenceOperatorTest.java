package org.virowatch.jobs.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // harnesses are closed at the end of their test
class SilenceOperatorTest {
  private static final Duration BOUND = Duration.ofMinutes(1);
  private static final Duration TICK = Duration.ofHours(1);
  private static final Duration IDLE = Duration.ofSeconds(5);

  @Test
  void whileSomethingIsUploadedTimeIsWhatThePartitionsSay() throws Exception {
    try (var harness = open(at("2022-03-10T10:05:00Z"), null)) {
      harness.processWatermark(at("2022-03-10T10:03:59.999Z"));
      harness.setProcessingTime(at("2022-03-10T13:00:00Z"));
      assertThat(watermarks(harness)).containsExactly(at("2022-03-10T10:03:59.999Z"));
    }
  }

  @Test
  void liveTimeFollowsTheClockInSilence() throws Exception {
    try (var harness = open(at("2022-03-10T10:05:00Z"), null)) {
      harness.processWatermark(at("2022-03-10T10:03:59.999Z"));
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      assertThat(last(harness)).isEqualTo(at("2022-03-10T10:04:00Z"));
      harness.setProcessingTime(at("2022-03-10T11:01:00Z"));
      harness.setProcessingTime(at("2022-03-10T11:01:01Z"));
      assertThat(last(harness)).isBetween(at("2022-03-10T11:00:00Z"), at("2022-03-10T11:00:01Z"));
      assertThat(harness.getOutput()).doesNotContain(WatermarkStatus.IDLE);
    }
  }

  @Test
  void afterAReplayTheLastTickHappensAtOnceAndTheYearsSinceAreNotRushedThrough() throws Exception {
    try (var harness = open(at("2026-01-01T00:00:00Z"), null)) {
      harness.processWatermark(at("2022-03-10T10:04:59.999Z")); // last genome at 10:06
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      assertThat(last(harness)).isEqualTo(at("2022-03-10T11:00:00Z"));
      harness.setProcessingTime(at("2026-01-01T00:00:30Z"));
      harness.setProcessingTime(at("2026-01-01T00:00:31Z"));
      assertThat(last(harness)).isBetween(at("2022-03-10T11:00:30Z"), at("2022-03-10T11:00:31Z"));
    }
  }

  @Test
  void aSecondUploadAfterASilenceGoesOnWhereItsTimeIs() throws Exception {
    try (var harness = open(at("2026-01-01T00:00:00Z"), null)) {
      harness.processWatermark(at("2022-03-10T10:04:59.999Z"));
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
      harness.processWatermark(at("2022-03-10T10:30:00Z")); // behind: time never goes back
      harness.setProcessingTime(at("2026-01-01T01:00:00Z"));
      assertThat(last(harness)).isEqualTo(at("2022-03-10T11:00:00Z"));
      harness.processWatermark(at("2022-03-10T12:30:00Z"));
      assertThat(last(harness)).isEqualTo(at("2022-03-10T12:30:00Z"));
    }
  }

  @Test
  void aRestartDuringASilenceDoesNotFreezeTime() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = open(at("2022-03-10T10:05:00Z"), null)) {
      harness.processWatermark(at("2022-03-10T10:03:59.999Z"));
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = open(at("2022-03-10T12:30:00Z"), snapshot)) {
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.setProcessingTime(at("2022-03-10T12:30:10Z"));
      assertThat(last(harness)).isGreaterThanOrEqualTo(at("2022-03-10T11:00:00Z"));
    }
  }

  /** Or the rest of an upload would be late for what its first genomes alone decided. */
  @Test
  void theFirstGenomesAfterASilenceDoNotMoveTimeBeforeTheirPartitionsDo() throws Exception {
    try (var harness = open(at("2026-01-01T00:00:00Z"), null)) {
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.setProcessingTime(at("2026-01-01T00:00:10Z"));
      harness.processElement("first", at("2022-03-10T10:06:00Z"));
      harness.setProcessingTime(at("2026-01-01T00:00:10.400Z"));
      assertThat(watermarks(harness)).isEmpty();
      harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
      harness.processWatermark(at("2022-03-10T10:04:59.999Z"));
      harness.setProcessingTime(at("2026-01-01T00:00:30Z"));
      assertThat(watermarks(harness)).containsExactly(at("2022-03-10T10:04:59.999Z"));
    }
  }

  @Test
  void genomesThatEndNoSilenceAreDecidedWhenAsMuchSilenceHasPassedAgain() throws Exception {
    try (var harness = open(at("2026-01-01T00:00:00Z"), null)) {
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.processElement("only", at("2022-03-10T10:06:00Z"));
      harness.setProcessingTime(at("2026-01-01T00:00:04Z"));
      assertThat(watermarks(harness)).isEmpty();
      harness.setProcessingTime(at("2026-01-01T00:00:05.200Z"));
      assertThat(last(harness)).isGreaterThanOrEqualTo(at("2022-03-10T11:00:00Z"));
    }
  }

  @Test
  void withoutAnyGenomeThereIsNoTime() throws Exception {
    try (var harness = open(at("2022-03-10T10:05:00Z"), null)) {
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.setProcessingTime(at("2022-03-10T12:05:00Z"));
      assertThat(watermarks(harness)).isEmpty();
    }
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static long last(OneInputStreamOperatorTestHarness<String, String> harness) {
    List<Long> all = watermarks(harness);
    return all.get(all.size() - 1);
  }

  private static List<Long> watermarks(OneInputStreamOperatorTestHarness<String, String> harness) {
    return harness.getOutput().stream()
        .filter(Watermark.class::isInstance)
        .map(mark -> ((Watermark) mark).getTimestamp())
        .toList();
  }

  private static OneInputStreamOperatorTestHarness<String, String> open(
      long now, @Nullable OperatorSubtaskState snapshot) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<String, String>(
            new SilenceOperator<>(TICK, BOUND, IDLE));
    harness.setProcessingTime(now);
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return harness;
  }
}
