package org.virowatch.jobs.deciding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Incoming.Decoded;
import org.virowatch.jobs.wire.Incoming.Removed;
import org.virowatch.schemas.AlertRule;
import org.virowatch.surveillance.rule.RuleSet;

/** The rules in force, kept in broadcast state and read once after each change. */
public final class CurrentRules {
  /** Rules by their id. */
  public static final MapStateDescriptor<String, AlertRule> STATE =
      KeyedRegionState.map("rules", AlertRule.class);

  private @Nullable RuleSet read;

  CurrentRules() {}

  void apply(Incoming<AlertRule> edit, BroadcastState<String, AlertRule> state) throws Exception {
    if (edit instanceof Decoded<AlertRule> rule) {
      state.put(rule.value().getId(), rule.value());
    } else if (edit instanceof Removed<AlertRule> removed) {
      state.remove(removed.key());
    }
    read = null;
  }

  RuleSet get(ReadOnlyBroadcastState<String, AlertRule> state) throws Exception {
    RuleSet current = read;
    if (current == null) {
      List<AlertRule> rules = new ArrayList<>();
      for (Map.Entry<String, AlertRule> rule : state.immutableEntries()) {
        rules.add(rule.getValue());
      }
      current = RuleSet.of(rules);
      read = current;
    }
    return current;
  }
}
