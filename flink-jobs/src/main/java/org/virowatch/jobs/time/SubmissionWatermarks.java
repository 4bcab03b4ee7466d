package org.virowatch.jobs.time;

import java.io.Serial;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Incoming.Decoded;
import org.virowatch.schemas.CalledGenome;

/**
 * Event time of one partition of {@code genomes}: the latest submission time seen, less the bound
 * of disorder, but never ahead of the clock, so that one submission from the future cannot make all
 * others late.
 */
public final class SubmissionWatermarks implements WatermarkGenerator<Incoming<CalledGenome>> {
  private final long bound;
  private final Clock clock;
  private long latest = Long.MIN_VALUE;

  SubmissionWatermarks(Duration outOfOrderness, Clock clock) {
    this.bound = outOfOrderness.toMillis();
    this.clock = clock;
  }

  /**
   * Returns timestamps and watermarks of {@code genomes}.
   *
   * @param outOfOrderness how far submission times of a partition may go back
   * @param idle silence after which a partition no longer holds back the others
   * @param clock the wall clock
   */
  public static WatermarkStrategy<Incoming<CalledGenome>> strategy(
      Duration outOfOrderness, Duration idle, Clock clock) {
    return new Strategy(outOfOrderness, clock).withIdleness(idle);
  }

  @Override
  public void onEvent(Incoming<CalledGenome> found, long timestamp, WatermarkOutput output) {
    if (found instanceof Decoded<CalledGenome>) {
      latest = Math.max(latest, timestamp);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (latest > Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(Math.min(latest - bound - 1, clock.millis())));
    }
  }

  private record Strategy(Duration outOfOrderness, Clock clock)
      implements WatermarkStrategy<Incoming<CalledGenome>>, Serializable {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public WatermarkGenerator<Incoming<CalledGenome>> createWatermarkGenerator(
        WatermarkGeneratorSupplier.Context context) {
      return new SubmissionWatermarks(outOfOrderness, clock);
    }

    @Override
    public TimestampAssigner<Incoming<CalledGenome>> createTimestampAssigner(
        TimestampAssignerSupplier.Context context) {
      return (found, recordTimestamp) ->
          found instanceof Decoded<CalledGenome> decoded
              ? decoded.value().getSubmittedAt().toEpochMilli()
              : recordTimestamp;
    }
  }
}
