package org.virowatch.surveillance.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.surveillance.lab.LabStandings;
import org.virowatch.surveillance.rule.RuleSet;
import org.virowatch.surveillance.rule.WatchRule;

/**
 * Decisions about parts that are looked at together, such as the regions of a pool. All lasting
 * state is in the {@link PartState}; an object is cheap to make, for instance for each call in a
 * keyed operator. Not safe for use by several threads at once.
 *
 * @param <V> counts of a part
 */
public abstract class PartDecisions<V> implements Decisions<V> {
  private final PartState<V> state;
  private final UnaryOperator<V> negated;

  /**
   * Makes decisions over a state.
   *
   * @param negated returns what takes a change back
   */
  protected PartDecisions(PartState<V> state, UnaryOperator<V> negated) {
    this.state = state;
    this.negated = negated;
  }

  /** Returns the state. */
  protected final PartState<V> state() {
    return state;
  }

  /** Forgets of a part what is too old at a tick. */
  protected abstract void forget(V part, Instant tick);

  /**
   * Evaluates rules, and ends the alerts of those that are gone.
   *
   * @param labs how labs stand
   * @param concerned whether a rule's alerts are looked at, by its id
   */
  protected abstract List<AlertEvent> evaluate(
      Instant tick, List<WatchRule> rules, LabStandings labs, Predicate<String> concerned);

  @Override
  public final void apply(Map<String, V> changes) {
    changes.forEach(state::add);
  }

  @Override
  public final List<AlertEvent> tick(Instant tick, RuleSet rules) {
    state.parts().values().forEach(part -> forget(part, tick));
    return evaluate(tick, rules.rules(), rules.labs(), rule -> true);
  }

  @Override
  public final List<AlertEvent> edit(
      Instant asOf, RuleSet rules, Set<String> edited, Map<String, V> ahead) {
    apply(ahead);
    List<AlertEvent> events =
        evaluate(
            asOf,
            rules.rules().stream().filter(rule -> edited.contains(rule.id())).toList(),
            rules.labs(),
            edited::contains);
    Map<String, V> back = new HashMap<>();
    ahead.forEach((part, change) -> back.put(part, negated.apply(change)));
    apply(back);
    return events;
  }

  /** Time alone changes what is to be expected, so every tick decides while there is anything. */
  @Override
  public final Optional<Instant> nextDecision(Instant after, Duration interval) {
    boolean nothing =
        state.alerts().isEmpty() && state.parts().values().stream().allMatch(this::isZero);
    return nothing ? Optional.empty() : Optional.of(new Ticks(interval).after(after));
  }

  /** Returns whether a part counts nothing. */
  protected abstract boolean isZero(V part);
}
