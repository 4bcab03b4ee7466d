package org.virowatch.surveillance.alert;

import java.time.Duration;
import java.time.Instant;

/**
 * When decisions are taken: at the multiples of an interval since 1970-01-01T00:00Z, so that every
 * region of every run ticks at the same instants.
 *
 * @param interval time between ticks, at least a second
 */
public record Ticks(Duration interval) {
  /**
   * Checks the interval.
   *
   * @throws IllegalArgumentException if it is shorter than a second
   */
  public Ticks {
    if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "a tick interval of " + interval + " is shorter than one second");
    }
  }

  /** Returns the first tick at or after an instant. */
  public Instant atOrAfter(Instant instant) {
    long length = interval.toMillis();
    long millis = instant.toEpochMilli();
    if (Instant.ofEpochMilli(millis).isBefore(instant)) {
      millis++;
    }
    return Instant.ofEpochMilli(-Math.floorDiv(-millis, length) * length);
  }

  /** Returns the first tick after an instant. */
  public Instant after(Instant instant) {
    return atOrAfter(Instant.ofEpochMilli(instant.toEpochMilli() + 1));
  }
}
