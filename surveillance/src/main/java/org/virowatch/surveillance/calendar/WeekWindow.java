package org.virowatch.surveillance.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive ISO weeks of collection.
 *
 * @param first the earliest week
 * @param last the latest week, inclusive
 */
public record WeekWindow(IsoWeek first, IsoWeek last) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the first week is after the last
   */
  public WeekWindow {
    if (first.compareTo(last) > 0) {
      throw new IllegalArgumentException(first + " is after " + last);
    }
  }

  /** Returns the given number of weeks up to and including the week of the instant (UTC). */
  public static WeekWindow endingAt(Instant tick, int weeks) {
    IsoWeek last = IsoWeek.of(tick);
    return new WeekWindow(last.plusWeeks(1 - weeks), last);
  }

  /** Returns whether the week lies in the window. */
  public boolean contains(IsoWeek week) {
    return first.compareTo(week) <= 0 && week.compareTo(last) <= 0;
  }

  /** Returns the weeks in order. */
  public List<IsoWeek> weeks() {
    List<IsoWeek> weeks = new ArrayList<>();
    for (IsoWeek week = first; week.compareTo(last) <= 0; week = week.plusWeeks(1)) {
      weeks.add(week);
    }
    return weeks;
  }

  /** Returns the window as {@code 2022-W01..2022-W04}. */
  @Override
  public String toString() {
    return first + ".." + last;
  }
}
