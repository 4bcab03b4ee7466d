package org.virowatch.surveillance.regionpool;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.StringCounts;

/**
 * Counts by day and name. A commutative group: changes add up in any order. Days are counted from
 * 1970-01-01.
 *
 * <p>Mutable, and not safe for use by several threads at once.
 */
public final class DayCounts {
  private final TreeMap<Long, StringCounts> days = new TreeMap<>();

  /** Makes counts that are all zero. */
  public DayCounts() {}

  /** Reads what {@link #writeTo} wrote. */
  static DayCounts readFrom(CompactReader in) {
    DayCounts counts = new DayCounts();
    int size = in.size();
    for (int i = 0; i < size; i++) {
      counts.days.put(in.signed(), StringCounts.readFrom(in));
    }
    return counts;
  }

  /** Writes the counts. */
  void writeTo(CompactWriter out) {
    out.unsigned(days.size());
    days.forEach(
        (day, names) -> {
          out.signed(day);
          names.writeTo(out);
        });
  }

  /** Adds to the count of a day and name. */
  void add(long day, String name, int change) {
    StringCounts names = days.computeIfAbsent(day, absent -> new StringCounts());
    names.add(name, change);
    if (names.isZero()) {
      days.remove(day);
    }
  }

  /** Adds other counts to these. */
  void add(DayCounts other) {
    add(other, day -> true);
  }

  /** Adds some days of other counts to these. */
  void add(DayCounts other, LongPredicate which) {
    other.days.forEach(
        (day, names) -> {
          if (!which.test(day)) {
            return;
          }
          StringCounts sum = days.computeIfAbsent(day, absent -> new StringCounts());
          sum.add(names, 1);
          if (sum.isZero()) {
            days.remove(day);
          }
        });
  }

  /** Returns what takes these counts back again when it is added. */
  DayCounts negated() {
    DayCounts negated = new DayCounts();
    days.forEach(
        (day, names) -> {
          StringCounts back = new StringCounts();
          back.add(names, -1);
          negated.days.put(day, back);
        });
    return negated;
  }

  /** Drops the days before one. */
  void dropBefore(long day) {
    days.headMap(day).clear();
  }

  /** Returns the counts of the days from one on, rising; a view that is not to be changed. */
  NavigableMap<Long, StringCounts> from(long day) {
    return days.tailMap(day, true);
  }

  /** Returns whether nothing at all is counted. */
  boolean isZero() {
    return days.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof DayCounts other && other.days.equals(days);
  }

  @Override
  public int hashCode() {
    return days.hashCode();
  }

  @Override
  public String toString() {
    return days.toString();
  }
}
