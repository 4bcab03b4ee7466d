package org.virowatch.jobs.state;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.virowatch.surveillance.calendar.Retention;

/** The retention that the timers of an operator were set by, kept beside them. */
public final class RememberedRetention {
  private final Retention retention;
  private final ListState<String> state;
  private final boolean changed;

  private RememberedRetention(Retention retention, ListState<String> state, boolean changed) {
    this.retention = retention;
    this.state = state;
    this.changed = changed;
  }

  /** Reads it from the state of an operator that now runs with the given retention. */
  public static RememberedRetention of(StateInitializationContext context, Retention retention)
      throws Exception {
    ListState<String> state =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("retention", StringSerializer.INSTANCE));
    // A release before it was kept had none, which is for ever.
    String before = Retention.FOREVER.toString();
    for (String kept : state.get()) {
      before = kept;
    }
    return new RememberedRetention(
        retention, state, context.isRestored() && !before.equals(retention.toString()));
  }

  /** Returns whether timers were set by another retention. */
  public boolean changed() {
    return changed;
  }

  /** Writes the retention with a checkpoint. */
  public void write() throws Exception {
    state.clear();
    state.add(retention.toString());
  }
}
