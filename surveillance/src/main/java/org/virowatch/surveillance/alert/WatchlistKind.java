package org.virowatch.surveillance.alert;

import org.virowatch.surveillance.rule.WatchRule;

/** Fires when a mutation of a panel appears, or reaches the threshold when the rule has one. */
record WatchlistKind() implements AlertKind {
  @Override
  public boolean fires(WatchRule rule, Observation observed) {
    return AlertKind.reachesThreshold(rule, observed);
  }

  @Override
  public String verb() {
    return "is on the panel and occurs";
  }
}
