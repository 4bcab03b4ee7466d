package org.virowatch.surveillance.alert;

import java.util.Optional;
import org.virowatch.surveillance.rule.WatchRule;

/**
 * What one kind of rule fires on. Most kinds share when an alert is below the level at which it
 * resolves: its frequency is under {@code resolveBelow}, or it lost the support of {@code
 * minGenomes} genomes from {@code minLabs} labs that it needed to fire.
 */
sealed interface AlertKind permits FrequencyKind, EmergenceKind, WatchlistKind, GrowthKind {
  /** Returns the kind of a rule that one region decides alone, or nothing for any other. */
  static Optional<AlertKind> of(WatchRule rule) {
    return switch (rule.rule().getKind()) {
      case FREQUENCY -> Optional.of(new FrequencyKind());
      case EMERGENCE -> Optional.of(new EmergenceKind());
      case WATCHLIST -> Optional.of(new WatchlistKind());
      case GROWTH -> rule.looksAcrossRegions() ? Optional.empty() : Optional.of(new GrowthKind());
      case SPREAD, CONVERGENCE, FRESHNESS, QUALITY, OTHER -> Optional.empty();
    };
  }

  /** Returns whether a subject that has no open alert fires, given that it has its support. */
  boolean fires(WatchRule rule, Observation observed);

  /** Returns how the alert's sentence begins, after the subject. */
  String verb();

  /** Returns whether enough genomes of enough labs stand behind the subject, in a region known. */
  static boolean isSupported(WatchRule rule, Observation observed) {
    return observed.count() >= rule.rule().getMinGenomes()
        && observed.labs() >= rule.rule().getMinLabs();
  }

  /** Returns whether an open alert is below the level at which it resolves. */
  default boolean isBelow(WatchRule rule, Observation observed) {
    return !isSupported(rule, observed) || observed.frequency() < rule.resolveBelow();
  }

  /** Returns whether it decides by growth, which has to be estimated for all subjects together. */
  default boolean looksAtGrowth() {
    return false;
  }

  /** Returns whether the lower bound reaches the rule's threshold, or the rule has none. */
  static boolean reachesThreshold(WatchRule rule, Observation observed) {
    Double threshold = rule.rule().getThreshold();
    return threshold == null || observed.interval().lower() >= threshold;
  }
}
