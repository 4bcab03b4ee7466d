package org.virowatch.jobs.wire;

import java.io.Serial;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.virowatch.jobs.wire.Incoming.Decoded;

/**
 * Keeps the records and drops removals: what counts is withdrawn by a version, not by a tombstone.
 *
 * @param <T> the record type
 */
public final class DecodedValues<T extends SpecificRecordBase>
    implements FlatMapFunction<Incoming<T>, T> {
  @Serial private static final long serialVersionUID = 1L;

  /** Makes the function. */
  public DecodedValues() {}

  @Override
  public void flatMap(Incoming<T> found, Collector<T> out) {
    if (found instanceof Decoded<T> decoded) {
      out.collect(decoded.value());
    }
  }
}
