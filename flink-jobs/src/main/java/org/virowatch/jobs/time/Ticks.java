package org.virowatch.jobs.time;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;

/**
 * The instants of event time at which rules are evaluated: the multiples of an interval since
 * 1970-01-01T00:00:00Z.
 *
 * @param interval milliseconds between two ticks
 */
public record Ticks(long interval) implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** Checks that there is time between ticks. */
  public Ticks {
    if (interval <= 0) {
      throw new IllegalArgumentException("ticks need a positive interval, got " + interval + " ms");
    }
  }

  /** Returns the ticks of an interval. */
  public static Ticks every(Duration interval) {
    return new Ticks(interval.toMillis());
  }

  /** Returns the first tick at or after an instant, both in epoch milliseconds. */
  public long atOrAfter(long epochMillis) {
    return -Math.floorDiv(-epochMillis, interval) * interval;
  }

  /** Returns the first tick after an instant, both in epoch milliseconds. */
  public long after(long epochMillis) {
    return Math.floorDiv(epochMillis, interval) * interval + interval;
  }
}
