package org.virowatch.jobs.time;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.virowatch.surveillance.alert.Ticks;

/**
 * How event time goes on while nothing is uploaded: at once to the tick that decides on the last
 * genome, from there at the pace of the clock, and never ahead of it.
 *
 * <p>Live, that is the clock less the bound of disorder. After a replay of old genomes it lets the
 * last tick happen without rushing through the years since, so that the next part of the replay is
 * not late.
 *
 * @param tick interval at which rules are evaluated
 * @param bound by how much watermarks stay behind the latest genome
 */
record SilentTime(Duration tick, Duration bound) implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Returns the watermark during a silence.
   *
   * @param last the watermark when everything fell silent; {@link Long#MIN_VALUE} for none
   * @param latestSeen the latest submission time seen here; {@link Long#MIN_VALUE} for none
   * @param elapsed milliseconds of silence
   * @param now the clock
   */
  long watermark(long last, long latestSeen, long elapsed, long now) {
    long limit = now - bound.toMillis();
    long latest = last == Long.MIN_VALUE ? latestSeen : Math.max(latestSeen, last + behind());
    if (latest == Long.MIN_VALUE || latest > limit) {
      return Math.max(last, latest == Long.MIN_VALUE ? latest : limit);
    }
    long decided = new Ticks(tick).atOrAfter(Instant.ofEpochMilli(latest)).toEpochMilli();
    return Math.max(last, Math.min(decided + elapsed, limit));
  }

  private long behind() {
    return bound.toMillis() + 1;
  }
}
