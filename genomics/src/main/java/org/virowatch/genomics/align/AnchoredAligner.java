package org.virowatch.genomics.align;

import org.virowatch.genomics.dataset.AlignmentParameters;

/**
 * The fast way: exact runs are taken as aligned, few scattered differences on one diagonal are
 * proved to need no gap, and dynamic programming is done only in boxes around everything else,
 * between windows that the best path must cross. Gives up wherever the reference implementation's
 * band might decide otherwise.
 *
 * <p>Why a group of differences needs no dynamic programming: a path that leaves the diagonal and
 * returns opens two gaps and leaves a letter unpaired, which costs more than the group; and to
 * cover two groups by one detour it must pass a window on which it loses more than a group does.
 *
 * <p>Reuses buffers: not thread-safe.
 */
public final class AnchoredAligner {

  private static final int WEAK_WIDTH = 16;
  private static final int STRONG_WIDTH = 40;
  private static final int STRONG_LOSS = 60;
  private static final int FARTHEST_SHIFT = 64;

  /** Below this the seeds of the reference implementation are few and the band is cheap. */
  private static final int SHORTEST_QUERY = 1000;

  /** Cells of a box beyond which the band of the reference implementation is cheaper. */
  private static final long LARGEST_BOX = 2_000_000;

  private final byte[] reference;
  private final AlignmentParameters parameters;
  private final ScoringScheme scheme;
  private final SeparatingWindows strong;
  private final ExactRuns runs;
  private final BandGuard guard;
  private final AffineKernel kernel = new AffineKernel();
  private final Band band = new Band();
  private final int detour;
  private final int narrow;
  private final boolean applicable;
  private byte[] query = new byte[0];
  private int queryLength;
  private int right; // run in which the current box ends
  private int boxEnd;

  /**
   * @param reference upper-case codes; not copied
   * @param scheme nucleotide scores of this reference
   */
  public AnchoredAligner(byte[] reference, AlignmentParameters parameters, ScoringScheme scheme) {
    this.reference = reference;
    this.parameters = parameters;
    this.scheme = scheme;
    detour = 2 * scheme.cheapestGap() + scheme.match() - 1;
    narrow = Math.max(1, parameters.allowedMismatches());
    applicable =
        scheme.cheapestGap() > 0
            && scheme.match() > 1
            && parameters.penaltyMismatch() > 0
            && detour <= STRONG_LOSS / 2
            && reference.length > 4 * STRONG_WIDTH;
    SeparatingWindows weak =
        new SeparatingWindows(reference, scheme, WEAK_WIDTH, detour - 1, FARTHEST_SHIFT);
    strong = new SeparatingWindows(reference, scheme, STRONG_WIDTH, STRONG_LOSS, FARTHEST_SHIFT);
    runs = new ExactRuns(reference, scheme, weak, new UniqueWords(reference));
    guard = new BandGuard(runs, reference.length, parameters, scheme.cheapestGap(), detour);
  }

  /**
   * Aligns a query.
   *
   * @param query upper-case codes without gaps; only the first {@code queryLength} count
   * @param out receives the alignment
   * @return false if the reference implementation has to decide; {@code out} is then of no use
   */
  public boolean align(byte[] query, int queryLength, AlignmentPath out) {
    out.clear();
    this.query = query;
    this.queryLength = queryLength;
    return applicable
        && queryLength >= SHORTEST_QUERY
        && runs.scan(query, queryLength)
        && guard.allows(queryLength)
        && hasPlainEnds()
        && join(out);
  }

  /** Whether the ends differ too little for a gap, which free ends make cheaper, to be better. */
  private boolean hasPlainEnds() {
    return runs.lossAtStart() < scheme.cheapestGap()
        && runs.lossAfter(runs.size() - 1) < scheme.cheapestGap();
  }

  /** Lays the path through all runs. */
  private boolean join(AlignmentPath out) {
    right = 0;
    int row = runs.start(0) - Math.min(runs.start(0), runs.start(0) + runs.diagonal(0));
    while (true) {
      int left = lastStraight(right);
      int diagonal = runs.diagonal(left);
      if (left == runs.size() - 1) {
        int end = Math.min(reference.length, queryLength - diagonal);
        out.append(row, row + diagonal, end - row);
        return true;
      }
      int from = findBoxEnd(left) ? boxStart(left, right, row) : -1;
      if (from < 0) {
        return false;
      }
      out.append(row, row + diagonal, from - row);
      if (!innerBox(left, right, from, boxEnd, diagonal, out)) {
        return false;
      }
      row = boxEnd; // up to here the path is laid
    }
  }

