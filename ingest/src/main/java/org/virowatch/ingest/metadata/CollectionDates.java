package org.virowatch.ingest.metadata;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.virowatch.ingest.metadata.DateReading.Faulty;
import org.virowatch.ingest.metadata.DateReading.Known;
import org.virowatch.ingest.vocabulary.MissingValue;
import org.virowatch.schemas.RejectionCode;

/**
 * Reads dates of collection: ISO 8601, whole or partial ({@code 2022-03}, {@code 2022-03-XX}), with
 * a time behind, as a range, and INSDC's {@code 05-Mar-2022}. A form that could mean two days is
 * refused rather than guessed.
 */
public final class CollectionDates {
  /** The earliest year taken for a date of collection. */
  private static final int EARLIEST_YEAR = 1900;

  private static final int LONGEST_MONTH = 31;

  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2}|XX?)(?:[-/.](\\d{1,2}|XX?))?)?");
  private static final Pattern COMPACT = Pattern.compile("((?:19|20)\\d{2})(\\d{2})(\\d{2})");
  private static final Pattern MONTH_NAMED =
      Pattern.compile("(?:(\\d{1,2})[- ])?([A-Z]{3,9})[- ](\\d{4})");
  private static final Pattern TIME_BEHIND =
      Pattern.compile("(\\d{4}-\\d{1,2}-\\d{1,2})[T ]\\d{1,2}:\\d{2}.*");
  private static final Pattern DAY_OR_MONTH_FIRST =
      Pattern.compile("\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{2}|\\d{4})");
  private static final Pattern SPREADSHEET_DAY = Pattern.compile("\\d{5}(?:\\.\\d+)?");
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final String REMEDY =
      "; write YYYY-MM-DD, YYYY-MM or YYYY, or leave the cell empty if the date is unknown";

  private CollectionDates() {}

  /** A year, and as much of month and day as is known; 0 for what is not. */
  private record Parts(int year, int month, int day) {
    String iso() {
      if (month == 0) {
        return String.format(Locale.ROOT, "%04d", year);
      }
      return day == 0
          ? String.format(Locale.ROOT, "%04d-%02d", year, month)
          : String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
    }

    LocalDate earliest() {
      return LocalDate.of(year, Math.max(1, month), Math.max(1, day));
    }
  }

  /** Signals text that is no date; its message goes to the lab. */
  private static final class NoDateException extends Exception {
    private static final long serialVersionUID = 1L;

    NoDateException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Reads a date of collection.
   *
   * @param text the date as written
   * @param latest the last day on which the sample can have been taken, such as today
   * @param latestMeans what that day is, for the message, such as {@code today}
   */
  public static DateReading read(String text, LocalDate latest, String latestMeans) {
    if (MissingValue.is(text)) {
      return new Known(null, null);
    }
    String written = text.strip();
    try {
      String upper = written.toUpperCase(Locale.ROOT);
      Matcher time = TIME_BEHIND.matcher(upper);
      String date = time.matches() ? time.group(1) : upper;
      return checked(
          date.indexOf('/') >= 0 ? range(date) : new Range(parse(date)), latest, latestMeans);
    } catch (NoDateException e) {
      return new Faulty(RejectionCode.INVALID_DATE, "'" + written + "' " + e.getMessage() + REMEDY);
    }
  }

  /** A range of dates; both ends are the same for a single date. */
  private record Range(Parts begin, Parts end) {
    Range(Parts single) {
      this(single, single);
    }
  }

  private static DateReading checked(Range range, LocalDate latest, String latestMeans)
      throws NoDateException {
    Parts begin = range.begin();
    Parts end = range.end();
    if (begin.year() < EARLIEST_YEAR) {
      throw new NoDateException(
          "lies before " + EARLIEST_YEAR + ", which is taken for a slip of the pen");
    }
    // One day is allowed: it may be tomorrow already where the lab is.
    if (begin.earliest().isAfter(latest.plusDays(1))) {
      return new Faulty(
          RejectionCode.FUTURE_DATE,
          "'"
              + begin.iso()
              + "' is later than "
              + latestMeans
              + " ("
              + latest
              + "); the year may be wrong, or day and month exchanged");
    }
    if (begin.equals(end)) {
      return new Known(begin.iso(), null);
    }
    if (end.earliest().isBefore(begin.earliest())) {
      throw new NoDateException("ends before it begins");
    }
    if (begin.year() != end.year()) {
      return new Known(null, "a range over several years counts as undated");
    }
    boolean sameMonth = begin.month() == end.month();
    Parts common = new Parts(begin.year(), sameMonth ? begin.month() : 0, 0);
    return new Known(common.iso(), "a range of days counts as " + common.iso());
  }

  private static Range range(String text) throws NoDateException {
    if (YEAR_FIRST.matcher(text).matches() || DAY_OR_MONTH_FIRST.matcher(text).matches()) {
      return new Range(parse(text));
    }
    int slash = text.indexOf('/');
    if (text.indexOf('/', slash + 1) >= 0) {
      throw new NoDateException("is not a date in a known form");
    }
    return new Range(
        parse(text.substring(0, slash).strip()), parse(text.substring(slash + 1).strip()));
  }

  private static Parts parse(String text) throws NoDateException {
    Matcher matcher = YEAR_FIRST.matcher(text);
    if (matcher.matches()) {
      return parts(
          matcher.group(1), unknownAsEmpty(matcher.group(2)), unknownAsEmpty(matcher.group(3)));
    }
    matcher = COMPACT.matcher(text);
    if (matcher.matches()) {
      return parts(matcher.group(1), matcher.group(2), matcher.group(3));
    }
    matcher = MONTH_NAMED.matcher(text);
    if (matcher.matches()) {
      int month = MONTHS.indexOf(matcher.group(2).substring(0, 3)) + 1;
      if (month > 0) {
        return parts(matcher.group(3), Integer.toString(month), unknownAsEmpty(matcher.group(1)));
      }
    }
    if (DAY_OR_MONTH_FIRST.matcher(text).matches()) {
      throw new NoDateException("could be read day first or month first");
    }
    if (SPREADSHEET_DAY.matcher(text).matches()) {
      throw new NoDateException(
          "looks like a spreadsheet's day number; format the column as text before saving");
    }
    throw new NoDateException("is not a date in a known form");
  }

  private static Parts parts(String yearText, String monthText, String dayText)
      throws NoDateException {
    int year = Integer.parseInt(yearText);
    int month = monthText.isEmpty() ? 0 : Integer.parseInt(monthText);
    int day = dayText.isEmpty() ? 0 : Integer.parseInt(dayText);
    if (month > 12) {
      throw new NoDateException("names month " + month + ", which does not exist");
    }
    try {
      int days = month == 0 ? LONGEST_MONTH : YearMonth.of(year, month).lengthOfMonth();
      if (day > days) {
        throw new NoDateException("names day " + day + " of a month that has " + days + " days");
      }
    } catch (DateTimeException e) {
      throw new NoDateException("is not a date of the calendar");
    }
    return new Parts(year, month, month == 0 ? 0 : day);
  }

  private static String unknownAsEmpty(@Nullable String text) {
    return text == null || text.startsWith("X") ? "" : text;
  }
}
