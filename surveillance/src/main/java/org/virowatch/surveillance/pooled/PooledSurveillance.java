package org.virowatch.surveillance.pooled;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.surveillance.alert.MaterialChange;
import org.virowatch.surveillance.history.KnownCounts;
import org.virowatch.surveillance.rule.RuleSet;
import org.virowatch.surveillance.rule.SubjectPattern;
import org.virowatch.surveillance.rule.WatchRule;
import org.virowatch.surveillance.statistics.BenjaminiHochberg;

/**
 * Alert decisions of growth and spread rules for one dataset: what a variant does in one region is
 * judged with what it does in all of them.
 *
 * <p>A tick depends on nothing but the counts at that moment, the rules, and the alerts left open
 * by the tick before; so the stream and a backtest give the same events for the same history.
 * Immutable; safe for use by several threads.
 */
public final class PooledSurveillance {
  private final String dataset;
  private final Set<String> unnamed;
  private final PooledSettings settings;

  /**
   * What a tick leaves.
   *
   * @param events what changed in the life of alerts, ordered by region, rule and subject
   * @param open the alerts that are open or cooling down, for the next tick
   */
  public record Outcome(List<AlertEvent> events, List<OpenAlert> open) {}

  /**
   * Makes the surveillance of a dataset.
   *
   * @param dataset its name
   * @param unnamed variants that stand for many, such as {@code other}: they count among the rest,
   *     and no alert is about them
   */
  public PooledSurveillance(String dataset, Set<String> unnamed) {
    this(dataset, unnamed, PooledSettings.DEFAULT);
  }

  /** As above, under other assumptions. */
  public PooledSurveillance(String dataset, Set<String> unnamed, PooledSettings settings) {
    this.dataset = dataset;
    this.unnamed = Set.copyOf(unnamed);
    this.settings = settings;
  }

  /**
   * Evaluates the growth and spread rules at a tick; other rules are passed over.
   *
   * @param tick event time; ticks must rise
   * @param known genomes of the dataset in every region that rules may watch, none of which may
   *     hold another, as they were known at the tick; genomes without a variant are left out
   * @param rules the rules in force; a rule that is gone ends its alerts
   * @param open what the tick before left open
   * @param completeness how much of a region's genomes has been reported
   */
  public Outcome evaluate(
      Instant tick,
      KnownCounts known,
      RuleSet rules,
      Collection<OpenAlert> open,
      WindowCompleteness completeness) {
    List<WatchRule> pooled = rules.rules().stream().filter(PooledKind::isPooled).toList();
    if (pooled.isEmpty() && open.isEmpty()) {
      return new Outcome(List.of(), List.of());
    }
    PooledCases cases = new PooledCases(dataset, known, pooled, settings, completeness);
    Tick evaluation = new Tick(tick, cases, open);
    pooled.forEach(evaluation::evaluate);
    return evaluation.outcome();
  }

  private record Identity(String ruleId, String region, String subject) {
    static Identity of(AlertEvent event) {
      return new Identity(event.getRuleId(), event.getRegion(), event.getSubject());
    }
  }

  /** One evaluation: the state machine of alerts, as in {@code TickEvaluation} of one region. */
  private final class Tick {
    private final Instant tick;
    private final PooledCases cases;
    private final PooledEvents writer;
    private final Map<Identity, OpenAlert> before = new HashMap<>();
    private final List<OpenAlert> after = new ArrayList<>();
    private final List<AlertEvent> events = new ArrayList<>();

    Tick(Instant tick, PooledCases cases, Collection<OpenAlert> open) {
      this.tick = tick;
      this.cases = cases;
      this.writer = new PooledEvents(dataset, tick);
      open.forEach(alert -> before.put(Identity.of(alert.getLastEvent()), alert));
    }

    void evaluate(WatchRule rule) {
      if (rule.rule().getPaused()) {
        keepAll(rule);
        return;
      }
      PooledKind kind = new PooledKind(rule);
      List<PooledCase> tested = tested(rule, kind);
      double[] adjusted =
          BenjaminiHochberg.adjust(
              tested.stream().mapToDouble(PooledSurveillance::pOfNoGrowth).toArray());
      for (int index = 0; index < adjusted.length; index++) {
        PooledCase observed = tested.get(index);
        PooledCase.Tested among = new PooledCase.Tested(adjusted.length, adjusted[index]);
        @Nullable OpenAlert alert =
            before.remove(
                new Identity(
                    rule.id(), observed.region(), SubjectPattern.LINEAGE + observed.variant()));
        if (alert != null && isOpen(alert)) {
          follow(rule, kind, alert, observed, among);
        } else if ((alert == null || !isCooling(rule, alert))
            && kind.fires(observed, adjusted[index])) {
          keep(writer.firing(rule, observed, among));
        }
      }
      followRest(rule, kind, new PooledCase.Tested(adjusted.length, null));
    }

