package org.virowatch.jobs.counting;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.state.BytesState;
import org.virowatch.jobs.state.DecodedState;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/**
 * Keeps the cells and publishes those that changed, whole, at most once in an interval and no
 * faster than {@link PublishPace} allows; keyed by {@link CellKey#wireKey}. Runs in a {@link
 * PublishOperator}, which has it write the cells that changed into state before every checkpoint.
 *
 * <p>Revisions rise for ever: each is at least the time of its publication, so even one made from
 * restored state is higher than all that were published before the failure. A cell that this task
 * has not published yet is published when it is touched, changed or not: what was published before
 * a failure and was lost from state comes again from the source, and may come to nothing this time.
 */
public final class PublishFunction
    extends KeyedProcessFunction<String, CellChange, Outgoing<FrequencyUpdate>> {
  @Serial private static final long serialVersionUID = 1L;

  private final long interval;
  private transient @Nullable Task task;

  /**
   * How long an empty cell is remembered, so that a clock that is set back by less cannot bring a
   * cell that fills again under a lower revision.
   */
  static final long EMPTY_MILLIS = 60_000;

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

  private record Task(
      DecodedState<Cell> cells,
      PublishPace pace,
      CompactForm<PublishedCell> publishedForm,
      CompactForm<CellCounts> changeForm,
      ValueState<byte[]> published,
      ValueState<byte[]> change,
      Counter publications) {}

  /** A cell as it was last published, and what changed since. */
  private static final class Cell {
    boolean read;
    @Nullable PublishedCell published;
    boolean publishedChanged;

    /** Its record on the topic is of an earlier generation, which a reader must not add to. */
    boolean generationRose;

    @Nullable CellCounts change;

    long weight() {
      PublishedCell cell = published;
      CellCounts waiting = change;
      return 300
          + (cell == null ? 0 : cell.counts().bytes())
          + (waiting == null ? 0 : waiting.bytes());
    }
  }

  @Override
  public void open(OpenContext context) {
    TextPool pool = new TextPool();
    task =
        new Task(
            new DecodedState<>(Cell::weight),
            new PublishPace(),
            PublishedCell.form(pool),
            new CompactForm<>(
                    "changes of cells", 2, CellCounts::writeTo, CellCounts::readFrom, pool)
                .reading(1, CellCounts::readTexts),
            getRuntimeContext().getState(BytesState.value("published")),
            getRuntimeContext().getState(BytesState.value("change")),
            getRuntimeContext().getMetricGroup().counter("cellsPublished"));
    began = Long.MIN_VALUE;
  }

  @Override
  public void close() {
    if (task != null) {
      task.cells.close();
    }
  }

  @Override
  public void processElement(
      CellChange delta, Context context, Collector<Outgoing<FrequencyUpdate>> out)
      throws IOException {
    Task current = task();
    long now = now(context);
    String key = context.getCurrentKey();
    Cell cell = cell(key, current);
    CellCounts waiting = cell.change;
    raise(cell, delta.generation());
    if (waiting != null) {
      waiting.add(delta.counts());
      current.cells.hold(key, cell);
      return;
    }
    PublishedCell published = cell.published;
    if (published == null) {
      // Even the first publication of a cell may have to wait, then with nothing in it yet.
      published =
          new PublishedCell(delta.key(), 0, now - interval, delta.generation(), new CellCounts());
      cell.published = published;
      cell.publishedChanged = true;
    }
    int entries = published.counts().entries() + delta.counts().entries();
    long due = current.pace.reserve(now, published.at() + interval, entries);
    if (due <= now) {
      publish(key, cell, published, delta.counts(), now, out);
      forgetLater(cell, context.timerService());
    } else {
      cell.change = delta.counts();
      current.cells.hold(key, cell);
      context.timerService().registerProcessingTimeTimer(due);
    }
  }

  @Override
  public void onTimer(
      long timestamp, OnTimerContext context, Collector<Outgoing<FrequencyUpdate>> out)
      throws IOException {
    String key = context.getCurrentKey();
    Cell cell = cell(key, task());
    PublishedCell published = cell.published;
    CellCounts change = cell.change;
    if (change != null && published != null) {
      cell.change = null;
      task().cells.hold(key, cell);
      publish(key, cell, published, change, now(context), out);
    } else if (published != null && published.counts().isZero()) {
      forgetEmpty(key, cell, published, context.timerService());
    }
    forgetLater(cell, context.timerService());
  }

  private static void raise(Cell cell, long generation) {
    PublishedCell published = cell.published;
    if (published != null && published.generation() < generation) {
      cell.published =
          new PublishedCell(
              published.key(),
              published.revision(),
              published.at(),
              generation,
              published.counts());
      cell.publishedChanged = true;
      cell.generationRose = true;
    }
  }

  private void forgetEmpty(String key, Cell cell, PublishedCell published, TimerService timers)
      throws IOException {
    if (timers.currentProcessingTime() >= published.at() + EMPTY_MILLIS) {
      cell.published = null;
      cell.publishedChanged = false;
      task().published.clear();
      task().change.clear();
      task().cells.written(key);
    }
  }

  private static void forgetLater(Cell cell, TimerService timers) {
    PublishedCell published = cell.published;
    if (published != null && published.counts().isZero()) {
      timers.registerProcessingTimeTimer(published.at() + EMPTY_MILLIS);
    }
  }

  private void publish(
      String key,
      Cell cell,
      PublishedCell published,
      CellCounts change,
      long now,
      Collector<Outgoing<FrequencyUpdate>> out) {
    Task current = task();
    boolean certain = published.revision() >= began;
    if (certain && change.isZero() && !cell.generationRose) {
      return;
    }
    cell.generationRose = false;
    CellCounts counts = published.counts();
    counts.add(change);
    long revision = Math.max(published.revision() + 1, now);
    cell.published =
        new PublishedCell(published.key(), revision, now, published.generation(), counts);
    cell.publishedChanged = true;
    current.cells.hold(key, cell);
    current.publications.inc();
    FrequencyUpdate update = counts.toUpdate(published.key(), revision, Instant.ofEpochMilli(now));
    update.setGeneration(Instant.ofEpochMilli(published.generation()));
    out.collect(new Outgoing<>(key, update));
  }

  /** Returns the keys of the cells that are not in state yet. */
  Set<String> changedCells() {
    return task().cells.changed();
  }

  /** Returns whether cells have to be written before more change. */
  boolean isFull() {
    return task().cells.isFull();
  }

  /** Writes a cell into the state of the current key, which is the cell's. */
  void writeCell(String key) throws IOException {
    Task current = task();
    Cell cell = cell(key, current);
    if (cell.publishedChanged && cell.published != null) {
      current.published.update(current.publishedForm.encode(cell.published));
      cell.publishedChanged = false;
    }
    if (cell.change == null) {
      current.change.clear();
    } else {
      current.change.update(current.changeForm.encode(cell.change));
    }
    current.cells.written(key);
  }

  private static Cell cell(String key, Task current) throws IOException {
    Cell cell = current.cells.get(key, Cell::new);
    if (!cell.read) {
      byte[] published = current.published.value();
      byte[] change = current.change.value();
      cell.published = published == null ? null : current.publishedForm.decode(published);
      cell.change = change == null ? null : current.changeForm.decode(change);
      cell.read = true;
    }
    return cell;
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
