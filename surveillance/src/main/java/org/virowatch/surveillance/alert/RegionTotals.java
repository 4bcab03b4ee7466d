package org.virowatch.surveillance.alert;

import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.MutationCounts;
import org.virowatch.surveillance.count.StringCounts;

/**
 * Running totals of one region over all periods: with the few periods that do not lie before a
 * window they give what was seen before it, without reading every week of history.
 *
 * @param periods genomes by period
 * @param lineages genomes by exact lineage, the empty string for unplaced genomes
 * @param mutations genomes by mutation
 */
public record RegionTotals(StringCounts periods, StringCounts lineages, MutationCounts mutations) {
  /** Makes totals that are all zero. */
  public RegionTotals() {
    this(new StringCounts(), new StringCounts(), new MutationCounts());
  }

  /** Reads what {@link #writeTo} wrote. */
  public static RegionTotals readFrom(CompactReader in) {
    return new RegionTotals(
        StringCounts.readFrom(in), StringCounts.readFrom(in), MutationCounts.readFrom(in));
  }

  /** Reads what releases wrote that had every mutation as text. */
  public static RegionTotals readTexts(CompactReader in) {
    return new RegionTotals(
        StringCounts.readFrom(in), StringCounts.readFrom(in), MutationCounts.readTexts(in));
  }

  /** Writes the totals. */
  public void writeTo(CompactWriter out) {
    periods.writeTo(out);
    lineages.writeTo(out);
    mutations.writeTo(out);
  }

  /** Adds other totals to these. */
  public void add(RegionTotals other) {
    periods.add(other.periods, 1);
    lineages.add(other.lineages, 1);
    mutations.add(other.mutations, 1);
  }

  /** Returns whether nothing at all is counted. */
  public boolean isZero() {
    return periods.isZero() && lineages.isZero() && mutations.isZero();
  }

  /** Adds a change of one period's counts. */
  public void add(String period, PeriodCounts change) {
    periods.add(period, change.genomes());
    change.addTo(lineages, mutations);
  }
}
