package org.virowatch.surveillance.backtest;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.delay.Completeness;
import org.virowatch.surveillance.delay.ReportingDelays;
import org.virowatch.surveillance.growthmodel.WindowCompleteness;
import org.virowatch.surveillance.history.KnownCounts;

/**
 * Completeness of recent genomes as a history teaches it, day after day. Not safe for use by
 * several threads at once.
 */
public final class LearntCompleteness {
  private final ReportingDelays delays = new ReportingDelays();
  private @Nullable LocalDate first;
  private @Nullable LocalDate last;

  /** Makes one that has seen nothing. */
  public LearntCompleteness() {}

  /**
   * Takes what was known on a day, not before the days taken before.
   *
   * @return what can be said on that day; nothing on the first, when no genome has been seen to
   *     come
   */
  public WindowCompleteness after(KnownCounts known) {
    LocalDate asOf = known.asOf();
    if (last == null || asOf.isAfter(last)) {
      delays.observe(known);
      last = asOf;
    }
    if (first == null) {
      first = asOf;
    }
    if (asOf.equals(first)) {
      return WindowCompleteness.UNKNOWN;
    }
    Completeness completeness = delays.completeness();
    return (region, start, end) -> completeness.between(region, start, end, asOf);
  }
}
