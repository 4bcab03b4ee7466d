package org.virowatch.ingest.metadata;

import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.RejectionCode;

/** What a date in a metadata table turned out to be. */
public sealed interface DateReading {
  /**
   * A usable date, or none given.
   *
   * @param iso ISO 8601 {@code YYYY-MM-DD}, {@code YYYY-MM} or {@code YYYY}; null when unknown
   * @param note what was lost in reading, for the lab; null when nothing was
   */
  record Known(@Nullable String iso, @Nullable String note) implements DateReading {}

  /**
   * A date that cannot be right or cannot be understood.
   *
   * @param code INVALID_DATE or FUTURE_DATE
   * @param message what is wrong and what to write instead
   */
  record Faulty(RejectionCode code, String message) implements DateReading {}
}
