package org.virowatch.jobs.time;

import java.io.Serial;
import java.time.Clock;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Holds event time back after a start until the rules that are already there have been read: the
 * first ticks would otherwise be decided without them. Rules have no event time of their own;
 * afterwards they never hold anything back.
 *
 * @param <T> what is read from the rules
 */
public final class RulesSettled<T> implements WatermarkGenerator<T> {
  /** Silence after a rule that means all were read, in milliseconds. */
  static final long QUIET = 500;

  /** How long to wait for a first rule, in milliseconds. */
  static final long PATIENCE = 10_000;

  private final Clock clock;
  private final long started;
  private long lastRule = Long.MIN_VALUE;

  RulesSettled(Clock clock) {
    this.clock = clock;
    this.started = clock.millis();
  }

  /** Returns the watermarks of the rules. */
  public static <T> WatermarkStrategy<T> strategy(Clock clock) {
    return new Strategy<>(clock);
  }

  @Override
  public void onEvent(T rule, long timestamp, WatermarkOutput output) {
    lastRule = clock.millis();
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = clock.millis();
    boolean settled =
        lastRule == Long.MIN_VALUE ? now - started >= PATIENCE : now - lastRule >= QUIET;
    if (settled) {
      output.emitWatermark(Watermark.MAX_WATERMARK);
    }
  }

  private record Strategy<T>(Clock clock) implements WatermarkStrategy<T> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(
        WatermarkGeneratorSupplier.Context context) {
      return new RulesSettled<>(clock);
    }
  }
}
