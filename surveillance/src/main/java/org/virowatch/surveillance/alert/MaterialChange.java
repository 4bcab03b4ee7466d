package org.virowatch.surveillance.alert;

import org.virowatch.schemas.Evidence;

/**
 * When the evidence of an open alert changed so much that receivers are told again: since the last
 * event
 *
 * <ul>
 *   <li>the frequency moved beyond chance: the 95 % intervals do not overlap; or
 *   <li>the number of genomes at least doubled, or at most halved, by at least {@value
 *       #SMALLEST_STEP} genomes.
 * </ul>
 *
 * A subject that grows from ten genomes to ten thousand is thus told about ten times more often,
 * not at every tick.
 */
final class MaterialChange {
  private static final long SMALLEST_STEP = 5;

  private MaterialChange() {}

  static boolean between(Evidence last, Observation now) {
    boolean apart =
        now.interval().lower() > last.getUpper() || now.interval().upper() < last.getLower();
    long before = last.getCount();
    boolean multiplied = now.count() >= 2 * before || 2 * now.count() <= before;
    return apart || (multiplied && Math.abs(now.count() - before) >= SMALLEST_STEP);
  }
}
