package org.virowatch.surveillance.calendar;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a genome is counted under in time: the ISO week of a full collection date ({@code
 * 2022-W09}), the month or year of a partial one ({@code 2022-03}, {@code 2022}), or {@code
 * undated}. A partial date never counts in a week it may not belong to.
 *
 * @param text the period as it goes on the wire; periods compare by it
 */
public record Period(String text) implements Comparable<Period> {
  /** The period of genomes whose collection date is not known. */
  public static final Period UNDATED = new Period("undated");

  /** Returns the period of the given collection date. */
  public static Period of(CollectionDate date) {
    return switch (date.precision()) {
      case DAY -> new Period(IsoWeek.of(date.first()).toString());
      case MONTH -> new Period(date.first().toString().substring(0, 7));
      case YEAR -> new Period(date.first().toString().substring(0, 4));
    };
  }

  /**
   * Returns the period of a collection date as it stands in a record. No date gives {@link
   * #UNDATED}; so does one that cannot be read, because the date of an accepted genome has been
   * checked at the door and one bad record must never stop the count.
   */
  public static Period ofRecorded(@Nullable String collectionDate) {
    if (collectionDate == null || collectionDate.isEmpty()) {
      return UNDATED;
    }
    try {
      return of(CollectionDate.parse(collectionDate));
    } catch (IllegalArgumentException e) {
      return UNDATED;
    }
  }

  /**
   * Reads a period.
   *
   * @throws IllegalArgumentException if the text is not a week, month, year or {@code undated}
   */
  public static Period parse(String text) {
    if (text.equals(UNDATED.text)) {
      return UNDATED;
    }
    if (IsoWeek.looksLikeWeek(text)) {
      return new Period(IsoWeek.parse(text).toString());
    }
    if (text.length() <= 7) {
      try {
        return of(CollectionDate.parse(text));
      } catch (IllegalArgumentException e) {
        // The message below names every form.
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not a period; write a week 2022-W09, a month 2022-03, a year 2022 or"
            + " undated");
  }

  /** Returns the week, when the period is one. */
  public Optional<IsoWeek> week() {
    return IsoWeek.looksLikeWeek(text) ? Optional.of(IsoWeek.parse(text)) : Optional.empty();
  }

  /** Returns the last day the period can cover, or {@link LocalDate#MAX} when undated. */
  public LocalDate lastDay() {
    if (text.equals(UNDATED.text)) {
      return LocalDate.MAX;
    }
    return IsoWeek.looksLikeWeek(text)
        ? IsoWeek.parse(text).sunday()
        : CollectionDate.parse(text).last();
  }

  @Override
  public int compareTo(Period other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