  /**
   * Looks for the row at which a box ends that begins in run {@code left}: the end of a strong
   * window that is alien to the diagonals passed and leaves another window for the next box. Sets
   * {@code right} and {@code boxEnd}; false if there is none.
   */
  private boolean findBoxEnd(int left) {
    right = left;
    boxEnd = -1;
    while (true) {
      if (right > left && strong.within(boxEnd, runs.end(right))) {
        boxEnd = strong.firstEnd(boxEnd);
      } else {
        right = firstStrong(right + 1);
        if (right == runs.size()) {
          return false;
        }
        boxEnd = strong.firstEnd(runs.start(right));
      }
      if (isAlien(right, left, right, runs.start(right), boxEnd)
          && !needsBoxBefore(right, boxEnd)) {
        return true;
      }
    }
  }

  /** Whether rows of a run lose much on the diagonals of the runs {@code first} to {@code last}. */
  private boolean isAlien(int run, int first, int last, int from, int to) {
    for (int other = first; other <= last; other++) {
      int diagonal = runs.diagonal(other);
      if (diagonal != runs.diagonal(run) && runs.lossOn(diagonal, from, to, detour) <= detour) {
        return false;
      }
    }
    return true;
  }

  /** Whether the next box after a run would have to begin before a row. */
  private boolean needsBoxBefore(int run, int row) {
    int left = lastStraight(run);
    return left < runs.size() - 1 && boxStart(left, left + 1, row) < 0;
  }

  /** The last run that follows a run on its diagonal with nothing that needs a box between. */
  private int lastStraight(int run) {
    int left = run;
    while (left < runs.size() - 1 && isStraight(left)) {
      left++;
    }
    return left;
  }

  private boolean isStraight(int run) {
    return runs.diagonal(run + 1) == runs.diagonal(run) && runs.lossAfter(run) < detour;
  }

  private int firstStrong(int from) {
    int run = from;
    while (run < runs.size() && !strong.within(runs.start(run), runs.end(run))) {
      run++;
    }
    return run;
  }

  /**
   * Start of the last strong window in the runs up to {@code run} on its diagonal that is alien to
   * the diagonals of the runs up to {@code last}; −1 if there is none behind {@code row}.
   */
  private int boxStart(int run, int last, int row) {
    for (int i = run; i >= 0 && runs.diagonal(i) == runs.diagonal(run); i--) {
      int start = strong.lastStart(runs.end(i));
      while (start >= Math.max(row, runs.start(i))) {
        if (isAlien(run, run, last, start, runs.end(run))) {
          return start;
        }
        start = strong.lastStart(start);
      }
    }
    return -1;
  }

  private boolean innerBox(int left, int last, int from, int to, int diagonal, AlignmentPath out) {
    int lowest = diagonal;
    int highest = diagonal;
    for (int run = left; run <= last; run++) {
      lowest = Math.min(lowest, runs.diagonal(run));
      highest = Math.max(highest, runs.diagonal(run));
    }
    int room = parameters.excessBandwidth() + narrow;
    int firstColumn = from + diagonal;
    int lastColumn = to + runs.diagonal(last);
    if (lastColumn < firstColumn
        || (to - from + 1L) * (highest - lowest + 2L * room + 1) > LARGEST_BOX) {
      return false;
    }
    int laid = out.size() - 1;
    band.reset(from, to);
    for (int row = from; row <= to; row++) {
      band.set(
          row,
          Band.clamp(row + lowest - room, firstColumn, lastColumn),
          Band.clamp(row + highest + room, firstColumn, lastColumn) + 1);
    }
    return kernel.align(
            scheme,
            reference,
            reference.length,
            query,
            queryLength,
            new AffineKernel.Box(from, to, firstColumn, lastColumn, false, false),
            band,
            out)
        && staysNear(Math.max(0, laid), left, last, out);
  }

  /**
   * Whether each block from one on lies between the diagonals of the runs around it, from {@code
   * left} to {@code last}, or near them where they are the same.
   */
  private boolean staysNear(int firstBlock, int left, int last, AlignmentPath path) {
    int run = left;
    for (int block = firstBlock; block < path.size(); block++) {
      while (run < last && runs.start(run + 1) <= path.referenceStart(block)) {
        run++;
      }
      int before = runs.diagonal(run);
      int after = runs.diagonal(Math.min(run + 1, last));
      int room = before == after ? narrow : 0;
      int diagonal = path.queryStart(block) - path.referenceStart(block);
      if (diagonal < Math.min(before, after) - room || diagonal > Math.max(before, after) + room) {
        return false;
      }
    }
    return true;
  }
}
