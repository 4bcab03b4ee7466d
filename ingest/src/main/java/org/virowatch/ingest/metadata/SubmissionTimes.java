package org.virowatch.ingest.metadata;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.virowatch.ingest.metadata.DateReading.Known;

/**
 * Reads times of submission: a date (its midnight in UTC), an ISO 8601 date and time (UTC where no
 * offset is given), or seconds or milliseconds since 1970.
 */
public final class SubmissionTimes {
  private static final Pattern SECONDS = Pattern.compile("\\d{9,10}(?:\\.\\d+)?");
  private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,13}");
  private static final int ISO_DATE_LENGTH = 10;

  private SubmissionTimes() {}

  /** Returns the time a text gives; empty if it gives no single time. */
  public static Optional<Instant> read(String text) {
    String written = text.strip();
    if (SECONDS.matcher(written).matches()) {
      int dot = written.indexOf('.');
      return Optional.of(
          Instant.ofEpochSecond(Long.parseLong(dot < 0 ? written : written.substring(0, dot))));
    }
    if (MILLISECONDS.matcher(written).matches()) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(written)));
    }
    if (written.length() > ISO_DATE_LENGTH) {
      Optional<Instant> time = dateAndTime(written.replace(' ', 'T'));
      if (time.isPresent()) {
        return time;
      }
    }
    DateReading date = CollectionDates.read(written, LocalDate.MAX.minusDays(1), "the end of time");
    String iso = date instanceof Known known ? known.iso() : null;
    if (iso != null && iso.length() == ISO_DATE_LENGTH) {
      return Optional.of(LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    return Optional.empty();
  }

  private static Optional<Instant> dateAndTime(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException notWithOffset) {
      try {
        return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException neither) {
        return Optional.empty();
      }
    }
  }
}
