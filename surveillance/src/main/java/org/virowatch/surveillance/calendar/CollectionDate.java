package org.virowatch.surveillance.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a sample was taken, as precisely as the lab knows: a day, a month or a year, in the calendar
 * forms of ISO 8601 ({@code 2022-03-05}, {@code 2022-03}, {@code 2022}).
 *
 * @param first the first day it can have been
 * @param last the last day it can have been, inclusive
 * @param precision how much of the date was given
 */
public record CollectionDate(LocalDate first, LocalDate last, Precision precision) {
  private static final Pattern FORMAT = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

  /** How much of a date is known. */
  public enum Precision {
    /** Year, month and day. */
    DAY,
    /** Year and month. */
    MONTH,
    /** Only the year. */
    YEAR
  }

  /**
   * Reads a full or partial date.
   *
   * @throws IllegalArgumentException if the text is not one, or no such day exists; the message
   *     says which
   */
  public static CollectionDate parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY");
    }
    int year = Integer.parseInt(matcher.group(1));
    String month = matcher.group(2);
    String day = matcher.group(3);
    if (year == 0) {
      throw new IllegalArgumentException("'" + text + "' has the year 0, which does not exist");
    }
    try {
      if (month == null) {
        return new CollectionDate(
            LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), Precision.YEAR);
      }
      if (day == null) {
        YearMonth yearMonth = YearMonth.of(year, Integer.parseInt(month));
        return new CollectionDate(yearMonth.atDay(1), yearMonth.atEndOfMonth(), Precision.MONTH);
      }
      LocalDate date = LocalDate.of(year, Integer.parseInt(month), Integer.parseInt(day));
      return new CollectionDate(date, date, Precision.DAY);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a day of the calendar: " + e.getMessage(), e);
    }
  }
}
