package org.virowatch.jobs.deciding;

import java.io.Serial;
import java.util.List;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.AlertEvent;

/**
 * Runs {@link DecideFunction} and has it write what it changed into state before every checkpoint,
 * and when it is too much for the heap. Between checkpoints they are only counted on the heap: in a
 * replay many ticks pass in a second, and writing a region at each of them costs more than
 * everything else the job does.
 *
 * @param <V> by how much something changes
 */
public final class DecideOperator<V>
    extends CoBroadcastWithKeyedOperator<String, KnownChange<V>, Directive, Outgoing<AlertEvent>> {
  @Serial private static final long serialVersionUID = 1L;

  private final DecideFunction<V> function;

  /** Makes the operator of a function. */
  public DecideOperator(DecideFunction<V> function) {
    super(function, List.of(CurrentRules.STATE, CurrentLabs.ORDERS, CurrentLabs.JUDGED));
    this.function = function;
  }

  @Override
  public void processElement1(StreamRecord<KnownChange<V>> change) throws Exception {
    super.processElement1(change);
    writeIfFull();
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    super.onEventTime(timer);
    writeIfFull();
  }

  /** An edited rule is applied to every key at once, so that every key must be in state. */
  @Override
  public void processElement2(StreamRecord<Directive> directive) throws Exception {
    if (directive.getValue() instanceof Directive.RuleEdit) {
      writeCounts();
    }
    super.processElement2(directive);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    writeCounts();
  }

  private void writeIfFull() throws Exception {
    if (function.isFull()) {
      writeCounts();
    }
  }

  private void writeCounts() throws Exception {
    for (String key : function.changed()) {
      setCurrentKey(key);
      function.write(key);
    }
  }
}
