package org.virowatch.jobs.time;

import java.io.Serial;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.function.SerializableFunction;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Incoming.Decoded;

/**
 * Event time of one partition: the latest submission time seen, less the bound of disorder, but
 * never ahead of the clock, so that one submission from the future cannot make all others late.
 *
 * @param <T> what is read from the partition
 */
public final class SubmissionWatermarks<T extends SpecificRecordBase>
    implements WatermarkGenerator<Incoming<T>> {
  /** How often partitions are compared, so that none runs far ahead in event time. */
  private static final Duration ALIGNMENT_INTERVAL = Duration.ofMillis(100);

  /** The part of the bound of disorder that partitions may be apart. */
  private static final int ALIGNMENT_PART = 4;

  /**
   * What partitions may be apart where the bound is small. If it were less than what comes between
   * two comparisons, live partitions would take turns, each waiting for all others.
   */
  private static final Duration LEAST_APART = Duration.ofSeconds(1);

  /** Before all time, and yet a watermark. */
  static final long NOTHING_READ = Long.MIN_VALUE + 1;

  private final long bound;
  private final Clock clock;
  private final boolean aligned;
  private long latest = Long.MIN_VALUE;

  /**
   * Makes the event time of one partition.
   *
   * @param aligned whether the others are to wait for this partition before its first record too
   */
  SubmissionWatermarks(Duration outOfOrderness, Clock clock, boolean aligned) {
    this.bound = outOfOrderness.toMillis();
    this.clock = clock;
    this.aligned = aligned;
  }

  /**
   * Returns timestamps and watermarks of a topic.
   *
   * @param submittedAt the time of submission of what is read
   * @param outOfOrderness how far submission times of a partition may go back
   * @param idle silence after which a partition no longer holds back the others
   * @param clock the wall clock
   */
  public static <T extends SpecificRecordBase> WatermarkStrategy<Incoming<T>> strategy(
      SerializableFunction<T, Instant> submittedAt,
      Duration outOfOrderness,
      Duration idle,
      Clock clock) {
    return new Strategy<>(submittedAt, outOfOrderness, clock, false).withIdleness(idle);
  }

  /**
   * As {@link #strategy}, and holds back partitions that are more than a part of the bound of
   * disorder ahead of the others: a job that replays months in a minute would otherwise mix them
   * up, and what it writes would be late for the next job.
   *
   * <p>Flink holds nobody back for a partition that has no watermark. After a restart that is each
   * one until its first record, and a Kafka consumer reads all it has fetched of one partition
   * before it turns to the next, which can be months. So each says from the start that nothing of
   * it was read yet.
   *
   * @param group name of the sources that wait for one another
   */
  public static <T extends SpecificRecordBase> WatermarkStrategy<Incoming<T>> alignedStrategy(
      String group,
      SerializableFunction<T, Instant> submittedAt,
      Duration outOfOrderness,
      Duration idle,
      Clock clock) {
    return new Strategy<>(submittedAt, outOfOrderness, clock, true)
        .withIdleness(idle)
        .withWatermarkAlignment(group, apart(outOfOrderness), ALIGNMENT_INTERVAL);
  }

  /** Returns how far partitions may be apart in event time. */
  static Duration apart(Duration outOfOrderness) {
    Duration part = outOfOrderness.dividedBy(ALIGNMENT_PART);
    return part.compareTo(LEAST_APART) < 0 ? LEAST_APART : part;
  }

  @Override
  public void onEvent(Incoming<T> found, long timestamp, WatermarkOutput output) {
    if (found instanceof Decoded<T>) {
      latest = Math.max(latest, timestamp);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (latest > Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(Math.min(latest - bound - 1, clock.millis())));
    } else if (aligned) {
      output.emitWatermark(new Watermark(NOTHING_READ));
    }
  }

  private record Strategy<T extends SpecificRecordBase>(
      SerializableFunction<T, Instant> submittedAt,
      Duration outOfOrderness,
      Clock clock,
      boolean aligned)
      implements WatermarkStrategy<Incoming<T>>, Serializable {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public WatermarkGenerator<Incoming<T>> createWatermarkGenerator(
        WatermarkGeneratorSupplier.Context context) {
      return new SubmissionWatermarks<>(outOfOrderness, clock, aligned);
    }

    @Override
    public TimestampAssigner<Incoming<T>> createTimestampAssigner(
        TimestampAssignerSupplier.Context context) {
      return (found, recordTimestamp) ->
          found instanceof Decoded<T> decoded
              ? submittedAt.apply(decoded.value()).toEpochMilli()
              : recordTimestamp;
    }
  }
}
