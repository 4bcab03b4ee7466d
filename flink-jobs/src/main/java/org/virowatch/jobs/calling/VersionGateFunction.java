package org.virowatch.jobs.calling;

import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.jobs.wire.RejectionOutput;
import org.virowatch.jobs.wire.WireSerializer;
import org.virowatch.schemas.AcceptedVersion;
import org.virowatch.schemas.AcceptedVersions;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.calendar.Period;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.VersionGate;

/**
 * Lets each version of an accession through once, keyed by accession. Conflicts leave through
 * {@link RejectionOutput}.
 *
 * <p>A version that comes after a higher one counts no more, but alerts are decided on what was
 * known at each tick, whatever order versions were uploaded in. So it goes on too, under a key of
 * its own, where compaction cannot let it displace the higher version.
 */
public final class VersionGateFunction
    extends KeyedProcessFunction<String, CalledGenome, Outgoing<CalledGenome>> {
  /** Every accession that is known has this state. */
  static final ValueStateDescriptor<AcceptedVersions> ACCEPTED =
      new ValueStateDescriptor<>("accepted-versions", new WireSerializer<>(AcceptedVersions.class));

  @Serial private static final long serialVersionUID = 1L;

  private final Retention retention;
  private transient @Nullable Task task;

  /**
   * Makes the function.
   *
   * @param retention after which the versions of an accession are forgotten, in event time
   */
  public VersionGateFunction(Retention retention) {
    this.retention = retention;
  }

  private record Task(
      ValueState<AcceptedVersions> accepted,
      ValueState<Long> end,
      Counter duplicates,
      Counter superseded,
      Counter conflicts) {}

  @Override
  public void open(OpenContext context) {
    var metrics = getRuntimeContext().getMetricGroup();
    task =
        new Task(
            getRuntimeContext().getState(ACCEPTED),
            getRuntimeContext()
                .getState(new ValueStateDescriptor<>("end", LongSerializer.INSTANCE)),
            metrics.counter("duplicates"),
            metrics.counter("superseded"),
            metrics.counter("conflicts"));
  }

  @Override
  public void processElement(
      CalledGenome genome, Context context, Collector<Outgoing<CalledGenome>> out)
      throws IOException {
    Task current = task;
    if (current == null) {
      throw new IllegalStateException("open was not called");
    }
    AcceptedVersions accepted = current.accepted.value();
    var decision =
        VersionGate.decide(digests(accepted), genome.getVersion(), genome.getContentDigest());
    if (decision.accepted()) {
      current.accepted.update(with(accepted, genome));
      remember(genome, current, context.timerService());
    }
    switch (decision) {
      case NEW_HIGHEST -> out.collect(new Outgoing<>(genome.getAccession(), genome));
      case SUPERSEDED -> {
        current.superseded.inc();
        out.collect(new Outgoing<>(supersededKey(genome), genome));
      }
      case DUPLICATE -> current.duplicates.inc();
      case CONFLICT -> {
        current.conflicts.inc();
        context.output(RejectionOutput.TAG, RejectionOutput.of(Rejections.conflict(genome)));
      }
    }
  }

  /** Until the last of its versions ends. */
  private void remember(CalledGenome genome, Task current, TimerService timers) throws IOException {
    long end = retention.end(Contribution.periodOf(genome), genome.getSubmittedAt().toEpochMilli());
    Long known = current.end.value();
    if (end != Retention.NEVER && (known == null || known < end)) {
      if (known != null) {
        timers.deleteEventTimeTimer(known);
      }
      current.end.update(end);
      timers.registerEventTimeTimer(end);
    }
  }

  /**
   * Has the accession of the current key end by a retention that was not in force when its versions
   * were accepted: as late as a genome that is submitted now and of which only the year of
   * collection is known.
   *
   * @param now the clock, which event time is never ahead of; epoch milliseconds
   * @param delete takes the instant of a timer that was set before
   * @param register takes the instant of the new one
   */
  void endBy(long now, LongConsumer delete, LongConsumer register) throws IOException {
    Task current = task;
    if (current == null) {
      throw new IllegalStateException("open was not called");
    }
    Long known = current.end.value();
    if (known != null) {
      delete.accept(known);
      current.end.clear();
    }
    int year = Instant.ofEpochMilli(now).atZone(ZoneOffset.UTC).getYear();
    long end = retention.end(Period.ofRecorded(Integer.toString(year)).text(), now);
    if (end != Retention.NEVER) {
      current.end.update(end);
      register.accept(end);
    }
  }

  @Override
  public void onTimer(long instant, OnTimerContext context, Collector<Outgoing<CalledGenome>> out) {
    Task current = task;
    if (current == null) {
      throw new IllegalStateException("open was not called");
    }
    current.accepted.clear();
    current.end.clear();
  }

  static String supersededKey(CalledGenome genome) {
    return genome.getAccession() + "|superseded|" + genome.getVersion();
  }

  private static Map<Integer, ByteBuffer> digests(@Nullable AcceptedVersions accepted) {
    if (accepted == null) {
      return Map.of();
    }
    Map<Integer, ByteBuffer> digests = new HashMap<>();
    for (AcceptedVersion version : accepted.getVersions()) {
      digests.put(version.getVersion(), version.getDigest());
    }
    return digests;
  }

  private static AcceptedVersions with(@Nullable AcceptedVersions accepted, CalledGenome genome) {
    List<AcceptedVersion> versions =
        accepted == null ? new ArrayList<>() : new ArrayList<>(accepted.getVersions());
    versions.add(new AcceptedVersion(genome.getVersion(), genome.getContentDigest()));
    return new AcceptedVersions(versions);
  }
}
