package org.virowatch.surveillance.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.rule.WatchRule;

/**
 * One step in the life of alerts: what a tick makes of those that the tick before left.
 *
 * <pre>
 *   (none) ── fires ──▶ FIRING ── material change ──▶ UPDATED …
 *   FIRING, UPDATED ── below for forTicks ticks in a row, or gone ──▶ RESOLVED
 *   RESOLVED ── cool-down over ──▶ (none)
 * </pre>
 *
 * <p>What fires and what is below is for a {@link Situation} to say. Not safe for use by several
 * threads at once.
 */
public final class AlertLife {
  static {
    TrustedRecords.install();
  }

  /**
   * What an alert of a rule is about.
   *
   * @param region where
   * @param subject what
   */
  public record About(String region, String subject) implements Comparable<About> {
    private static final Comparator<About> ORDER =
        Comparator.comparing(About::region).thenComparing(About::subject);

    @Override
    public int compareTo(About other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * What a tick leaves.
   *
   * @param events what changed, ordered by region, rule and subject
   * @param open the alerts that are open or cooling down, in the same order
   */
  public record Outcome(List<AlertEvent> events, List<OpenAlert> open) {}

  private static final Comparator<AlertEvent> ORDER =
      Comparator.comparing(AlertEvent::getRegion)
          .thenComparing(AlertEvent::getRuleId)
          .thenComparing(AlertEvent::getSubject);

  private final String dataset;
  private final Instant tick;
  private final Map<String, Map<About, OpenAlert>> before = new HashMap<>();
  private final List<OpenAlert> after = new ArrayList<>();
  private final List<AlertEvent> events = new ArrayList<>();

  /**
   * Begins a step.
   *
   * @param dataset name of the reference dataset
   * @param tick event time
   * @param open what the tick before left, of the rules that are to be evaluated and of rules that
   *     are gone
   */
  public AlertLife(String dataset, Instant tick, Collection<OpenAlert> open) {
    this.dataset = dataset;
    this.tick = tick;
    for (OpenAlert alert : open) {
      AlertEvent last = alert.getLastEvent();
      before
          .computeIfAbsent(alert.getRuleId(), rule -> new HashMap<>())
          .put(new About(last.getRegion(), last.getSubject()), alert);
    }
  }

  /**
   * Evaluates a rule; a paused one leaves everything as it is.
   *
   * @param situations all that the rule looks at
   * @param unseen what is to be said of an open alert that is not among them; nothing where the
   *     rule does not watch what it is about any more
   */
  public void evaluate(
      WatchRule rule,
      SortedMap<About, ? extends Situation> situations,
      Function<About, Optional<? extends Situation>> unseen) {
    Map<About, OpenAlert> alerts =
        Optional.ofNullable(before.remove(rule.id())).orElseGet(HashMap::new);
    if (rule.rule().getPaused()) {
      after.addAll(alerts.values());
      return;
    }
    situations.forEach(
        (about, situation) -> {
          @Nullable OpenAlert alert = alerts.remove(about);
          if (alert != null && isOpen(alert)) {
            follow(rule, alert, situation);
          } else if ((alert == null || !isCooling(rule, alert)) && situation.fires()) {
            keep(firing(rule, about, situation));
          }
        });
    alerts.forEach(
        (about, alert) -> {
          if (!isOpen(alert)) {
            isCooling(rule, alert);
            return;
          }
          unseen
              .apply(about)
              .ifPresentOrElse(
                  situation -> follow(rule, alert, situation),
                  () -> events.add(orphaned(alert.getLastEvent())));
        });
  }

  private void follow(WatchRule rule, OpenAlert alert, Situation situation) {
    AlertEvent last = alert.getLastEvent();
    if (situation.isGone() || situation.isBelow()) {
      int below = alert.getBelowTicks() + 1;
      if (situation.isGone() || below >= rule.rule().getForTicks()) {
        AlertEvent end = next(rule, last, AlertState.RESOLVED, situation);
        events.add(end);
        if (rule.rule().getCooldownHours() > 0) {
          after.add(new OpenAlert(end.getRuleId(), end.getSubject(), end, 0));
        }
      } else {
        after.add(OpenAlert.newBuilder(alert).setBelowTicks(below).build());
      }
    } else if (situation.changedSince(last.getEvidence())) {
      keep(next(rule, last, AlertState.UPDATED, situation));
    } else {
      after.add(
          alert.getBelowTicks() == 0
              ? alert
              : OpenAlert.newBuilder(alert).setBelowTicks(0).build());
    }
  }

  /** Returns whether a resolved alert still cools down, and keeps it if so. */
  private boolean isCooling(WatchRule rule, OpenAlert alert) {
    boolean cooling = tick.isBefore(alert.getLastEvent().getAsOf().plus(rule.cooldown()));
    if (cooling) {
      after.add(alert);
    }
    return cooling;
  }

  private static boolean isOpen(OpenAlert alert) {
    return alert.getLastEvent().getState() != AlertState.RESOLVED;
  }

  private void keep(AlertEvent event) {
    events.add(event);
    after.add(new OpenAlert(event.getRuleId(), event.getSubject(), event, 0));
  }

  private AlertEvent firing(WatchRule rule, About about, Situation situation) {
    return AlertEvent.newBuilder()
        .setAlertId(AlertId.of(dataset, rule.id(), about.subject, about.region, tick))
        .setSequence(0)
        .setState(AlertState.FIRING)
        .setRuleId(rule.id())
        .setRuleRevision(rule.rule().getRevision())
        .setKind(rule.rule().getKind())
        .setSeverity(rule.rule().getSeverity())
        .setDataset(dataset)
        .setSubject(about.subject)
        .setRegion(about.region)
        .setOnset(tick)
        .setAsOf(tick)
        .setMessage(situation.sentence(AlertState.FIRING))
        .setEvidence(situation.evidence())
        .setSimulated(situation.isSimulated())
        .build();
  }

  private AlertEvent next(WatchRule rule, AlertEvent last, AlertState state, Situation situation) {
    return AlertEvent.newBuilder(last)
        .setSequence(last.getSequence() + 1)
        .setState(state)
        .setRuleRevision(rule.rule().getRevision())
        .setSeverity(rule.rule().getSeverity())
        .setAsOf(tick)
        .setMessage(situation.sentence(state))
        .setEvidence(situation.evidence())
        .setSimulated(situation.isSimulated())
        .build();
  }

  /** The end of an alert that no rule watches any more, with its last evidence. */
  private AlertEvent orphaned(AlertEvent last) {
    return AlertEvent.newBuilder(last)
        .setSequence(last.getSequence() + 1)
        .setState(AlertState.RESOLVED)
        .setAsOf(tick)
        .setMessage(
            AlertEvents.name(last.getSubject())
                + " in "
                + last.getRegion()
                + ": resolved because rule "
                + last.getRuleId()
                + " no longer watches it; the evidence is that of the last event")
        .build();
  }

  /** Ends the alerts of rules that were not evaluated, and returns what all this comes to. */
  public Outcome outcome() {
    before
        .values()
        .forEach(
            alerts ->
                alerts.values().stream()
                    .filter(AlertLife::isOpen)
                    .forEach(alert -> events.add(orphaned(alert.getLastEvent()))));
    before.clear();
    events.sort(ORDER);
    after.sort(Comparator.comparing(OpenAlert::getLastEvent, ORDER));
    return new Outcome(List.copyOf(events), List.copyOf(after));
  }
}
