package org.virowatch.jobs.counting;

import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.state.BytesState;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.RejectionOutput;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.GenomeProfile;
import org.virowatch.surveillance.count.ProfileBook;

/**
 * Turns versions of genomes into changes of counts, keyed by accession: what counts now as main
 * output, what was known at each instant through {@link #KNOWN}. Where a retention is set, a timer
 * in event time ends each genome and clears its state.
 *
 * <p>Genomes are kept as differences from {@linkplain ProfileBook profiles of their lineages}. Each
 * task makes its own and keeps them as operator state; after a restore every task knows the
 * profiles of all, because genomes move between tasks when the parallelism changes, and each keeps
 * its share of them.
 */
public final class CountFunction extends KeyedProcessFunction<String, CalledGenome, GenomeChange>
    implements CheckpointedFunction {
  /** Type of the changes. */
  public static final ExplicitType<GenomeChange> CHANGES = GenomeChange.type();

  /** Output of changes for decisions, each with the instant from which on it is known. */
  public static final OutputTag<GenomeChange> KNOWN = new OutputTag<>("known", CHANGES);

  /** Every genome that is known has this state. */
  static final ValueStateDescriptor<byte[]> VERSIONS = BytesState.value("known-versions");

  @Serial private static final long serialVersionUID = 1L;

  private final Retention retention;
  private transient @Nullable Task task;
  private transient @Nullable Profiles profiles;

  private record Profiles(
      ProfileBook book,
      CompactForm<GenomeProfile> form,
      ListState<byte[]> kept,
      List<byte[]> written) {}

  /** Makes the function. */
  public CountFunction(Retention retention) {
    this.retention = retention;
  }

  private record Task(
      ValueState<byte[]> versions,
      CompactForm<List<TimedVersion>> form,
      TextPool pool,
      Counter counted,
      Counter superseded,
      Counter moved,
      Counter duplicates,
      Counter expired,
      Counter late) {}

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ListState<byte[]> kept =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>(
                    "genome-profiles", BytePrimitiveArraySerializer.INSTANCE));
    Profiles made =
        new Profiles(
            new ProfileBook(),
            new CompactForm<>(
                "profiles of lineages",
                1,
                GenomeProfile::writeTo,
                GenomeProfile::readFrom,
                new TextPool()),
            kept,
            new ArrayList<>());
    var tasks = getRuntimeContext().getTaskInfo();
    for (byte[] bytes : kept.get()) {
      GenomeProfile profile = made.form.decode(bytes);
      long share = Math.floorMod(profile.id(), (long) tasks.getNumberOfParallelSubtasks());
      made.book.restore(profile, share == tasks.getIndexOfThisSubtask());
    }
    profiles = made;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    Profiles current = profiles();
    List<GenomeProfile> own = current.book.own();
    // Profiles never change and are only ever added, so each is encoded once.
    for (GenomeProfile profile : own.subList(current.written.size(), own.size())) {
      current.written.add(current.form.encode(profile));
    }
    current.kept.update(current.written);
  }

  private Profiles profiles() {
    if (profiles == null) {
      throw new IllegalStateException("initializeState was not called");
    }
    return profiles;
  }

  @Override
  public void open(OpenContext context) {
    var metrics = getRuntimeContext().getMetricGroup();
    TextPool pool = new TextPool();
    task =
        new Task(
            getRuntimeContext().getState(VERSIONS),
            TimedVersion.listForm(pool, profiles().book),
            pool,
            metrics.counter("counted"),
            metrics.counter("superseded"),
            metrics.counter("moved"),
            metrics.counter("duplicates"),
            metrics.counter("expired"),
            metrics.counter("late"));
  }

  @Override
  public void processElement(CalledGenome genome, Context context, Collector<GenomeChange> out)
      throws IOException {
    Task current = task;
    if (current == null) {
      throw new IllegalStateException("open was not called");
    }
    long watermark = context.timerService().currentWatermark();
    TimedVersion version;
    try {
      version = TimedVersion.of(genome, current.pool);
    } catch (RuntimeException e) {
      context.output(RejectionOutput.TAG, RejectionOutput.of(uncountable(genome, e)));
      return;
    }
    if (version.submittedAt() <= watermark) {
      current.late.inc();
    }
    VersionTimeline timeline = timeline(current);
    Set<Long> expiries = timeline.expiries(watermark);
    VersionTimeline.Change change = timeline.insert(version, watermark);
    switch (change.outcome()) {
      case COUNTED -> current.counted.inc();
      case SUPERSEDED -> current.superseded.inc();
      case MOVED -> current.moved.inc();
      case EXPIRED -> current.expired.inc();
      case FORGOTTEN -> {
        current.superseded.inc();
        return;
      }
      case DUPLICATE -> {
        current.duplicates.inc();
        return;
      }
    }
    keep(timeline, current);
    reschedule(expiries, timeline.expiries(watermark), context.timerService());
    emit(change, context, out);
  }

  @Override
  public void onTimer(long instant, OnTimerContext context, Collector<GenomeChange> out)
      throws IOException {
    Task current = task;
    if (current == null) {
      throw new IllegalStateException("open was not called");
    }
    VersionTimeline timeline = timeline(current);
    VersionTimeline.Change change = timeline.expire(instant);
    keep(timeline, current);
    current.expired.inc(change.live().size());
    emit(change, context, out);
  }

  /** Returns when the genome of the current key has to be looked at again. */
  Set<Long> expiries() throws IOException {
    Task current = task;
    return current == null ? Set.of() : timeline(current).expiries(Long.MIN_VALUE);
  }

  private VersionTimeline timeline(Task current) throws IOException {
    byte[] kept = current.versions.value();
    return VersionTimeline.of(kept == null ? List.of() : current.form.decode(kept), retention);
  }

  private static void keep(VersionTimeline timeline, Task current) throws IOException {
    List<TimedVersion> versions = timeline.versions();
    if (versions.isEmpty()) {
      current.versions.clear();
    } else {
      current.versions.update(current.form.encode(versions));
    }
  }

  private static void reschedule(Set<Long> before, Set<Long> after, TimerService timers) {
    for (long instant : before) {
      if (!after.contains(instant)) {
        timers.deleteEventTimeTimer(instant);
      }
    }
    after.forEach(timers::registerEventTimeTimer);
  }

  private static void emit(
      VersionTimeline.Change change, Context context, Collector<GenomeChange> out) {
    change.live().forEach(out::collect);
    change.known().forEach(known -> context.output(KNOWN, known));
  }

  private static Rejection uncountable(CalledGenome genome, RuntimeException cause) {
    return Rejection.newBuilder()
        .setAccession(genome.getAccession())
        .setVersion(genome.getVersion())
        .setDataset(genome.getDataset())
        .setSequenceName(genome.getSequenceName())
        .setLab(genome.getLab())
        .setSubmittedAt(genome.getSubmittedAt())
        .setCode(RejectionCode.INTERNAL_ERROR)
        .setMessage(
            "the call of this genome could not be counted ("
                + cause
                + "); it was written by another program or a faulty release: report it, then submit"
                + " the genome again with a higher version")
        .build();
  }
}
