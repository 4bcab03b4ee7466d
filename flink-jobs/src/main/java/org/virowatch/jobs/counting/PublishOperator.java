package org.virowatch.jobs.counting;

import java.io.Serial;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.FrequencyUpdate;

/**
 * Runs {@link PublishFunction} and has it write the cells it changed into state before every
 * checkpoint. Between checkpoints they are only counted on the heap: a cell of a busy region
 * changes with every bundle, and reading and writing it whole each time would cost more than all
 * counting.
 */
public final class PublishOperator
    extends KeyedProcessOperator<String, CellChange, Outgoing<FrequencyUpdate>> {
  @Serial private static final long serialVersionUID = 1L;

  private final PublishFunction function;

  /** Makes the operator of a function. */
  public PublishOperator(PublishFunction function) {
    super(function);
    this.function = function;
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    for (String key : function.changedCells()) {
      setCurrentKey(key);
      function.writeCell(key);
    }
  }
}