    private List<PooledCase> tested(WatchRule rule, PooledKind kind) {
      List<PooledCase> tested = new ArrayList<>();
      for (String variant : cases.modelled(rule)) {
        if (variant.isEmpty()
            || unnamed.contains(variant)
            || !covers(rule, SubjectPattern.LINEAGE + variant)) {
          continue;
        }
        for (String region : cases.regions()) {
          if (rule.watches(dataset, region)) {
            PooledCase observed = cases.of(rule, region, variant);
            if (kind.tests(observed)) {
              tested.add(observed);
            }
          }
        }
      }
      return tested;
    }

    /** Looks at alerts of the rule whose variant it does not test any more. */
    private void followRest(WatchRule rule, PooledKind kind, PooledCase.Tested among) {
      for (OpenAlert alert : ofRule(rule)) {
        AlertEvent last = alert.getLastEvent();
        before.remove(Identity.of(last));
        if (!isOpen(alert)) {
          isCooling(rule, alert);
        } else if (covers(rule, last.getSubject()) && rule.watches(dataset, last.getRegion())) {
          String variant = last.getSubject().substring(SubjectPattern.LINEAGE.length());
          follow(rule, kind, alert, cases.of(rule, last.getRegion(), variant), among);
        } else {
          events.add(writer.orphaned(last));
        }
      }
    }

    private void keepAll(WatchRule rule) {
      for (OpenAlert alert : ofRule(rule)) {
        before.remove(Identity.of(alert.getLastEvent()));
        after.add(alert);
      }
    }

    private List<OpenAlert> ofRule(WatchRule rule) {
      return before.values().stream().filter(alert -> alert.getRuleId().equals(rule.id())).toList();
    }

    private void follow(
        WatchRule rule,
        PooledKind kind,
        OpenAlert alert,
        PooledCase observed,
        PooledCase.Tested among) {
      AlertEvent last = alert.getLastEvent();
      if (kind.isBelow(observed)) {
        int below = alert.getBelowTicks() + 1;
        if (below >= rule.rule().getForTicks()) {
          AlertEvent end = writer.next(last, rule, AlertState.RESOLVED, observed, among);
          events.add(end);
          if (rule.rule().getCooldownHours() > 0) {
            after.add(new OpenAlert(end.getRuleId(), end.getSubject(), end, 0));
          }
        } else {
          after.add(OpenAlert.newBuilder(alert).setBelowTicks(below).build());
        }
      } else if (MaterialChange.between(
          last.getEvidence(), observed.count(), observed.coverage(), observed.interval())) {
        keep(writer.next(last, rule, AlertState.UPDATED, observed, among));
      } else {
        after.add(OpenAlert.newBuilder(alert).setBelowTicks(0).build());
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

    private void keep(AlertEvent event) {
      events.add(event);
      after.add(new OpenAlert(event.getRuleId(), event.getSubject(), event, 0));
    }

    Outcome outcome() {
      before.values().stream()
          .filter(PooledSurveillance::isOpen)
          .forEach(alert -> events.add(writer.orphaned(alert.getLastEvent())));
      events.sort(
          Comparator.comparing(AlertEvent::getRegion)
              .thenComparing(AlertEvent::getRuleId)
              .thenComparing(AlertEvent::getSubject));
      after.sort(
          Comparator.comparing((OpenAlert alert) -> alert.getLastEvent().getRegion())
              .thenComparing(OpenAlert::getRuleId)
              .thenComparing(OpenAlert::getSubject));
      return new Outcome(List.copyOf(events), List.copyOf(after));
    }
  }

  private static boolean covers(WatchRule rule, String subject) {
    return rule.subject().covers(subject);
  }

  private static boolean isOpen(OpenAlert alert) {
    return alert.getLastEvent().getState() != AlertState.RESOLVED;
  }

  /** Probability of a growth of 0 or less, one-sided. */
  private static double pOfNoGrowth(PooledCase observed) {
    PooledCase.@Nullable Growth growth = observed.growth();
    if (growth == null) {
      return 1;
    }
    return growth.error() > 0
        ? NormalDistribution.of(0, 1).cumulativeProbability(-growth.perWeek() / growth.error())
        : growth.perWeek() > 0 ? 0 : 1;
  }
}
