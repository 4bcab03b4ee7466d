package org.virowatch.jobs.wire;

import java.io.Serial;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.virowatch.jobs.wire.Incoming.Undecodable;

/**
 * Lets readable records through; the others leave through {@link RejectionOutput}.
 *
 * @param <T> the record type expected
 */
public final class ReadableFunction<T extends SpecificRecordBase>
    extends ProcessFunction<Incoming<T>, Incoming<T>> {
  @Serial private static final long serialVersionUID = 1L;

  /** Makes the function. */
  public ReadableFunction() {}

  @Override
  public void processElement(Incoming<T> found, Context context, Collector<Incoming<T>> out) {
    if (found instanceof Undecodable<T> undecodable) {
      Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
      context.output(
          RejectionOutput.TAG, RejectionOutput.of(UndecodableRejections.of(undecodable, now)));
    } else {
      out.collect(found);
    }
  }
}
