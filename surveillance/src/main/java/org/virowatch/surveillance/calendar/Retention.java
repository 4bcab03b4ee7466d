package org.virowatch.surveillance.calendar;

import java.io.Serial;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * How long genomes count: for ever, or until a span after the end of the period they were collected
 * in. A genome without a date counts until that span after its submission. Immutable.
 *
 * <p>A version submitted after its end is refused; one that counts ceases to at its end, in event
 * time, and is forgotten. Both depend on the record alone, so every order of arrival gives the
 * same.
 */
public final class Retention implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** Genomes count for ever. */
  public static final Retention FOREVER = new Retention(null);

  /** The end of what counts for ever, epoch milliseconds. */
  public static final long NEVER = Long.MAX_VALUE;

  /** The shortest span: what is collected in a week must be able to arrive. */
  private static final java.time.Period SHORTEST = java.time.Period.ofDays(28);

  private final java.time.@Nullable Period span;

  private Retention(java.time.@Nullable Period span) {
    this.span = span;
  }

  /**
   * Reads a retention.
   *
   * @param text an ISO 8601 period of at least four weeks, such as {@code P2Y}, {@code P18M} or
   *     {@code P104W}, or {@code forever}
   * @throws IllegalArgumentException if it is not one; the message says what to write
   */
  public static Retention parse(String text) {
    if (text.equals("forever")) {
      return FOREVER;
    }
    try {
      java.time.Period span = java.time.Period.parse(text);
      LocalDate day = LocalDate.EPOCH;
      if (!span.isNegative() && !day.plus(span).isBefore(day.plus(SHORTEST))) {
        return new Retention(span.normalized());
      }
    } catch (DateTimeParseException e) {
      // The message below names every form.
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is longer than the calendar", e);
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not a retention; write an ISO 8601 period of at least four weeks, such as P2Y,"
            + " P18M or P104W, or forever");
  }

  /** Returns whether genomes count for ever. */
  public boolean isForever() {
    return span == null;
  }

  /**
   * Returns the instant from which on a version counts no more.
   *
   * @param period the period of collection as it goes on the wire; the empty string for a
   *     withdrawal, which is remembered as long as an undated genome
   * @param submittedAt epoch milliseconds
   * @return epoch milliseconds, {@link #NEVER} for ever
   */
  public long end(String period, long submittedAt) {
    java.time.Period kept = span;
    if (kept == null) {
      return NEVER;
    }
    if (period.isEmpty() || period.equals(Period.UNDATED.text())) {
      return Instant.ofEpochMilli(submittedAt)
          .atZone(ZoneOffset.UTC)
          .plus(kept)
          .toInstant()
          .toEpochMilli();
    }
    return Period.parse(period)
        .lastDay()
        .plusDays(1)
        .plus(kept)
        .atStartOfDay()
        .toInstant(ZoneOffset.UTC)
        .toEpochMilli();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Retention that && that.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** Returns the text that {@link #parse} reads. */
  @Override
  public String toString() {
    return span == null ? "forever" : span.toString();
  }
}
