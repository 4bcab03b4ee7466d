package org.virowatch.surveillance.lab;

import java.time.LocalDate;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.Contribution;

/**
 * The tallies of one lab by ISO week of collection. A commutative group: changes add up in any
 * order. Days are counted from 1970-01-01; a genome without a full date of collection is in none.
 *
 * <p>Mutable, and not safe for use by several threads at once.
 */
public final class LabWeeks {
  /** From a Monday to 1970-01-01. */
  private static final int FIRST_DAY = 3;

  private static final int WEEK = 7;

  /** By Monday. */
  private final TreeMap<Long, LabTally> weeks = new TreeMap<>();

  /** Makes one of no genome. */
  public LabWeeks() {}

  /** Reads what {@link #writeTo} wrote. */
  public static LabWeeks readFrom(CompactReader in) {
    LabWeeks read = new LabWeeks();
    int size = in.size();
    for (int i = 0; i < size; i++) {
      read.weeks.put(in.signed(), LabTally.readFrom(in));
    }
    return read;
  }

  /** Writes all weeks. */
  public void writeTo(CompactWriter out) {
    out.unsigned(weeks.size());
    weeks.forEach(
        (monday, tally) -> {
          out.signed(monday);
          tally.writeTo(out);
        });
  }

  private static long monday(long day) {
    return day - Math.floorMod(day + FIRST_DAY, (long) WEEK);
  }

  /**
   * Adds a genome, or takes it back.
   *
   * @param sign 1 or -1
   */
  public void add(Contribution genome, int sign) {
    LocalDate day = genome.day();
    if (day == null || genome.privateMutations() == null) {
      return;
    }
    long monday = monday(day.toEpochDay());
    LabTally tally = weeks.computeIfAbsent(monday, absent -> new LabTally());
    tally.add(genome, sign);
    if (tally.isZero()) {
      weeks.remove(monday);
    }
  }

  /** Adds another. */
  public void add(LabWeeks other) {
    other.weeks.forEach(
        (monday, tally) -> {
          LabTally sum = weeks.computeIfAbsent(monday, absent -> new LabTally());
          sum.add(tally);
          if (sum.isZero()) {
            weeks.remove(monday);
          }
        });
  }

  /** Returns what takes this back again when it is added. */
  public LabWeeks negated() {
    LabWeeks negated = new LabWeeks();
    weeks.forEach((monday, tally) -> negated.weeks.put(monday, tally.negated()));
    return negated;
  }

  /** Returns whether nothing at all is counted. */
  public boolean isZero() {
    return weeks.isEmpty();
  }

  /** Drops the weeks before that of a day. */
  public void forgetBefore(long epochDay) {
    weeks.headMap(monday(epochDay)).clear();
  }

  /** Returns the sum of the weeks from that of a day on; not shared with this. */
  public LabTally from(long epochDay) {
    LabTally sum = new LabTally();
    weeks.tailMap(monday(epochDay)).values().forEach(sum::add);
    return sum;
  }

  /** Returns whether any genome of the weeks from that of a day on is simulated. */
  public boolean isSimulated(long epochDay) {
    return weeks.tailMap(monday(epochDay)).values().stream()
        .anyMatch(tally -> tally.simulated() > 0);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof LabWeeks other && other.weeks.equals(weeks);
  }

  @Override
  public int hashCode() {
    return weeks.hashCode();
  }

  @Override
  public String toString() {
    return weeks.toString();
  }
}
