package org.virowatch.jobs.calling;

import java.io.Serial;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.calling.CallOutcome.Called;
import org.virowatch.jobs.calling.CallOutcome.Rejected;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Incoming.Decoded;
import org.virowatch.jobs.wire.Incoming.Removed;
import org.virowatch.jobs.wire.Incoming.Undecodable;
import org.virowatch.jobs.wire.RejectionOutput;
import org.virowatch.jobs.wire.UndecodableRejections;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Submission;

/**
 * Calls submissions; what cannot be called leaves through {@link RejectionOutput}. Keeps no state.
 */
public final class CallFunction extends ProcessFunction<Incoming<Submission>, CalledGenome> {
  @Serial private static final long serialVersionUID = 1L;

  private final CallerFactory callers;
  private transient @Nullable Task task;

  /** Makes a function that calls with what the factory gives each task. */
  public CallFunction(CallerFactory callers) {
    this.callers = callers;
  }

  private record Task(GenomeCaller caller, Counter called, Counter rejected) {}

  @Override
  public void open(OpenContext context) {
    var metrics = getRuntimeContext().getMetricGroup();
    task = new Task(callers.create(), metrics.counter("called"), metrics.counter("rejected"));
  }

  @Override
  public void processElement(
      Incoming<Submission> found, Context context, Collector<CalledGenome> out) {
    Task current = task;
    if (current == null) {
      throw new IllegalStateException("open was not called");
    }
    CallOutcome outcome = outcome(found, current.caller, context);
    if (outcome instanceof Called called) {
      current.called.inc();
      out.collect(called.genome());
    } else if (outcome instanceof Rejected rejected) {
      current.rejected.inc();
      context.output(RejectionOutput.TAG, RejectionOutput.of(rejected.rejection()));
    }
  }

  private static CallOutcome outcome(
      Incoming<Submission> found, GenomeCaller caller, Context context) {
    if (found instanceof Decoded<Submission> decoded) {
      return caller.call(decoded.value());
    }
    Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
    return new Rejected(
        found instanceof Undecodable<Submission> undecodable
            ? UndecodableRejections.of(undecodable, now)
            : UndecodableRejections.of((Removed<Submission>) found, now));
  }
}
