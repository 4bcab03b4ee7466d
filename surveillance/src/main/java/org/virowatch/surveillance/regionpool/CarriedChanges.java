package org.virowatch.surveillance.regionpool;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.MutationCounts;
import org.virowatch.surveillance.count.MutationSet;

/**
 * Genomes by ISO week of collection, lineage and the amino-acid substitution that they carry. A
 * commutative group: changes add up in any order. Weeks go by their Mondays, counted from
 * 1970-01-01.
 *
 * <p>Mutable, and not safe for use by several threads at once.
 */
final class CarriedChanges {
  private final TreeMap<Long, Map<String, MutationCounts>> weeks = new TreeMap<>();

  /** Reads what {@link #writeTo} wrote. */
  static CarriedChanges readFrom(CompactReader in) {
    CarriedChanges carried = new CarriedChanges();
    int size = in.size();
    for (int i = 0; i < size; i++) {
      Map<String, MutationCounts> lineages = carried.week(in.signed());
      int ofWeek = in.size();
      for (int j = 0; j < ofWeek; j++) {
        lineages.put(in.text(), MutationCounts.readFrom(in));
      }
    }
    return carried;
  }

  /** Writes the counts. */
  void writeTo(CompactWriter out) {
    out.unsigned(weeks.size());
    weeks.forEach(
        (week, lineages) -> {
          out.signed(week);
          out.unsigned(lineages.size());
          lineages.forEach(
              (lineage, changes) -> {
                out.text(lineage);
                changes.writeTo(out);
              });
        });
  }

  /** Adds a genome, or takes it back with sign -1. */
  void add(long week, String lineage, MutationSet mutations, int sign) {
    MutationCounts change = new MutationCounts();
    change.addAminoAcidSubstitutions(mutations, sign);
    add(week, lineage, change);
  }

  private void add(long week, String lineage, MutationCounts change) {
    MutationCounts sum = week(week).computeIfAbsent(lineage, absent -> new MutationCounts());
    sum.add(change, 1);
    if (sum.isZero()) {
      Map<String, MutationCounts> lineages = week(week);
      lineages.remove(lineage);
      if (lineages.isEmpty()) {
        weeks.remove(week);
      }
    }
  }

  /** Adds other counts to these. */
  void add(CarriedChanges other) {
    other.weeks.forEach(
        (week, lineages) -> lineages.forEach((lineage, changes) -> add(week, lineage, changes)));
  }

  /** Returns what takes these counts back again when it is added. */
  CarriedChanges negated() {
    CarriedChanges negated = new CarriedChanges();
    weeks.forEach(
        (week, lineages) ->
            lineages.forEach(
                (lineage, changes) -> {
                  MutationCounts back = new MutationCounts();
                  back.add(changes, -1);
                  negated.add(week, lineage, back);
                }));
    return negated;
  }

  /** Drops the weeks that begin before a day. */
  void dropBefore(long day) {
    weeks.headMap(day).clear();
  }

  /** Returns the weeks that begin on a day or later, rising; a view that is not to be changed. */
  NavigableMap<Long, Map<String, MutationCounts>> from(long day) {
    return weeks.tailMap(day, true);
  }

  /** Returns whether nothing at all is counted. */
  boolean isZero() {
    return weeks.isEmpty();
  }

  private Map<String, MutationCounts> week(long week) {
    return weeks.computeIfAbsent(week, absent -> new HashMap<>());
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof CarriedChanges other && other.weeks.equals(weeks);
  }

  @Override
  public int hashCode() {
    return weeks.hashCode();
  }
}
