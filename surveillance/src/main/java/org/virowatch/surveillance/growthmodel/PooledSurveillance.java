package org.virowatch.surveillance.growthmodel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.surveillance.alert.AlertLife;
import org.virowatch.surveillance.alert.AlertLife.About;
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
  public AlertLife.Outcome evaluate(
      Instant tick,
      KnownCounts known,
      RuleSet rules,
      Collection<OpenAlert> open,
      WindowCompleteness completeness) {
    List<WatchRule> pooled = rules.rules().stream().filter(PooledKind::isPooled).toList();
    if (pooled.isEmpty() && open.isEmpty()) {
      return new AlertLife.Outcome(List.of(), List.of());
    }
    PooledCases cases = new PooledCases(dataset, known, pooled, settings, completeness);
    AlertLife life = new AlertLife(dataset, tick, open);
    pooled.forEach(rule -> evaluate(rule, cases, life));
    return life.outcome();
  }

  private void evaluate(WatchRule rule, PooledCases cases, AlertLife life) {
    PooledKind kind = new PooledKind(rule);
    List<PooledCase> tested = rule.rule().getPaused() ? List.of() : tested(rule, kind, cases);
    double[] adjusted =
        BenjaminiHochberg.adjust(
            tested.stream().mapToDouble(PooledSurveillance::pOfNoGrowth).toArray());
    SortedMap<About, PooledSituation> situations = new TreeMap<>();
    for (int index = 0; index < adjusted.length; index++) {
      PooledCase observed = tested.get(index);
      situations.put(
          new About(observed.region(), SubjectPattern.LINEAGE + observed.variant()),
          new PooledSituation(
              kind, observed, new PooledCase.Tested(adjusted.length, adjusted[index])));
    }
    life.evaluate(
        rule,
        situations,
        about ->
            rule.subject().covers(about.subject()) && rule.watches(dataset, about.region())
                ? Optional.of(
                    new PooledSituation(
                        kind,
                        cases.of(
                            rule,
                            about.region(),
                            about.subject().substring(SubjectPattern.LINEAGE.length())),
                        new PooledCase.Tested(adjusted.length, null)))
                : Optional.empty());
  }

  private List<PooledCase> tested(WatchRule rule, PooledKind kind, PooledCases cases) {
    List<PooledCase> tested = new ArrayList<>();
    for (String variant : cases.modelled(rule)) {
      if (variant.isEmpty()
          || unnamed.contains(variant)
          || !rule.subject().covers(SubjectPattern.LINEAGE + variant)) {
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
