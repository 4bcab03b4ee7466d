package org.virowatch.surveillance.alert;

import org.virowatch.schemas.Evidence;
import org.virowatch.surveillance.frequency.WilsonInterval;

/**
 * When the evidence of an open alert changed so much that receivers are told again: since the last
 * event
 *
 * <ul>
 *   <li>the odds of the frequency at least doubled or halved, and beyond chance: the 95 % intervals
 *       do not overlap; or
 *   <li>the number of genomes at least doubled, by at least {@value #SMALLEST_STEP}, and the
 *       frequency did not fall.
 * </ul>
 *
 * <p>Fewer genomes alone are no news: the window loses a week every Monday and the latest days are
 * never complete. A subject that grows from ten genomes to ten thousand is told about ten times
 * more, not at every tick.
 */
public final class MaterialChange {
  private static final long SMALLEST_STEP = 5;
  private static final double FACTOR = 2;

  private MaterialChange() {}

  static boolean between(Evidence last, Observation now) {
    return between(last, now.count(), now.coverage(), now.interval());
  }

  /**
   * Returns whether counts changed materially since an event.
   *
   * @param last the event's evidence
   * @param count k now
   * @param coverage n now
   * @param interval 95 % interval of k in n
   */
  public static boolean between(Evidence last, long count, long coverage, WilsonInterval interval) {
    boolean apart = interval.lower() > last.getUpper() || interval.upper() < last.getLower();
    double ratio = odds(count, coverage) / odds(last.getCount(), last.getCoverage());
    boolean moved = apart && (ratio >= FACTOR || ratio <= 1 / FACTOR);
    long before = last.getCount();
    boolean doubled = count >= FACTOR * before && count - before >= SMALLEST_STEP;
    double frequency = coverage == 0 ? 0 : (double) count / coverage;
    return moved || (doubled && frequency >= last.getFrequency());
  }

  /** Odds with half a genome added on each side, so that 0 and all stay finite. */
  private static double odds(long count, long coverage) {
    return (count + 0.5) / (coverage - count + 0.5);
  }
}
