package org.virowatch.jobs.deciding;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps forecasts to a share of a task's time. Live a pool is forecast once a day; in a replay a
 * day passes in less time than all pools take, and genomes would wait for forecasts that nobody has
 * read before the next ones come. Not lasting: after a restart the first forecast is due at once.
 */
final class ForecastPace {
  /**
   * Time from a tick to the forecasts that rest on it, in milliseconds. In a replay many ticks pass
   * meanwhile, and only the last of them is worth a fit.
   */
  private static final long DELAY = 5_000;

  /** After a forecast comes a rest of so many times what it took. */
  static final int REST = 19;

  private final Map<String, Long> forecastTick = new HashMap<>();
  private long restUntil = Long.MIN_VALUE;

  /**
   * Returns when the forecasts of a tick are due: a multiple of the delay, so that ticks in quick
   * succession share one timer.
   *
   * @param decided when the tick was decided, by the clock, epoch milliseconds
   */
  static long after(long decided) {
    return (decided / DELAY + 1) * DELAY;
  }

  /**
   * Returns when a forecast may begin, now or later.
   *
   * @param now the clock, epoch milliseconds
   */
  long earliest(long now) {
    return Math.max(now, restUntil);
  }

  /** Returns whether the forecasts of a key rest on an earlier tick than this one, or on none. */
  boolean isNew(String key, long tick) {
    @Nullable Long before = forecastTick.get(key);
    return before == null || before < tick;
  }

  /**
   * Remembers a forecast.
   *
   * @param tick the tick it rests on
   * @param began when it began, epoch milliseconds
   * @param ended when it ended
   */
  void forecast(String key, long tick, long began, long ended) {
    forecastTick.put(key, tick);
    restUntil = ended + REST * Math.max(0, ended - began);
  }
}
