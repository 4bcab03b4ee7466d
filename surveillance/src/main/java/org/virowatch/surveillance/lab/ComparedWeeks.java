package org.virowatch.surveillance.lab;

import java.time.Instant;
import org.virowatch.surveillance.calendar.WeekWindow;

/**
 * The weeks of collection in which labs are compared, and from which on an outlying one is held.
 */
public final class ComparedWeeks {
  /**
   * Weeks up to that of the tick: long enough that a lab of a few genomes a week has the ten that a
   * comparison needs, and about as long as the windows of the rules that it is held out of.
   */
  public static final int WEEKS = 8;

  private ComparedWeeks() {}

  /** Returns the weeks that are compared at a tick. */
  public static WeekWindow at(Instant tick) {
    return WeekWindow.endingAt(tick, WEEKS);
  }

  /** Returns the first day of collection that is compared at a tick, counted from 1970-01-01. */
  public static long firstDay(Instant tick) {
    return at(tick).first().monday().toEpochDay();
  }
}
