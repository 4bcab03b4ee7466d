package org.virowatch.surveillance.alert;

import org.virowatch.schemas.RegionTotalsState;
import org.virowatch.surveillance.count.StringCounts;

/**
 * Running totals of one region over all periods: with the few periods that do not lie before a
 * window they give what was seen before it, without reading every week of history.
 *
 * @param periods genomes by period
 * @param lineages genomes by exact lineage, the empty string for unplaced genomes
 * @param mutations genomes by mutation
 */
public record RegionTotals(StringCounts periods, StringCounts lineages, StringCounts mutations) {
  /** Makes totals that are all zero. */
  public RegionTotals() {
    this(new StringCounts(), new StringCounts(), new StringCounts());
  }

  /** Returns the totals of a state record. */
  public static RegionTotals of(RegionTotalsState state) {
    return new RegionTotals(
        StringCounts.of(state.getPeriods()),
        StringCounts.of(state.getLineages()),
        StringCounts.of(state.getMutations()));
  }

  /** Returns the totals as a state record. */
  public RegionTotalsState toState() {
    return new RegionTotalsState(periods.toMap(), lineages.toMap(), mutations.toMap());
  }

  /** Adds a change of one period's counts. */
  public void add(String period, PeriodCounts change) {
    periods.add(period, change.genomes());
    for (String lineage : change.lineages()) {
      lineages.add(lineage, change.ofLineage(lineage).total());
    }
    for (String mutation : change.mutations()) {
      mutations.add(mutation, change.ofMutation(mutation).total());
    }
  }
}
