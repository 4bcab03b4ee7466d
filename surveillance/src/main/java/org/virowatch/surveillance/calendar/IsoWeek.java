package org.virowatch.surveillance.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A week of the ISO 8601 calendar, Monday to Sunday, written {@code 2022-W09}.
 *
 * @param year the week-based year, 1 to 9999; it differs from the calendar year around New Year
 * @param week the week of that year, 1 to 52 or 53
 */
public record IsoWeek(int year, int week) implements Comparable<IsoWeek> {
  private static final Pattern FORMAT = Pattern.compile("(\\d{4})-W(\\d{2})");

  /**
   * Checks that the year has such a week.
   *
   * @throws IllegalArgumentException if it has not
   */
  public IsoWeek {
    if (year < 1 || year > 9999) {
      throw new IllegalArgumentException("year " + year + " is not in 1 to 9999");
    }
    int last = weeksOf(year);
    if (week < 1 || week > last) {
      throw new IllegalArgumentException(
          "week " + week + " is not in 1 to " + last + ", the weeks of " + year);
    }
  }

  /** Returns the week that holds the given date. */
  public static IsoWeek of(LocalDate date) {
    return new IsoWeek(
        date.get(IsoFields.WEEK_BASED_YEAR), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** Returns the week that holds the given instant's date in UTC. */
  public static IsoWeek of(Instant instant) {
    return of(LocalDate.ofInstant(instant, ZoneOffset.UTC));
  }

  /**
   * Reads a week written {@code 2022-W09}.
   *
   * @throws IllegalArgumentException if the text is not such a week
   */
  public static IsoWeek parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an ISO week; write it as 2022-W09 (year, W, two digits)");
    }
    return new IsoWeek(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Returns whether the text has the form of a week, {@code 2022-W09}. */
  public static boolean looksLikeWeek(String text) {
    return FORMAT.matcher(text).matches();
  }

  /** Returns the week's first day. */
  public LocalDate monday() {
    return LocalDate.of(year, 1, 4)
        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
        .with(DayOfWeek.MONDAY);
  }

  /** Returns the week's last day. */
  public LocalDate sunday() {
    return monday().plusDays(6);
  }

  /** Returns the week that many weeks later, or earlier when negative. */
  public IsoWeek plusWeeks(int weeks) {
    return of(monday().plusWeeks(weeks));
  }

  private static int weeksOf(int year) {
    return (int)
        IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(LocalDate.of(year, 6, 1)).getMaximum();
  }

  @Override
  public int compareTo(IsoWeek other) {
    return year != other.year
        ? Integer.compare(year, other.year)
        : Integer.compare(week, other.week);
  }

  /** Returns the week as {@code 2022-W09}. */
  @Override
  public String toString() {
    String digits = Integer.toString(10_000 + year).substring(1);
    return digits + (week < 10 ? "-W0" : "-W") + week;
  }
}
