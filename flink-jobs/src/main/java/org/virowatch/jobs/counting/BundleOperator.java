package org.virowatch.jobs.counting;

import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Adds up changes for a short while before the shuffle, so that a region that is half of the stream
 * costs its key a few sums a second and not every genome. Keeps no state: whatever it holds is
 * handed on before each checkpoint's barrier.
 *
 * @param <I> changes
 * @param <O> sums
 */
public final class BundleOperator<I, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O> {
  @Serial private static final long serialVersionUID = 1L;

  /** Changes after which a bundle is handed on at once; bounds memory. */
  static final int MAX_CHANGES = 5_000;

  private final Bundle.Factory<I, O> factory;
  private final long interval;

  private transient @Nullable Bundle<I, O> bundle;
  private transient int urgent;
  private transient int waiting;
  private transient @Nullable ScheduledFuture<?> nextFlush;

  /**
   * Makes the operator.
   *
   * @param factory of each task's bundle
   * @param interval longest time that a change waits
   */
  public BundleOperator(Bundle.Factory<I, O> factory, Duration interval) {
    this.factory = factory;
    this.interval = interval.toMillis();
  }

  @Override
  public void open() throws Exception {
    super.open();
    bundle = factory.create();
    urgent = 0;
    waiting = 0;
    nextFlush = null;
  }

  @Override
  public void processElement(StreamRecord<I> element) {
    I change = element.getValue();
    bundle().add(change);
    if (bundle().mayWait(change)) {
      waiting++;
    } else {
      urgent++;
    }
    if (urgent + waiting >= MAX_CHANGES) {
      flush();
    } else if (urgent > 0 && nextFlush == null) {
      long now = processingTimeService.getCurrentProcessingTime();
      nextFlush =
          processingTimeService.registerTimer(
              now + interval,
              time -> {
                nextFlush = null;
                flushUrgent();
              });
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    bundle().passed(mark.getTimestamp());
    if (urgent + waiting > 0 && bundle().mustPrecede(mark.getTimestamp())) {
      flush();
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }

  private void flushUrgent() {
    if (urgent > 0) {
      urgent = 0;
      bundle().drainUrgent(sum -> output.collect(new StreamRecord<>(sum)));
    }
  }

  private void flush() {
    if (urgent + waiting > 0) {
      urgent = 0;
      waiting = 0;
      bundle().drain(sum -> output.collect(new StreamRecord<>(sum)));
    }
  }

  private Bundle<I, O> bundle() {
    if (bundle == null) {
      throw new IllegalStateException("the operator is not open");
    }
    return bundle;
  }
}
