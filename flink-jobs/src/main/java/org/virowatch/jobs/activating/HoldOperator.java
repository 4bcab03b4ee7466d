package org.virowatch.jobs.activating;

import java.io.Serial;
import java.util.List;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.schemas.DatasetActivation;

/**
 * Runs {@link HoldFunction} and has it write what it holds into state before every checkpoint, when
 * it is too much for the heap, and before an activation goes on, which looks at everything that is
 * held.
 *
 * @param <C> changes
 */
public final class HoldOperator<C>
    extends CoBroadcastWithKeyedOperator<String, C, Incoming<DatasetActivation>, C> {
  @Serial private static final long serialVersionUID = 1L;

  private final HoldFunction<C> function;

  /** Makes the operator of a function. */
  public HoldOperator(HoldFunction<C> function) {
    super(function, List.of(HoldFunction.ACTIVATIONS));
    this.function = function;
  }

  @Override
  public void processElement1(StreamRecord<C> change) throws Exception {
    super.processElement1(change);
    if (function.isFull()) {
      write();
    }
  }

  @Override
  public void processElement2(StreamRecord<Incoming<DatasetActivation>> step) throws Exception {
    write();
    super.processElement2(step);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    write();
  }

  private void write() throws Exception {
    for (String key : function.changed()) {
      setCurrentKey(key);
      function.write(key);
    }
  }
}
