package org.virowatch.surveillance.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.surveillance.rule.RuleSet;

/**
 * Alert decisions over something that changes between ticks of event time: one region, or regions
 * that are looked at together. A tick depends on nothing but what stands then, the rules, and the
 * alerts left open by the tick before.
 *
 * @param <V> changes, a commutative group
 */
public interface Decisions<V> {
  /** Applies changes, by the part of the whole that they are about. */
  void apply(Map<String, V> changes);

  /**
   * Evaluates the rules at a tick.
   *
   * @param tick event time; exactly what was submitted up to it must have been applied, and ticks
   *     must rise
   * @param rules the rules in force; a rule that is gone ends its alerts
   * @return the events, ordered by rule and subject
   */
  List<AlertEvent> tick(Instant tick, RuleSet rules);

  /**
   * Applies edited rules at once, between two ticks. Only these rules are evaluated: what others
   * decide depends on the ticks alone, whoever edits what. Changes that wait for the next tick are
   * looked at and taken back again.
   *
   * @param asOf event time of the edit, not before the last tick
   * @param rules the rules in force
   * @param edited ids of rules that were added, changed or removed
   * @param ahead changes known by now that the last tick did not see
   * @return the events, ordered by rule and subject
   */
  List<AlertEvent> edit(Instant asOf, RuleSet rules, Set<String> edited, Map<String, V> ahead);

  /**
   * Returns the next tick at which something can change without new genomes or rules. Ticks before
   * it may be left out; their outcome is no event. Nothing when there is nothing to watch.
   *
   * @param after the last tick
   * @param interval time between ticks, which fall on its multiples since 1970-01-01T00:00Z
   */
  Optional<Instant> nextDecision(Instant after, Duration interval);

  /**
   * Returns what is expected, by region, from what stands now. Unlike alerts, forecasts are no
   * history: only the newest counts, so it need not be asked for at every tick.
   *
   * @param asOf the last tick
   */
  default List<ForecastUpdate> forecasts(Instant asOf) {
    return List.of();
  }
}
