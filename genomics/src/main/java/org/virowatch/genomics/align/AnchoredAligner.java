package org.virowatch.genomics.align;

import java.util.List;
import org.jspecify.annotations.Nullable;
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

  /** Letters that may be left unpaired by no path that is as good as one near the diagonal. */
  private static final int FARTHEST_UNPAIRED = 64;

  /** Shorter queries have few seeds, if any, and a small band. */
  private static final int SHORTEST_QUERY = 100;

  /** Of longer queries only the ends are asked for seeds. */
  private static final int LONG_QUERY = 4 * SeedsOnRuns.END;

  /** Beyond this loss an end may be better aligned past the strong window beside it. */
  private static final int FARTHEST_LOSS_AT_END = STRONG_LOSS / 2;

  /** Letters that a gap is tried to be moved by. */
  private static final int FARTHEST_MOVE = 400;

  /**
   * Share of the reference by which a query may be longer. A longer one may hold parts of the
   * genome twice, of which the heaviest chain of seeds takes one or the other.
   */
  private static final int LONGEST_SURPLUS = 8;

  /** Cells of an end. */
  private static final long LARGEST_END = 250_000;

  /** Cells of a box beyond which the band of the reference implementation is cheaper. */
  private static final long LARGEST_BOX = 8_000_000;

  private static final int BYTES_REMEMBERED = 1 << 22;

  private final byte[] reference;
  private final AlignmentParameters parameters;
  private final ScoringScheme scheme;
  private final SeparatingWindows strong;
  private final ExactRuns runs;
  private final BandGuard guard;
  private final RememberedBoxes boxes;
  private final AlignmentPath boxPath = new AlignmentPath();
  private final int detour;
  private final int narrow;
  private final int gapOpenRange;
  private final int farthest; // shift up to which windows separate
  private final boolean applicable;
  private @Nullable SeedsOnRuns seeds; // once a query is doubtful
  private byte[] query = new byte[0];
  private int queryLength;
  private boolean proving;
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
    gapOpenRange =
        Math.max(parameters.penaltyGapOpen(), parameters.penaltyGapOpenOutOfFrame())
            - scheme.cheapestGap();
    applicable =
        scheme.cheapestGap() > 0
            && scheme.match() > 1
            && parameters.penaltyMismatch() > 0
            && detour <= STRONG_LOSS / 2
            && reference.length > 4 * STRONG_WIDTH;
    // An end of a query inside the reference may be aligned, leaving out what is between, as far
    // away as the band of the reference implementation goes: its half width at the ends, from a
    // seed that may lie half of it away.
    farthest = Math.max(3 * FARTHEST_UNPAIRED, parameters.terminalBandwidth() * 3 / 2);
    List<SeparatingWindows> windows =
        SeparatingWindows.find(
            reference,
            scheme,
            farthest,
            new SeparatingWindows.Kind(WEAK_WIDTH, detour - 1),
            new SeparatingWindows.Kind(STRONG_WIDTH, STRONG_LOSS));
    SeparatingWindows weak = windows.get(0);
    strong = windows.get(1);
    runs = new ExactRuns(reference, scheme, weak, new UniqueWords(reference));
    boxes = new RememberedBoxes(scheme, reference, narrow, BYTES_REMEMBERED);
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
    return align(query, queryLength, true, out);
  }

  /**
   * Aligns a query of which the reference implementation's band would be too large, such as one
   * with a gap of many thousand letters that may lie here or there: along its exact runs, without
   * proof that no other path is as good.
   *
   * @return false if there are too few exact runs; {@code out} is then of no use
   */
  boolean alignUnproved(byte[] query, int queryLength, AlignmentPath out) {
    return align(query, queryLength, false, out);
  }

  private boolean align(byte[] query, int queryLength, boolean proving, AlignmentPath out) {
    out.clear();
    this.query = query;
    this.queryLength = queryLength;
    this.proving = proving;
    return applicable
        && queryLength >= SHORTEST_QUERY
        && queryLength - reference.length <= reference.length / LONGEST_SURPLUS
        && runs.scan(query, queryLength)
        && (proving ? hasShortOverhangs() && isWithinBand() : guard.coversHalf(queryLength))
        && join(out);
  }

  /**
   * Whether few letters of the query lie beyond the reference's ends. Many, next to a deletion, may
   * be worth more when scattered over what is deleted than the true ends are.
   */
  private boolean hasShortOverhangs() {
    int behind = queryLength - reference.length - runs.diagonal(runs.size() - 1);
    return Math.max(runs.diagonal(0), behind) <= parameters.terminalBandwidth();
  }

  /**
   * Whether the band of the reference implementation surely contains the path along the runs, and
   * at an end inside the reference nothing farther away than windows separate.
   */
  private boolean isWithinBand() {
    int last = runs.size() - 1;
    int before = -runs.diagonal(0);
    int behind = reference.length - (queryLength - runs.diagonal(last));
    int unseparated = farthest - FARTHEST_UNPAIRED;
    boolean inside = Math.max(before, behind) > unseparated;
    boolean allowed = guard.allows(queryLength);
    boolean seeded = allowed && guard.isSurelySeeded(queryLength);
    if (!inside) {
      return allowed && (seeded || seeds().lead(query, queryLength));
    }
    boolean narrowEnds =
        (before <= unseparated || guard.isNarrowAtStart())
            && (behind <= unseparated || guard.isNarrowAtEnd());
    if (seeded
        && narrowEnds
        && queryLength >= LONG_QUERY
        && (before <= unseparated || seeds().leadAtEnd(true, query, queryLength))
        && (behind <= unseparated || seeds().leadAtEnd(false, query, queryLength))) {
      return true;
    }
    return (runs.isStraight() || (allowed && narrowEnds)) && seeds().lead(query, queryLength);
  }

  private SeedsOnRuns seeds() {
    if (seeds == null) {
      seeds = new SeedsOnRuns(reference, parameters, runs);
    }
    return seeds;
  }

  /**
   * Whether an end differs too little for a gap, which free ends make cheaper, to be better.
   *
   * @param loss what the letters of the end lose on the diagonal of the run beside it
   */
  private boolean isPlain(int loss) {
    return loss < scheme.cheapestGap();
  }

  /** Lays the path through all runs. */
  private boolean join(AlignmentPath out) {
    right = 0;
    int row =
        isPlain(runs.lossAtStart())
            ? runs.start(0) - Math.min(runs.start(0), runs.start(0) + runs.diagonal(0))
            : startBox(out);
    if (row < 0) {
      return false;
    }
    while (true) {
      int left = lastStraight(right);
      int diagonal = runs.diagonal(left);
      if (left == runs.size() - 1) {
        if (!isPlain(runs.lossAfter(left))) {
          return endBox(left, row, out);
        }
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
   * Aligns what lies before the end of the first strong window, which the best path must cross,
   * from the free start of the matrix.
   *
   * @return the row up to which the path is laid; −1 if the reference implementation has to decide
   */
  private int startBox(AlignmentPath out) {
    int run = firstStrong(0);
    if (run > lastStraight(0) || runs.lossAtStart() > FARTHEST_LOSS_AT_END) {
      return -1;
    }
    int diagonal = runs.diagonal(run);
    int end = strong.firstEnd(runs.start(run));
    return alignEnd(new AffineKernel.Box(0, end, 0, end + diagonal, true, false), diagonal, out)
        ? end
        : -1;
  }

  /**
   * As {@link #startBox}, from the start of the last strong window behind a row to the free end.
   */
  private boolean endBox(int last, int row, AlignmentPath out) {
    if (runs.lossAfter(last) > FARTHEST_LOSS_AT_END) {
      return false;
    }
    int diagonal = runs.diagonal(last);
    for (int run = last; run >= 0 && runs.diagonal(run) == diagonal; run--) {
      int start = strong.lastStart(runs.end(run));
      if (start >= Math.max(row, runs.start(run))) {
        out.append(row, row + diagonal, start - row);
        return alignEnd(
            new AffineKernel.Box(
                start, reference.length, start + diagonal, queryLength, false, true),
            diagonal,
            out);
      }
    }
    return false;
  }

  /**
   * Whether an end was aligned by a path that is surely within the reference implementation's band.
   */
  private boolean alignEnd(AffineKernel.Box box, int diagonal, AlignmentPath out) {
    int columns = box.lastColumn() - box.firstColumn() + 1;
    int rows = Math.min(box.lastRow() - box.firstRow() + 1, columns + 2 * farthest);
    if ((long) rows * columns > LARGEST_END) {
      return false;
    }
    int laid = Math.max(0, out.size() - 1);
    int lowest = diagonal - farthest;
    int highest = diagonal + farthest;
    if (!boxes.align(query, queryLength, box, lowest, highest, out)) {
      return false;
    }
    int room = parameters.terminalBandwidth() / 2;
    for (int block = laid; block < out.size(); block++) {
      int shift = out.queryStart(block) - out.referenceStart(block) - diagonal;
      if (Math.abs(shift) > room) {
        return false;
      }
    }
    return true;
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
    if (!proving) {
      return true;
    }
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
    AffineKernel.Box box =
        new AffineKernel.Box(from, to, from + diagonal, to + runs.diagonal(last), false, false);
    int laid = Math.max(0, out.size() - 1);
    return box.lastColumn() >= box.firstColumn()
        && alignBox(box, lowest, highest, out)
        && (!proving || (staysNear(laid, left, last, out) && hasFixedGaps(laid, out)));
  }

  private static long cells(AffineKernel.Box box, long width) {
    long columns = box.lastColumn() - box.firstColumn() + 1L;
    return (box.lastRow() - box.firstRow() + 1L) * Math.min(columns, width);
  }

  /**
   * Aligns a box in a band around diagonals so wide that no path beyond it is as good: leaving the
   * band and returning leaves more letters unpaired than the best path inside loses.
   */
  private boolean alignBox(AffineKernel.Box box, int lowest, int highest, AlignmentPath out) {
    int room = parameters.excessBandwidth() + narrow;
    int pairs = Math.min(box.lastRow() - box.firstRow(), box.lastColumn() - box.firstColumn());
    while (cells(box, highest - lowest + 2L * room + 1) <= LARGEST_BOX) {
      boxPath.clear();
      if (!boxes.align(query, queryLength, box, lowest - room, highest + room, boxPath)) {
        return false;
      }
      int loss = pairs * scheme.match() - boxes.score() - 2 * scheme.cheapestGap();
      if (loss < (room + 1) * scheme.match()) {
        out.append(boxPath);
        return true;
      }
      room = loss / scheme.match() + 1;
    }
    return false;
  }

  /**
   * Whether no gap of the path from a block on could as well lie elsewhere, letters away: where it
   * can, the band of the reference implementation decides.
   */
  private boolean hasFixedGaps(int firstBlock, AlignmentPath path) {
    for (int block = firstBlock; block + 1 < path.size(); block++) {
      int before = path.queryStart(block) - path.referenceStart(block);
      int after = path.queryStart(block + 1) - path.referenceStart(block + 1);
      if (Math.abs(after - before) > narrow
          && (mayMove(path.referenceEnd(block), before, after, -1, path.length(block))
              || mayMove(path.referenceEnd(block), before, after, 1, path.length(block + 1)))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a gap may move in a direction, beyond a few letters, without losing more than it gains.
   */
  private boolean mayMove(int row, int before, int after, int direction, int letters) {
    int deleted = Math.max(0, before - after);
    int loss = 0;
    for (int i = 0; i < Math.min(letters, FARTHEST_MOVE) && loss <= STRONG_LOSS; i++) {
      int leaving = direction < 0 ? row - 1 - i : row + deleted + i;
      int joining = direction < 0 ? row + deleted - 1 - i : row + i;
      if (Math.min(leaving, joining) < 0 || Math.max(leaving, joining) >= reference.length) {
        return false;
      }
      loss +=
          runs.lossOn(direction < 0 ? after : before, joining, joining + 1, STRONG_LOSS)
              - runs.lossOn(direction < 0 ? before : after, leaving, leaving + 1, STRONG_LOSS);
      if (i >= parameters.excessBandwidth() / 2 && loss <= gapOpenRange) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether each block from one on lies between the diagonals of the runs around it, from {@code
   * left} to {@code last}, or near them: the band of the reference implementation leaves more room
   * where diagonals change than where they do not.
   */
  private boolean staysNear(int firstBlock, int left, int last, AlignmentPath path) {
    int run = left;
    for (int block = firstBlock; block < path.size(); block++) {
      while (run < last && runs.start(run + 1) <= path.referenceStart(block)) {
        run++;
      }
      int before = runs.diagonal(run);
      int after = runs.diagonal(Math.min(run + 1, last));
      int room = before == after ? narrow : Math.max(0, parameters.excessBandwidth() / 2 - 1);
      int diagonal = path.queryStart(block) - path.referenceStart(block);
      if (diagonal < Math.min(before, after) - room || diagonal > Math.max(before, after) + room) {
        return false;
      }
    }
    return true;
  }
}
