package org.virowatch.jobs.counting;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.jobs.wire.WireSerializer;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/**
 * Keeps the cells and publishes those that changed, whole, at most once in an interval; keyed by
 * {@link CellKey#wireKey}.
 *
 * <p>Revisions rise for ever: each is at least the time of its publication, so even one made from
 * restored state is higher than all that were published before the failure. A cell that this task
 * has not published yet is published when it is touched, changed or not: what was published before
 * a failure and was lost from state comes again from the source, and may come to nothing this time.
 */
public final class PublishFunction
    extends KeyedProcessFunction<String, FrequencyUpdate, Outgoing<FrequencyUpdate>> {
  @Serial private static final long serialVersionUID = 1L;

  private final long interval;
  private transient @Nullable Task task;

  /** When this task began, by its own clock; known with the first element or timer. */
  private transient long began;

  /**
   * Makes the function.
   *
   * @param interval shortest time between two publications of a cell
   */
  public PublishFunction(Duration interval) {
    this.interval = interval.toMillis();
  }

  /** The cell as it was last published, and what changed since. */
  private record Task(
      ValueState<FrequencyUpdate> published, ValueState<FrequencyUpdate> change, Counter cells) {}

  @Override
  public void open(OpenContext context) {
    task =
        new Task(
            state("published"),
            state("change"),
            getRuntimeContext().getMetricGroup().counter("cellsPublished"));
    began = Long.MIN_VALUE;
  }

  private ValueState<FrequencyUpdate> state(String name) {
    return getRuntimeContext()
        .getState(new ValueStateDescriptor<>(name, new WireSerializer<>(FrequencyUpdate.class)));
  }

  @Override
  public void processElement(
      FrequencyUpdate delta, Context context, Collector<Outgoing<FrequencyUpdate>> out)
      throws IOException {
    Task current = task();
    long now = now(context);
    FrequencyUpdate waiting = current.change.value();
    if (waiting != null) {
      current.change.update(sum(waiting, delta, 0, Instant.EPOCH));
      return;
    }
    FrequencyUpdate published = current.published.value();
    long due = published == null ? now : published.getUpdatedAt().toEpochMilli() + interval;
    if (due <= now) {
      publish(current, published, delta, now, out);
    } else {
      current.change.update(delta);
      context.timerService().registerProcessingTimeTimer(due);
    }
  }

  @Override
  public void onTimer(
      long timestamp, OnTimerContext context, Collector<Outgoing<FrequencyUpdate>> out)
      throws IOException {
    Task current = task();
    FrequencyUpdate change = current.change.value();
    if (change != null) {
      current.change.clear();
      publish(current, current.published.value(), change, now(context), out);
    }
  }

  private void publish(
      Task current,
      @Nullable FrequencyUpdate published,
      FrequencyUpdate change,
      long now,
      Collector<Outgoing<FrequencyUpdate>> out)
      throws IOException {
    boolean certain = published != null && published.getRevision() >= began;
    if (certain && CellCounts.of(change).isZero()) {
      return;
    }
    long revision = published == null ? now : Math.max(published.getRevision() + 1, now);
    FrequencyUpdate cell =
        sum(
            published == null ? change : published,
            published == null ? null : change,
            revision,
            Instant.ofEpochMilli(now));
    current.published.update(cell);
    current.cells.inc();
    out.collect(new Outgoing<>(keyOf(cell).wireKey(), cell));
  }

  private static FrequencyUpdate sum(
      FrequencyUpdate cell, @Nullable FrequencyUpdate change, long revision, Instant at) {
    CellCounts counts = CellCounts.of(cell);
    if (change != null) {
      counts.add(CellCounts.of(change));
    }
    return counts.toUpdate(keyOf(cell), revision, at);
  }

  private static CellKey keyOf(FrequencyUpdate cell) {
    return new CellKey(cell.getDataset(), cell.getRegion(), cell.getPeriod(), cell.getLineage());
  }

  private long now(Context context) {
    long now = context.timerService().currentProcessingTime();
    if (began == Long.MIN_VALUE) {
      began = now;
    }
    return now;
  }

  private Task task() {
    if (task == null) {
      throw new IllegalStateException("open was not called");
    }
    return task;
  }
}
