package org.virowatch.surveillance.alert;

import org.virowatch.surveillance.rule.WatchRule;

/**
 * Fires when a subject that no earlier genome of the region shows is reported. That none shows it
 * says something only where there are earlier genomes, hence the rule's {@code minGenomesBefore}.
 */
record EmergenceKind() implements AlertKind {
  @Override
  public boolean fires(WatchRule rule, Observation observed) {
    return observed.countBefore() == 0 && AlertKind.reachesThreshold(rule, observed);
  }

  @Override
  public String verb() {
    return "is new";
  }
}
