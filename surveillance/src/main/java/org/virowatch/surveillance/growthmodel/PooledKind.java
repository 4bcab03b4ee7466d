package org.virowatch.surveillance.growthmodel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.RuleKind;
import org.virowatch.surveillance.rule.WatchRule;

/** What growth and spread rules fire on, and below what they resolve. */
final class PooledKind {
  private final AlertRule rule;

  PooledKind(WatchRule rule) {
    this.rule = rule.rule();
  }

  static boolean isPooled(WatchRule rule) {
    return rule.looksAcrossRegions();
  }

  /** Returns what the rule asks about the days ahead, or null when it does not. */
  Outlook.@Nullable Question question() {
    @Nullable Double threshold = rule.getThreshold();
    @Nullable Integer days = rule.getHorizonDays();
    return rule.getProbability() == null || threshold == null || days == null
        ? null
        : new Outlook.Question(threshold, days);
  }

  /**
   * Returns whether the rule tests a case at all. What has too few genomes or regions could not
   * fire, and is not counted among the tests.
   */
  boolean tests(PooledCase observed) {
    return observed.growth() != null
        && observed.coverage() > 0
        && observed.count() >= rule.getMinGenomes()
        && observed.regions() >= atLeast(rule.getMinRegions());
  }

  /** Returns whether a case that was tested fires. */
  boolean fires(PooledCase observed, double adjustedP) {
    @Nullable Double fdr = rule.getFdr();
    return (fdr == null || adjustedP <= fdr)
        && reachesGrowth(observed)
        && reachesProbability(observed, 1)
        && isComplete(observed)
        && !isBelow(observed);
  }

  /**
   * Returns whether an open alert is below the level at which it resolves: the variant no longer
   * grows, or what is ahead is half as probable as the rule asks, or the genomes that it needs are
   * gone.
   */
  boolean isBelow(PooledCase observed) {
    PooledCase.@Nullable Growth growth = observed.growth();
    return growth == null
        || growth.perWeek() <= 0
        || observed.count() < rule.getMinGenomes()
        || !reachesProbability(observed, 0.5);
  }

  private boolean reachesGrowth(PooledCase observed) {
    @Nullable Double least = rule.getMinGrowth();
    PooledCase.@Nullable Growth growth = observed.growth();
    return least == null || (growth != null && growth.lower() > least);
  }

  private boolean reachesProbability(PooledCase observed, double factor) {
    @Nullable Double least = rule.getProbability();
    @Nullable Double probability = observed.probability();
    return least == null || (probability != null && probability > factor * least);
  }

  private boolean isComplete(PooledCase observed) {
    @Nullable Double least = rule.getMinCompleteness();
    @Nullable Double completeness = observed.completeness();
    return least == null || (completeness != null && completeness >= least);
  }

  private static int atLeast(@Nullable Integer least) {
    return least == null ? 0 : least;
  }

  /** Returns why the rule fires, for people, after the subject and region. */
  String verb() {
    @Nullable Double threshold = rule.getThreshold();
    @Nullable Integer days = rule.getHorizonDays();
    String grows = rule.getKind() == RuleKind.GROWTH ? "grows" : "spreads";
    return rule.getProbability() == null || threshold == null || days == null
        ? grows
        : String.format(
            Locale.ROOT, "%s and may exceed %.3g %% within %d days", grows, 100 * threshold, days);
  }
}
