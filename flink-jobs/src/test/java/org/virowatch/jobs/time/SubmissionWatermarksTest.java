package org.virowatch.jobs.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;
import org.virowatch.jobs.Genomes;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.schemas.CalledGenome;

class SubmissionWatermarksTest {
  private static final Instant NOW = Instant.parse("2022-03-10T12:00:00Z");
  private final Watermarks output = new Watermarks();
  private final SubmissionWatermarks<CalledGenome> watermarks =
      new SubmissionWatermarks<>(Duration.ofMinutes(1), Clock.fixed(NOW, ZoneOffset.UTC), false);

  @Test
  void timeStaysBehindTheLatestSubmissionByTheBoundOfDisorder() {
    submit(NOW.minusSeconds(600));
    submit(NOW.minusSeconds(660));
    watermarks.onPeriodicEmit(output);
    assertThat(output.emitted).containsExactly(NOW.minusSeconds(660).toEpochMilli() - 1);
  }

  @Test
  void aSubmissionFromTheFutureDoesNotTakeTimeBeyondTheClock() {
    submit(NOW.plusSeconds(86_400 * 365));
    watermarks.onPeriodicEmit(output);
    assertThat(output.emitted).containsExactly(NOW.toEpochMilli());
  }

  @Test
  void recordsThatCannotBeReadHaveNoTime() {
    watermarks.onEvent(new Incoming.Removed<>("A"), NOW.toEpochMilli(), output);
    watermarks.onPeriodicEmit(output);
    assertThat(output.emitted).isEmpty();
  }

  /** Others ran months ahead of a partition that had not been read since a restart. */
  @Test
  void aPartitionOfAnAlignedTopicHoldsOthersBackFromBeforeItsFirstRecord() {
    var aligned =
        new SubmissionWatermarks<CalledGenome>(
            Duration.ofMinutes(1), Clock.fixed(NOW, ZoneOffset.UTC), true);
    aligned.onPeriodicEmit(output);
    assertThat(output.emitted).containsExactly(Long.MIN_VALUE + 1);
  }

  private void submit(Instant at) {
    CalledGenome genome = Genomes.called("A", 1).setSubmittedAt(at).build();
    watermarks.onEvent(new Incoming.Decoded<>(genome), at.toEpochMilli(), output);
  }

  /** Keeps what is emitted. */
  static final class Watermarks implements WatermarkOutput {
    final List<Long> emitted = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark watermark) {
      emitted.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }
}
