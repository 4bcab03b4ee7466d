package org.virowatch.surveillance.regionpool;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.lab.HeldLabs;

/**
 * Genomes by lab, day of collection and lineage, so that labs can be left out. A commutative group:
 * changes add up in any order. Days are counted from 1970-01-01.
 *
 * <p>Mutable, and not safe for use by several threads at once.
 */
final class LabDays {
  private final TreeMap<String, DayCounts> labs = new TreeMap<>();

  LabDays() {}

  /** Makes counts of genomes whose labs are not known. */
  static LabDays ofAll(DayCounts days) {
    LabDays counts = new LabDays();
    if (!days.isZero()) {
      counts.labs.put("", days);
    }
    return counts;
  }

  /** Reads what {@link #writeTo} wrote. */
  static LabDays readFrom(CompactReader in) {
    LabDays counts = new LabDays();
    int size = in.size();
    for (int i = 0; i < size; i++) {
      counts.labs.put(in.text(), DayCounts.readFrom(in));
    }
    return counts;
  }

  /** Writes the counts. */
  void writeTo(CompactWriter out) {
    out.unsigned(labs.size());
    labs.forEach(
        (lab, days) -> {
          out.text(lab);
          days.writeTo(out);
        });
  }

  /** Adds to the count of a lab, day and lineage. */
  void add(String lab, long day, String lineage, int sign) {
    change(lab, days -> days.add(day, lineage, sign));
  }

  /** Adds other counts to these. */
  void add(LabDays other) {
    other.labs.forEach((lab, days) -> change(lab, sum -> sum.add(days)));
  }

  private void change(String lab, Consumer<DayCounts> change) {
    DayCounts days = labs.computeIfAbsent(lab, absent -> new DayCounts());
    change.accept(days);
    if (days.isZero()) {
      labs.remove(lab);
    }
  }

  /** Returns what takes these counts back again when it is added. */
  LabDays negated() {
    LabDays negated = new LabDays();
    labs.forEach((lab, days) -> negated.labs.put(lab, days.negated()));
    return negated;
  }

  /** Drops the days before one. */
  void dropBefore(long day) {
    labs.values().forEach(days -> days.dropBefore(day));
    labs.values().removeIf(DayCounts::isZero);
  }

  /** Returns the sums over labs of the days from one on, rising, without what is held. */
  NavigableMap<Long, StringCounts> from(long day, HeldLabs held) {
    DayCounts sum = new DayCounts();
    labs.forEach((lab, days) -> sum.add(days, on -> on >= day && !held.holds(lab, on)));
    return sum.from(day);
  }

  /** Returns how many genomes of the days from one on are held. */
  long heldOutFrom(long day, HeldLabs held) {
    long genomes = 0;
    for (Map.Entry<String, Long> lab : held.since().entrySet()) {
      @Nullable DayCounts days = labs.get(lab.getKey());
      if (days != null) {
        for (StringCounts lineages : days.from(Math.max(day, lab.getValue())).values()) {
          genomes += lineages.total();
        }
      }
    }
    return genomes;
  }

  /** Returns whether nothing at all is counted. */
  boolean isZero() {
    return labs.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof LabDays other && other.labs.equals(labs);
  }

  @Override
  public int hashCode() {
    return labs.hashCode();
  }

  @Override
  public String toString() {
    return labs.toString();
  }
}
