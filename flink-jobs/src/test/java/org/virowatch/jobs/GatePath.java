package org.virowatch.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.calling.VersionGateOperator;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.calendar.Retention;

/**
 * The gate of the variant-calling job, record by record, with crashes: what it had written since
 * the last checkpoint is taken back, and what it had read since is read again.
 */
@SuppressWarnings("try") // harnesses are closed as the job crashes or ends
final class GatePath {
  private final Retention retention;
  private final Random random;
  private int crashes;

  GatePath(Retention retention, Random random) {
    this.retention = retention;
    this.random = random;
  }

  int crashes() {
    return crashes;
  }

  /** Returns what passes, in order. */
  List<CalledGenome> run(List<CalledGenome> arrivals) throws Exception {
    List<CalledGenome> committed = new ArrayList<>();
    OperatorSubtaskState state = null;
    int checkpoint = 0;
    var gate = open(null);
    Watermarks watermarks = new Watermarks();
    for (int next = 0; next < arrivals.size(); ) {
      CalledGenome genome = arrivals.get(next++);
      gate.processElement(genome, genome.getSubmittedAt().toEpochMilli());
      gate.processWatermark(watermarks.after(genome));
      if (random.nextInt(50) == 0 || next == arrivals.size()) {
        state = gate.snapshot(next, 0);
        checkpoint = next;
        watermarks.checkpoint();
        gate.extractOutputValues().forEach(record -> committed.add(record.value()));
        gate.getOutput().clear();
      } else if (random.nextInt(60) == 0) {
        crashes++;
        gate.close();
        gate = open(state);
        next = checkpoint;
        watermarks.restore();
      }
    }
    gate.close();
    return committed;
  }

  private KeyedOneInputStreamOperatorTestHarness<String, CalledGenome, Outgoing<CalledGenome>> open(
      @Nullable OperatorSubtaskState state) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new VersionGateOperator(retention), CalledGenome::getAccession, Types.STRING);
    harness.setup(
        ExplicitType.outgoing(CalledGenome.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }
}
