package org.virowatch.surveillance.regionpool;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.delay.ReportingDelays;

/**
 * How complete the regions of a pool are, learnt from the days of collection and submission that
 * they remember. Computed from these alone, so that whatever came between, a crash or a revision,
 * the same genomes give the same numbers; a look a week is enough to learn delays from.
 */
final class PoolDelays {
  private static final int DAYS_A_WEEK = 7;

  /** Days of submission before the last that are remembered, one less than back from midnight. */
  private static final int DAYS_BEFORE = RegionDays.MEMORY_DAYS - 1;

  private PoolDelays() {}

  /**
   * Returns the day at whose end one looks: the last of which something could be known at an
   * instant. At midnight that is the day that has just ended.
   */
  static LocalDate lastDay(Instant asOf) {
    return LocalDate.ofInstant(asOf.minusMillis(1), ZoneOffset.UTC);
  }

  /** Returns the delays learnt up to the end of a day. */
  static ReportingDelays of(Map<String, RegionDays> regions, LocalDate today) {
    ReportingDelays delays = new ReportingDelays();
    regions.forEach((region, days) -> observe(region, days, today, delays));
    return delays;
  }

  private static void observe(
      String region, RegionDays days, LocalDate today, ReportingDelays delays) {
    long last = today.toEpochDay();
    long first = last - DAYS_BEFORE;
    // Of a day of collection before the memory nothing is asked.
    long[] known = new long[2 * RegionDays.MEMORY_DAYS + 1];
    long origin = last - known.length + 1;
    Deque<Map.Entry<Long, StringCounts>> submissions =
        new ArrayDeque<>(days.delaysFrom(first).entrySet());
    long look = last - DAYS_BEFORE / DAYS_A_WEEK * DAYS_A_WEEK;
    for (; look <= last; look += DAYS_A_WEEK) {
      while (!submissions.isEmpty() && submissions.peek().getKey() <= look) {
        Map.Entry<Long, StringCounts> submitted = submissions.remove();
        submitted
            .getValue()
            .forEach(
                (delay, genomes) -> {
                  long collected = submitted.getKey() - Long.parseLong(delay);
                  if (collected >= origin && collected <= last) {
                    known[(int) (collected - origin)] += genomes;
                  }
                });
      }
      delays.observe(
          region,
          LocalDate.ofEpochDay(look),
          day -> {
            long index = day.toEpochDay() - origin;
            // A revision may take back what was submitted before the memory begins.
            return index < 0 || index >= known.length ? 0 : Math.max(0, known[(int) index]);
          });
    }
  }
}
