package org.virowatch.genomics.align;

import org.virowatch.genomics.dataset.AlignmentParameters;

/**
 * Tells whether the reference implementation's band surely leaves room for the path along given
 * exact runs, and for no other of the same score. Holds no state of its own.
 */
final class BandGuard {

  /** A stretch on one diagonal this long holds a seed of the reference implementation. */
  private static final int SEEDED_STRETCH = 160;

  /** What a path that passes a run on another diagonal must lose: more than two gaps. */
  private static final int DISTINCT_LOSS = 36;

  private static final int FARTHEST_SHIFT = 64;

  private final ExactRuns runs;
  private final int referenceLength;
  private final AlignmentParameters parameters;
  private final int cheapestGap;
  private final int detour;
  private final int narrow;

  /**
   * @param detour what leaving a diagonal and coming back costs at least
   */
  BandGuard(
      ExactRuns runs,
      int referenceLength,
      AlignmentParameters parameters,
      int cheapestGap,
      int detour) {
    this.runs = runs;
    this.referenceLength = referenceLength;
    this.parameters = parameters;
    this.cheapestGap = cheapestGap;
    this.detour = detour;
    this.narrow = Math.max(1, parameters.allowedMismatches());
  }

  /** Whether a path along the runs last found may be taken without the band. */
  boolean allows(int queryLength) {
    return isSeeded(queryLength) && hasFixedGaps();
  }

  /**
   * Whether the band is no wider at the start than everywhere at ends, which it is beside a gap
   * longer than its half width.
   */
  boolean isNarrowAtStart() {
    int run = 0;
    while (hop(run) == 0 && run < runs.size() - 1) {
      run++;
    }
    return isNarrow(hop(run), runs.end(run) - runs.start(0));
  }

  /** The same of the end. */
  boolean isNarrowAtEnd() {
    int run = runs.size() - 1;
    while (hop(run - 1) == 0 && run > 0) {
      run--;
    }
    return isNarrow(hop(run - 1), runs.end(runs.size() - 1) - runs.start(run));
  }

  private boolean isNarrow(int hop, int lettersBeside) {
    int reach = hop + parameters.excessBandwidth();
    int terminal = parameters.terminalBandwidth();
    return reach <= terminal || lettersBeside > 2 * (reach + terminal);
  }

  /** Whether the runs last found cover more than half of the query or the reference. */
  boolean coversHalf(int queryLength) {
    long covered = 0;
    for (int run = 0; run < runs.size(); run++) {
      covered += runs.end(run) - runs.start(run);
    }
    return 2 * covered > Math.min(queryLength, referenceLength);
  }

  /**
   * Whether the band of the reference implementation surely contains every diagonal of the runs:
   * because the stretch on it is long enough to hold a seed, or because it lies between or near the
   * diagonals of the next such stretches.
   */
  private boolean isSeeded(int queryLength) {
    int covered = 0;
    int seeded = -1; // latest run on a stretch with a seed
    int first = 0; // first run of the current stretch
    for (int run = 0; run < runs.size(); run++) {
      covered += runs.end(run) - runs.start(run);
      boolean last = run == runs.size() - 1;
      if (last || hop(run) != 0) {
        if (runs.end(run) - runs.start(first) >= SEEDED_STRETCH) {
          if (!withinBand(seeded, first)) {
            return false;
          }
          seeded = run;
        }
        first = run + 1;
      }
    }
    return seeded >= 0
        && withinBand(seeded, runs.size())
        && 2 * covered > Math.min(queryLength, referenceLength);
  }

  /**
   * Whether the seeds of the reference implementation surely cover enough of the query: those of
   * stretches without as many mismatches, unknown letters among them, as end a seed.
   */
  boolean isSurelySeeded(int queryLength) {
    int covered = 0;
    int first = 0; // first run of the current stretch
    int tolerated = parameters.allowedMismatches() / 2; // a window may lie over two gaps
    for (int run = 0; run < runs.size(); run++) {
      if (run == runs.size() - 1
          || hop(run) != 0
          || runs.mismatchesAfter(run, tolerated) > tolerated) {
        int letters = runs.end(run) - runs.start(first);
        // a seed may end up to a window early
        covered += letters < SEEDED_STRETCH ? 0 : letters - 2 * parameters.windowSize();
        first = run + 1;
      }
    }
    return covered >= parameters.minSeedCover() * Math.min(queryLength, referenceLength);
  }

