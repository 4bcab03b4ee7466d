package org.virowatch.surveillance.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.surveillance.rule.WatchRule;

/**
 * One full evaluation of one region's rules: the state machine of its alerts.
 *
 * <pre>
 *   (none) ── supported, baseline known, kind fires ──▶ FIRING ── material change ──▶ UPDATED …
 *   FIRING, UPDATED ── below for forTicks ticks in a row, or all its genomes are gone ──▶ RESOLVED
 *   RESOLVED ── cool-down over ──▶ (none)
 * </pre>
 */
final class TickEvaluation {
  /** Gives the view of the genomes that a rule looks at. */
  @FunctionalInterface
  interface Views {
    WindowView of(WatchRule rule);
  }

  private final Instant tick;
  private final AlertEvents writer;
  private final RegionState state;
  private final Views views;
  private final List<AlertEvent> events = new ArrayList<>();
  private @Nullable Instant dueAt;

  TickEvaluation(Instant tick, AlertEvents writer, RegionState state, Views views) {
    this.tick = tick;
    this.writer = writer;
    this.state = state;
    this.views = views;
  }

  /** Evaluates the rules that watch the region; returns the events by rule and subject. */
  List<AlertEvent> evaluate(List<WatchRule> rules) {
    return evaluate(rules, rule -> true);
  }

  /** Evaluates some of the rules that watch the region, and ends the alerts of those now gone. */
  List<AlertEvent> evaluateOnly(Set<String> ids, List<WatchRule> rules) {
    return evaluate(rules.stream().filter(rule -> ids.contains(rule.id())).toList(), ids::contains);
  }

  private List<AlertEvent> evaluate(List<WatchRule> rules, Predicate<String> concerned) {
    Map<String, Map<String, OpenAlert>> open = new HashMap<>();
    for (OpenAlert alert : state.alerts()) {
      if (concerned.test(alert.getRuleId())) {
        open.computeIfAbsent(alert.getRuleId(), rule -> new HashMap<>())
            .put(alert.getSubject(), alert);
      }
    }
    for (WatchRule rule : rules) {
      @Nullable Map<String, OpenAlert> ofRule = open.remove(rule.id());
      evaluate(rule, ofRule == null ? new HashMap<>() : ofRule);
    }
    open.values().forEach(alerts -> alerts.values().forEach(this::endOrphan));
    events.sort(Comparator.comparing(AlertEvent::getRuleId).thenComparing(AlertEvent::getSubject));
    return events;
  }

  /** Returns from when on time alone may change a decision. */
  Optional<Instant> dueAt() {
    return Optional.ofNullable(dueAt);
  }

  private void evaluate(WatchRule rule, Map<String, OpenAlert> open) {
    Optional<AlertKind> found = AlertKind.of(rule);
    if (found.isEmpty() || rule.rule().getPaused()) {
      return;
    }
    AlertKind kind = found.get();
    WindowView view = views.of(rule);
    SortedMap<String, Observation> observations = view.observe(view.subjects(rule.subject()));
    int tested = observations.size();
    if (kind.looksAtGrowth()) {
      GrowthTests growth = new GrowthTests(view, supported(rule, observations));
      observations.replaceAll(growth::with);
      tested = growth.tested();
    }
    for (Map.Entry<String, Observation> entry : observations.entrySet()) {
      String subject = entry.getKey();
      Observation observed = entry.getValue();
      AlertEvents.Decision decision = new AlertEvents.Decision(tick, observed, tested);
      @Nullable OpenAlert alert = open.remove(subject);
      if (alert != null && isOpen(alert)) {
        follow(rule, kind, alert, decision);
      } else if (alert == null || !isCooling(rule, alert)) {
        if (fires(rule, kind, observed)) {
          keep(writer.firing(rule, kind, subject, decision), 0);
        }
      }
    }
    for (OpenAlert alert : open.values()) {
      if (isOpen(alert)) {
        if (rule.subject().covers(alert.getSubject())) {
          Observation observed = view.observe(alert.getSubject());
          follow(rule, kind, alert, new AlertEvents.Decision(tick, observed, tested));
        } else {
          endOrphan(alert);
        }
      } else {
        isCooling(rule, alert);
      }
    }
  }

  private static List<String> supported(WatchRule rule, Map<String, Observation> observations) {
    return observations.entrySet().stream()
        .filter(entry -> AlertKind.isSupported(rule, entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean fires(WatchRule rule, AlertKind kind, Observation observed) {
    return AlertKind.isSupported(rule, observed)
        && observed.genomesBefore() >= rule.rule().getMinGenomesBefore()
        && kind.fires(rule, observed);
  }

  private void follow(
      WatchRule rule, AlertKind kind, OpenAlert alert, AlertEvents.Decision decision) {
    Observation observed = decision.observed();
    AlertEvent last = alert.getLastEvent();
    boolean gone = observed.countEver() == 0;
    if (gone || kind.isBelow(rule, observed)) {
      int below = alert.getBelowTicks() + 1;
      if (gone || below >= rule.rule().getForTicks()) {
        String verb =
            gone ? "resolved, its genomes were withdrawn, revised or held out" : "resolved";
        resolve(rule, writer.next(last, rule, AlertState.RESOLVED, verb, decision));
      } else {
        state.putAlert(OpenAlert.newBuilder(alert).setBelowTicks(below).build());
        due(tick);
      }
    } else if (MaterialChange.between(last.getEvidence(), observed)) {
      keep(writer.next(last, rule, AlertState.UPDATED, "changed", decision), 0);
    } else if (alert.getBelowTicks() > 0) {
      state.putAlert(OpenAlert.newBuilder(alert).setBelowTicks(0).build());
    }
  }

  private void resolve(WatchRule rule, AlertEvent event) {
    if (rule.rule().getCooldownHours() == 0) {
      events.add(event);
      state.removeAlert(event.getRuleId(), event.getSubject());
    } else {
      keep(event, 0);
      due(tick.plus(rule.cooldown()));
    }
  }

  private void endOrphan(OpenAlert alert) {
    if (isOpen(alert)) {
      events.add(writer.orphaned(alert.getLastEvent(), tick));
    }
    state.removeAlert(alert.getRuleId(), alert.getSubject());
  }

  /** Returns whether a resolved alert still cools down; forgets it when not. */
  private boolean isCooling(WatchRule rule, OpenAlert alert) {
    Instant end = alert.getLastEvent().getAsOf().plus(rule.cooldown());
    if (tick.isBefore(end)) {
      due(end);
      return true;
    }
    state.removeAlert(alert.getRuleId(), alert.getSubject());
    return false;
  }

  private static boolean isOpen(OpenAlert alert) {
    return alert.getLastEvent().getState() != AlertState.RESOLVED;
  }

  private void keep(AlertEvent event, int belowTicks) {
    events.add(event);
    state.putAlert(new OpenAlert(event.getRuleId(), event.getSubject(), event, belowTicks));
  }

  private void due(Instant instant) {
    if (dueAt == null || instant.isBefore(dueAt)) {
      dueAt = instant;
    }
  }
}
