package org.virowatch.jobs.deciding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
      KeyedDecisions.map("rules", AlertRule.class);

  private @Nullable RuleSet read;

  CurrentRules() {}

  /**
   * Takes an edit in.
   *
   * @return the id of the rule that it changed; nothing when all is as before
   */
  Optional<String> apply(Incoming<AlertRule> edit, BroadcastState<String, AlertRule> state)
      throws Exception {
    AlertRule after = edit instanceof Decoded<AlertRule> rule ? rule.value() : null;
    String id = after == null ? removedId(edit) : after.getId();
    if (id == null || Objects.equals(state.get(id), after)) {
      return Optional.empty();
    }
    if (after == null) {
      state.remove(id);
    } else {
      state.put(id, after);
    }
    read = null;
    return Optional.of(id);
  }

  private static @Nullable String removedId(Incoming<AlertRule> edit) {
    return edit instanceof Removed<AlertRule> removed ? removed.key() : null;
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