  /** Whether the runs between two seeded ones (−1 and size: the ends) are surely in the band. */
  private boolean withinBand(int before, int after) {
    boolean inner = before >= 0 && after < runs.size();
    int hops = 0;
    int exact = 0;
    for (int run = Math.max(0, before); run < Math.min(after, runs.size() - 1); run++) {
      hops += hop(run) == 0 ? 0 : 1;
    }
    for (int run = before + 1; run < after; run++) {
      exact += runs.end(run) - runs.start(run);
    }
    int stretch = after - before < 2 ? 0 : runs.end(after - 1) - runs.start(before + 1);
    if (10 * exact < 8 * stretch) {
      return false;
    }
    int room =
        (inner || hops > 1 ? parameters.excessBandwidth() : parameters.terminalBandwidth()) / 2;
    for (int run = before + 1; run < after; run++) {
      boolean wideHop =
          inner && Math.max(hop(run - 1), hop(run)) > 2 * parameters.excessBandwidth();
      if (wideHop || !isBetweenItsNeighbours(run, before, after, room) || !isDistinct(run)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a run is in the band whichever of the runs beside it turn out to hold a seed. */
  private boolean isBetweenItsNeighbours(int run, int before, int after, int room) {
    int diagonal = runs.diagonal(run);
    for (int i = Math.max(0, before); i <= run; i++) {
      int one = before < 0 && i == run ? runs.diagonal(after) : runs.diagonal(i);
      for (int j = run; j <= Math.min(after, runs.size() - 1); j++) {
        int other = after == runs.size() && j == run ? runs.diagonal(before) : runs.diagonal(j);
        boolean onlyItself = i == run && j == run;
        if (!onlyItself
            && (diagonal < Math.min(one, other) - room || diagonal > Math.max(one, other) + room)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a run's letters of the query resemble the reference on no neighbouring diagonal. */
  private boolean isDistinct(int run) {
    for (int shift = 1; shift <= FARTHEST_SHIFT; shift++) {
      for (int diagonal : new int[] {runs.diagonal(run) - shift, runs.diagonal(run) + shift}) {
        if (runs.lossOn(diagonal, runs.start(run), runs.end(run), DISTINCT_LOSS) <= DISTINCT_LOSS) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Whether each gap between two diagonals can only lie within few letters. Where it can be moved
   * far, as in a tandem duplication, the band of the reference implementation decides where it
   * goes.
   */
  private boolean hasFixedGaps() {
    int room = parameters.excessBandwidth() / 2;
    int gain =
        Math.max(parameters.penaltyGapOpen(), parameters.penaltyGapOpenOutOfFrame()) - cheapestGap;
    for (int run = 0; run < runs.size() - 1; run++) {
      int before = runs.diagonal(run);
      int after = runs.diagonal(run + 1);
      int deleted = Math.max(0, before - after);
      // Where the diagonal behind the gap would take over if it moved left, and the one before it
      // if it moved right.
      int left = Math.min(runs.end(run) + deleted, referenceLength);
      int right = Math.max(runs.start(run + 1) - deleted, 0);
      if (hop(run) > narrow
          && (losesLittle(after, left - room, left, gain)
              || losesLittle(after, left - 4 * room, left, detour)
              || losesLittle(before, right, right + room, gain)
              || losesLittle(before, right, right + 4 * room, detour))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the letters lose no more than a limit on a diagonal. */
  private boolean losesLittle(int diagonal, int from, int to, int atMost) {
    return runs.lossOn(diagonal, Math.max(0, from), Math.min(to, referenceLength), atMost)
        <= atMost;
  }

  private int hop(int run) {
    return run < 0 || run >= runs.size() - 1
        ? 0
        : Math.abs(runs.diagonal(run + 1) - runs.diagonal(run));
  }
}
