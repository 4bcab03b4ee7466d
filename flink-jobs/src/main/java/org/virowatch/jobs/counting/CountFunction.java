package org.virowatch.jobs.counting;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.RejectionOutput;
import org.virowatch.jobs.wire.WireSerializer;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.KnownVersions;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.RejectionCode;

/**
 * Turns versions of genomes into changes of counts, keyed by accession: what counts now as main
 * output, what was known at each instant through {@link #KNOWN}.
 */
public final class CountFunction extends KeyedProcessFunction<String, CalledGenome, GenomeChange> {
  /** Type of the changes. */
  public static final ExplicitType<GenomeChange> CHANGES = GenomeChangeSerializer.type();

  /** Output of changes for decisions, each with the instant from which on it is known. */
  public static final OutputTag<GenomeChange> KNOWN = new OutputTag<>("known", CHANGES);

  @Serial private static final long serialVersionUID = 1L;

  private transient @Nullable Task task;

  private record Task(
      ValueState<KnownVersions> versions,
      Counter counted,
      Counter superseded,
      Counter duplicates,
      Counter late) {}

  @Override
  public void open(OpenContext context) {
    var metrics = getRuntimeContext().getMetricGroup();
    task =
        new Task(
            getRuntimeContext()
                .getState(
                    new ValueStateDescriptor<>(
                        "known-versions", new WireSerializer<>(KnownVersions.class))),
            metrics.counter("counted"),
            metrics.counter("superseded"),
            metrics.counter("duplicates"),
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
      version = TimedVersion.of(genome);
    } catch (RuntimeException e) {
      context.output(RejectionOutput.TAG, RejectionOutput.of(uncountable(genome, e)));
      return;
    }
    if (version.submittedAt() <= watermark) {
      current.late.inc();
    }
    VersionTimeline timeline = VersionTimeline.of(current.versions.value());
    VersionTimeline.Change change = timeline.insert(version, watermark);
    switch (change.outcome()) {
      case COUNTED -> current.counted.inc();
      case SUPERSEDED -> current.superseded.inc();
      case DUPLICATE -> {
        current.duplicates.inc();
        return;
      }
    }
    current.versions.update(timeline.toState());
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
