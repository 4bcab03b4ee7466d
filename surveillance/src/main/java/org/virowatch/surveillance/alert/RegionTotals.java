package org.virowatch.surveillance.alert;

import java.util.List;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.MutationCounts;
import org.virowatch.surveillance.count.StringCounts;

/**
 * Running totals of one region over all periods: with the few periods that do not lie before a
 * window they give what was seen before it, without reading every week of history.
 *
 * @param periods genomes by {@linkplain SampledPeriod#name period}
 * @param others of genomes that are not of targeted sampling, as far as is known
 * @param targeted of genomes that are
 */
public record RegionTotals(StringCounts periods, Subjects others, Subjects targeted) {
  /**
   * Genomes by what they show.
   *
   * @param lineages by exact lineage, the empty string for unplaced genomes
   * @param mutations by mutation
   */
  public record Subjects(StringCounts lineages, MutationCounts mutations) {
    Subjects() {
      this(new StringCounts(), new MutationCounts());
    }

    void add(Subjects other) {
      lineages.add(other.lineages, 1);
      mutations.add(other.mutations, 1);
    }

    boolean isZero() {
      return lineages.isZero() && mutations.isZero();
    }

    void writeTo(CompactWriter out) {
      lineages.writeTo(out);
      mutations.writeTo(out);
    }

    static Subjects readFrom(CompactReader in) {
      return new Subjects(StringCounts.readFrom(in), MutationCounts.readFrom(in));
    }
  }

  /** Makes totals that are all zero. */
  public RegionTotals() {
    this(new StringCounts(), new Subjects(), new Subjects());
  }

  /** Reads what {@link #writeTo} wrote. */
  public static RegionTotals readFrom(CompactReader in) {
    return new RegionTotals(
        StringCounts.readFrom(in), Subjects.readFrom(in), Subjects.readFrom(in));
  }

  /** Reads what releases wrote that did not ask why genomes were sampled. */
  public static RegionTotals readWithoutPurpose(CompactReader in) {
    return new RegionTotals(StringCounts.readFrom(in), Subjects.readFrom(in), new Subjects());
  }

  /** Reads what releases wrote that had every mutation as text. */
  public static RegionTotals readTexts(CompactReader in) {
    return new RegionTotals(
        StringCounts.readFrom(in),
        new Subjects(StringCounts.readFrom(in), MutationCounts.readTexts(in)),
        new Subjects());
  }

  /** Writes the totals. */
  public void writeTo(CompactWriter out) {
    periods.writeTo(out);
    others.writeTo(out);
    targeted.writeTo(out);
  }

  /** Adds other totals to these. */
  public void add(RegionTotals other) {
    periods.add(other.periods, 1);
    others.add(other.others);
    targeted.add(other.targeted);
  }

  /** Returns whether nothing at all is counted. */
  public boolean isZero() {
    return periods.isZero() && others.isZero() && targeted.isZero();
  }

  /** Adds a change of the counts of one {@linkplain SampledPeriod#name period}. */
  public void add(String period, PeriodCounts change) {
    periods.add(period, change.genomes());
    Subjects subjects = SampledPeriod.parse(period).targeted() ? targeted : others;
    change.addTo(subjects.lineages, subjects.mutations);
  }

  /** Returns the totals of the genomes that a rule looks at. */
  List<Subjects> of(boolean withTargeted) {
    return withTargeted ? List.of(others, targeted) : List.of(others);
  }
}
