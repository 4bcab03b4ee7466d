package org.virowatch.jobs.time;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;

/**
 * How event time goes on while nothing is uploaded: at once to the tick that decides on the last
 * genome, from there at the pace of the clock, and never ahead of it.
 *
 * <p>Live, that is the clock less the bound of disorder. After a replay of old genomes it lets the
 * last tick happen without rushing through the years since, so that the next part of the replay is
 * not late.
 *
 * @param ticks when rules are evaluated
 * @param bound by how many milliseconds watermarks stay behind the latest genome
 */
record SilentTime(Ticks ticks, long bound) implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  static SilentTime of(Duration tick, Duration outOfOrderness) {
    return new SilentTime(Ticks.every(tick), outOfOrderness.toMillis());
  }

  /**
   * Returns the watermark during a silence.
   *
   * @param last the watermark when everything fell silent; {@link Long#MIN_VALUE} for none
   * @param since when that was, by the clock
   * @param now the clock
   */
  long watermark(long last, long since, long now) {
    if (last == Long.MIN_VALUE) {
      return last;
    }
    long lastGenome = last + bound + 1;
    long decided = ticks.atOrAfter(lastGenome) + (now - since);
    return Math.max(last, Math.min(decided, now - bound));
  }
}
