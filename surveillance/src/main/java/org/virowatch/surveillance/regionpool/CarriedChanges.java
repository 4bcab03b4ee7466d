package org.virowatch.surveillance.regionpool;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.Contribution.UnknownRange;
import org.virowatch.surveillance.count.MutationSet;
import org.virowatch.surveillance.lab.HeldLabs;

/**
 * Genomes by ISO week of collection, group of labs and lineage: how many they are, the amino-acid
 * substitutions that they carry, and the codons that they do not know. A commutative group: changes
 * add up in any order. Weeks go by their Mondays, counted from 1970-01-01.
 *
 * <p>Labs are divided into {@value #GROUPS} groups by their names, so that the genomes of a lab
 * that is held can be left out, with those of its group. Counting by lab would multiply the largest
 * state of the world by its labs; a few groups cost little, and what is left of them tells as well
 * which changes lineages gain.
 *
 * <p>Mutable, and not safe for use by several threads at once.
 */
final class CarriedChanges {
  /** Groups of labs, numbered from 0. */
  static final int GROUPS = 8;

  /**
   * The number of one more group: genomes that a release counted which did not ask for their lab.
   * It is never left out. What replaces such a genome later is taken back from its lab's group, so
   * only all groups together are exact until the last of them is forgotten.
   */
  static final int UNGROUPED = GROUPS;

  private static final int DAYS_AFTER_MONDAY = 6;
  private static final int GOLDEN = 0x9E3779B9;
  private static final int GROUP_SHIFT = Integer.SIZE - 3;

  /** Genomes of a week that are counted together. */
  private record Cell(int group, String lineage) {}

  private final TreeMap<Long, Map<Cell, CarriedCounts>> weeks = new TreeMap<>();

  /** Returns the group of a lab, 0 to {@value #GROUPS} - 1; always the same for the same name. */
  static int groupOf(String lab) {
    return (lab.hashCode() * GOLDEN) >>> GROUP_SHIFT;
  }

  /** Reads what {@link #writeTo} wrote. */
  static CarriedChanges readFrom(CompactReader in) {
    return read(in, cell -> new Cell(cell.size(), cell.text()), CarriedCounts::readFrom);
  }

  /**
   * Reads what a release wrote that kept the substitutions by lineage alone, and for the world
   * only: no codon is unknown, and no lab. Genomes are those collected, where any substitution is
   * counted at all; where none is, the region is not the world.
   *
   * @param collected genomes of the same region by day of collection and lineage
   */
  static CarriedChanges readFirst(CompactReader in, DayCounts collected) {
    CarriedChanges carried =
        read(in, cell -> new Cell(UNGROUPED, cell.text()), CarriedCounts::readFirst);
    if (!carried.isZero()) {
      collected
          .from(Long.MIN_VALUE)
          .forEach(
              (day, lineages) -> {
                long monday = IsoWeek.of(LocalDate.ofEpochDay(day)).monday().toEpochDay();
                lineages.forEach(
                    (lineage, genomes) ->
                        carried.change(
                            monday,
                            new Cell(UNGROUPED, lineage),
                            counts -> counts.addGenomes(genomes)));
              });
    }
    return carried;
  }

  private static CarriedChanges read(
      CompactReader in,
      Function<CompactReader, Cell> cell,
      Function<CompactReader, CarriedCounts> counts) {
    CarriedChanges carried = new CarriedChanges();
    int size = in.size();
    for (int i = 0; i < size; i++) {
      Map<Cell, CarriedCounts> cells = carried.week(in.signed());
      int ofWeek = in.size();
      for (int j = 0; j < ofWeek; j++) {
        cells.put(cell.apply(in), counts.apply(in));
      }
    }
    return carried;
  }

  /** Writes the counts. */
  void writeTo(CompactWriter out) {
    out.unsigned(weeks.size());
    weeks.forEach(
        (week, cells) -> {
          out.signed(week);
          out.unsigned(cells.size());
          cells.forEach(
              (cell, counts) -> {
                out.unsigned(cell.group);
                out.text(cell.lineage);
                counts.writeTo(out);
              });
        });
  }

  /** Adds a genome, or takes it back with sign -1. */
  void add(
      long week,
      String lab,
      String lineage,
      MutationSet mutations,
      List<UnknownRange> unknown,
      int sign) {
    change(week, new Cell(groupOf(lab), lineage), counts -> counts.add(mutations, unknown, sign));
  }

  private void change(long week, Cell cell, Consumer<CarriedCounts> change) {
    Map<Cell, CarriedCounts> cells = week(week);
    CarriedCounts sum = cells.computeIfAbsent(cell, absent -> new CarriedCounts());
    change.accept(sum);
    if (sum.isZero()) {
      cells.remove(cell);
      if (cells.isEmpty()) {
        weeks.remove(week);
      }
    }
  }

  /** Adds other counts to these. */
  void add(CarriedChanges other) {
    add(other, 1);
  }

  private void add(CarriedChanges other, int factor) {
    other.weeks.forEach(
        (week, cells) ->
            cells.forEach((cell, counts) -> change(week, cell, sum -> sum.add(counts, factor))));
  }

  /** Returns what takes these counts back again when it is added. */
  CarriedChanges negated() {
    CarriedChanges negated = new CarriedChanges();
    negated.add(this, -1);
    return negated;
  }

  /** Drops the weeks that begin before a day. */
  void dropBefore(long day) {
    weeks.headMap(day).clear();
  }

  /**
   * Returns genomes by lineage of the weeks that begin on a day or later, rising, of all labs
   * together; a copy. The group of a lab that is held is left out from the week on in which it is.
   */
  NavigableMap<Long, Map<String, CarriedCounts>> from(long day, HeldLabs held) {
    long[] heldSince = new long[GROUPS + 1];
    Arrays.fill(heldSince, Long.MAX_VALUE);
    held.since()
        .forEach(
            (lab, first) -> heldSince[groupOf(lab)] = Math.min(heldSince[groupOf(lab)], first));
    TreeMap<Long, Map<String, CarriedCounts>> sums = new TreeMap<>();
    weeks
        .tailMap(day, true)
        .forEach(
            (week, cells) -> {
              Map<String, CarriedCounts> ofWeek = new HashMap<>();
              cells.forEach(
                  (cell, counts) -> {
                    if (week + DAYS_AFTER_MONDAY < heldSince[cell.group]) {
                      ofWeek
                          .computeIfAbsent(cell.lineage, absent -> new CarriedCounts())
                          .add(counts, 1);
                    }
                  });
              ofWeek.values().removeIf(CarriedCounts::isZero);
              if (!ofWeek.isEmpty()) {
                sums.put(week, ofWeek);
              }
            });
    return sums;
  }

  /** Returns whether nothing at all is counted. */
  boolean isZero() {
    return weeks.isEmpty();
  }

  private Map<Cell, CarriedCounts> week(long week) {
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
