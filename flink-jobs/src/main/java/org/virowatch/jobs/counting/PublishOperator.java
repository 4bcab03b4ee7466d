package org.virowatch.jobs.counting;

import java.io.Serial;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.FrequencyUpdate;

/**
 * Runs {@link PublishFunction} and has it write the cells it changed into state before every
 * checkpoint, and when they are too many for the heap. Between checkpoints they are only counted on
 * the heap: a cell of a busy region changes with every bundle, and reading and writing it whole
 * each time would cost more than all counting.
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
  public void processElement(StreamRecord<CellChange> change) throws Exception {
    super.processElement(change);
    writeIfFull();
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    super.onProcessingTime(timer);
    writeIfFull();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    write();
  }

  /** When an activation comes into force, every cell may change at once. */
  private void writeIfFull() throws Exception {
    if (function.isFull()) {
      write();
    }
  }

  private void write() throws Exception {
    for (String key : function.changedCells()) {
      setCurrentKey(key);
      function.writeCell(key);
    }
  }
}
