package org.virowatch.surveillance.alert;

import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.rule.WatchRule;

/**
 * Fires when a mutation grows against the rest of the region's genomes: the lower bound of its
 * growth exceeds {@code minGrowth}, and its p-value among all that the rule tested is within {@code
 * fdr}. It resolves when it no longer grows, or lost its support. Lineages are judged with what
 * they do in other regions, elsewhere; a mutation is on many lineages, which need not do the same
 * in two regions.
 */
record GrowthKind() implements AlertKind {
  @Override
  public boolean fires(WatchRule rule, Observation observed) {
    @Nullable SeenGrowth growth = observed.growth();
    @Nullable Double fdr = rule.rule().getFdr();
    @Nullable Double least = rule.rule().getMinGrowth();
    return growth != null
        && (fdr == null || growth.adjustedP() <= fdr)
        && growth.lower() > (least == null ? 0 : least)
        && AlertKind.reachesThreshold(rule, observed)
        && !isBelow(rule, observed);
  }

  @Override
  public boolean isBelow(WatchRule rule, Observation observed) {
    @Nullable SeenGrowth growth = observed.growth();
    return growth == null || growth.perWeek() <= 0 || !AlertKind.isSupported(rule, observed);
  }

  @Override
  public boolean looksAtGrowth() {
    return true;
  }

  @Override
  public String verb() {
    return "grows";
  }
}
