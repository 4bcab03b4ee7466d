package org.virowatch.surveillance.alert;

import org.virowatch.surveillance.rule.WatchRule;

/** Fires when the lower bound of a subject's frequency reaches the threshold. */
record FrequencyKind() implements AlertKind {
  @Override
  public boolean fires(WatchRule rule, Observation observed) {
    return AlertKind.reachesThreshold(rule, observed);
  }

  @Override
  public String verb() {
    return "is frequent";
  }
}
