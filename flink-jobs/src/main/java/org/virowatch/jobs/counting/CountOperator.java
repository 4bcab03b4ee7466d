package org.virowatch.jobs.counting;

import java.io.Serial;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.state.RememberedRetention;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.calendar.Retention;

/**
 * Runs {@link CountFunction}. Remembers the retention that its timers were set by: started again
 * with another one, it sets those of every genome it knows anew.
 */
public final class CountOperator extends KeyedProcessOperator<String, CalledGenome, GenomeChange> {
  @Serial private static final long serialVersionUID = 1L;

  private final CountFunction function;
  private final Retention retention;
  private transient @Nullable RememberedRetention remembered;

  /** Makes the operator. */
  public CountOperator(Retention retention) {
    this(new CountFunction(retention), retention);
  }

  private CountOperator(CountFunction function, Retention retention) {
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
    if (remembered != null && remembered.changed() && !retention.isForever()) {
      // The service that the function's timers belong to.
      InternalTimerService<VoidNamespace> timers =
          getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
      this.<String>getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              CountFunction.VERSIONS,
              (key, versions) -> {
                for (long instant : function.expiries()) {
                  timers.registerEventTimeTimer(VoidNamespace.INSTANCE, instant);
                }
              });
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
