package org.virowatch.jobs.time;

import java.io.Serial;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of a stream that has no event time and never holds that of others back.
 *
 * @param <T> its elements
 */
public final class NeverHolding<T> implements WatermarkStrategy<T> {
  @Serial private static final long serialVersionUID = 1L;

  /** Makes the strategy. */
  public NeverHolding() {}

  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new WatermarkGenerator<>() {
      @Override
      public void onEvent(T element, long timestamp, WatermarkOutput output) {
        // None has a time.
      }

      @Override
      public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(Watermark.MAX_WATERMARK);
      }
    };
  }
}
