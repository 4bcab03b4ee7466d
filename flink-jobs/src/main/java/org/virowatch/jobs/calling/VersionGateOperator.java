package org.virowatch.jobs.calling;

import java.io.Serial;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.state.RememberedRetention;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.calendar.Retention;

/**
 * Runs {@link VersionGateFunction}. Started with another retention than before, it has every
 * accession forgotten by the new one: what was accepted under the old one is no longer known well
 * enough to say when exactly, so it is remembered as long as what is accepted now.
 */
public final class VersionGateOperator
    extends KeyedProcessOperator<String, CalledGenome, Outgoing<CalledGenome>> {
  @Serial private static final long serialVersionUID = 1L;

  private final VersionGateFunction function;
  private final Retention retention;
  private transient @Nullable RememberedRetention remembered;

  /** Makes the operator. */
  public VersionGateOperator(Retention retention) {
    this(new VersionGateFunction(retention), retention);
  }

  private VersionGateOperator(VersionGateFunction function, Retention retention) {
    super(function);
    this.function = function;
    this.retention = retention;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    remembered = RememberedRetention.of(context, retention);
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (remembered != null && remembered.changed()) {
      // The service that the function's timers belong to.
      InternalTimerService<VoidNamespace> timers =
          getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
      long now = getProcessingTimeService().getCurrentProcessingTime();
      this.<String>getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              VersionGateFunction.ACCEPTED,
              (key, accepted) ->
                  function.endBy(
                      now,
                      end -> timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, end),
                      end -> timers.registerEventTimeTimer(VoidNamespace.INSTANCE, end)));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    if (remembered != null) {
      remembered.write();
    }
  }
}
