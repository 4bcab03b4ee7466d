package org.virowatch.jobs.time;

import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Lets event time go on when all partitions are silent. Stands behind an exchange, where Flink has
 * already joined what all partitions say: only when every one of them is idle does the clock take
 * over, so one that is merely quiet never makes the genomes of another late. Records pass through.
 *
 * <p>Remembers event time over restarts, so that a stream that is silent when it starts does not
 * stand still.
 *
 * @param <T> the records
 */
public final class SilenceOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  @Serial private static final long serialVersionUID = 1L;

  /** How often time advances during a silence, in milliseconds. */
  private static final long STEP = 200;

  private static final long NOT_SILENT = -1;

  private final SilentTime silentTime;
  private final long idle;
  private transient @Nullable ListState<Long> remembered;
  private transient long watermark;
  private transient long latestRecord;
  private transient long silentSince;
  private transient long watermarkAtSilence;
  private transient @Nullable ScheduledFuture<?> nextStep;

  /**
   * Makes the operator.
   *
   * @param tick interval of event time at which rules are evaluated
   * @param outOfOrderness by how much watermarks stay behind the latest genome
   * @param idle silence after which partitions are said to be idle
   */
  public SilenceOperator(Duration tick, Duration outOfOrderness, Duration idle) {
    this.silentTime = new SilentTime(tick, outOfOrderness);
    this.idle = idle.toMillis();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermark = Long.MIN_VALUE;
    latestRecord = Long.MIN_VALUE;
    silentSince = NOT_SILENT;
    ListState<Long> state =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("event-time", LongSerializer.INSTANCE));
    for (long known : state.get()) {
      watermark = Math.max(watermark, known);
    }
    remembered = state;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    if (remembered != null) {
      remembered.clear();
      if (watermark > Long.MIN_VALUE && watermark < Watermark.MAX_WATERMARK.getTimestamp()) {
        remembered.add(watermark);
      }
    }
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    latestRecord = Math.max(latestRecord, element.getTimestamp());
    if (silentSince != NOT_SILENT) {
      // That the silence is over is said only some time after its first record, and not at all if
      // event time does not move. Were time to go on by the clock meanwhile, it would leave behind
      // all that comes next.
      silentSince = processingTimeService.getCurrentProcessingTime() + idle;
      watermarkAtSilence = watermark;
    }
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      // The stream is over: what came last is decided at its own tick first.
      long now = processingTimeService.getCurrentProcessingTime();
      advance(silentTime.watermark(watermark, latestRecord, 0, now));
    }
    advance(mark.getTimestamp());
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    // Not handed on: whoever is idle upstream, time goes on downstream.
    if (status.isIdle() && silentSince == NOT_SILENT) {
      silentSince = processingTimeService.getCurrentProcessingTime();
      watermarkAtSilence = watermark;
      advance(silentTime.watermark(watermarkAtSilence, latestRecord, 0, silentSince));
      scheduleStep(silentSince);
    } else if (status.isActive()) {
      silentSince = NOT_SILENT;
    }
  }

  private void scheduleStep(long now) {
    if (nextStep == null) {
      nextStep = processingTimeService.registerTimer(now + STEP, this::step);
    }
  }

  private void step(long now) throws Exception {
    nextStep = null;
    if (silentSince != NOT_SILENT) {
      long elapsed = now - silentSince;
      if (elapsed >= 0) {
        advance(silentTime.watermark(watermarkAtSilence, latestRecord, elapsed, now));
      }
      scheduleStep(now);
    }
  }

  private void advance(long to) throws Exception {
    if (to > watermark) {
      watermark = to;
      super.processWatermark(new Watermark(to));
    }
  }
}
