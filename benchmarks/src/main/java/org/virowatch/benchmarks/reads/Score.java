package org.virowatch.benchmarks.reads;

/**
 * How much of what was found is true, and how much of what is true was found.
 *
 * @param right found and true
 * @param wrong found and not true
 * @param missed true and not found
 */
record Score(int right, int wrong, int missed) {
  static final Score NOTHING = new Score(0, 0, 0);

  Score plus(Score other) {
    return new Score(right + other.right, wrong + other.wrong, missed + other.missed);
  }

  /** Share of what was found that is true; 1 if nothing was found. */
  double precision() {
    return right + wrong == 0 ? 1 : (double) right / (right + wrong);
  }

  /** Share of what is true that was found; 1 if there is nothing to find. */
  double recall() {
    return right + missed == 0 ? 1 : (double) right / (right + missed);
  }
}
