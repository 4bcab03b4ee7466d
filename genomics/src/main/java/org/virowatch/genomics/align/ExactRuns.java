package org.virowatch.genomics.align;

import java.util.Arrays;

/**
 * Walks a query along the reference by comparing whole stretches at once, and collects the exact
 * runs that tell their diagonal from its neighbours. What lies between two runs is a group: letters
 * that differ, and equal stretches too short or too repetitive to tell.
 *
 * <p>Reuses buffers: not thread-safe.
 */
final class ExactRuns {

  /** Loss on one diagonal from which on a gap is suspected and another diagonal looked for. */
  private static final int SUSPICIOUS_LOSS = 40;

  /** Shortest run to be believed on a new diagonal. */
  private static final int SHORTEST_ON_NEW_DIAGONAL = 24;

  /** A run this long is believed whatever the gap before it. */
  private static final int LONG_RUN = 300;

  private final byte[] reference;
  private final ScoringScheme scheme;
  private final SeparatingWindows windows;
  private final UniqueWords words;
  private byte[] query = new byte[0];
  private int queryLength;
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] diagonals = new int[256];
  private int[] losses = new int[256];
  private int size;
  private int lossAtStart;
  private int lossAtEnd;
  private boolean doubtful;

  ExactRuns(byte[] reference, ScoringScheme scheme, SeparatingWindows windows, UniqueWords words) {
    this.reference = reference;
    this.scheme = scheme;
    this.windows = windows;
    this.words = words;
  }

  /**
   * Collects the runs of a query; false if there is none or one may be a repeat of letters aligned
   * elsewhere.
   */
  boolean scan(byte[] query, int queryLength) {
    this.query = query;
    this.queryLength = queryLength;
    size = 0;
    doubtful = false;
    lossAtStart = 0;
    lossAtEnd = 0;
    if (!findRun(0, 0)) {
      return false;
    }
    lossAtStart = lossBefore(starts[0], diagonals[0]);
    while (!doubtful && extend()) {
      // one group and one run a step
    }
    return !doubtful;
  }

  /** Number of runs. */
  int size() {
    return size;
  }

  /** First reference letter of a run. */
  int start(int run) {
    return starts[run];
  }

  /** Reference letter after the last of a run. */
  int end(int run) {
    return ends[run];
  }

  /** Query position minus reference position. */
  int diagonal(int run) {
    return diagonals[run];
  }

  /** Whether all runs are on one diagonal. */
  boolean isStraight() {
    for (int run = 1; run < size; run++) {
      if (diagonals[run] != diagonals[0]) {
        return false;
      }
    }
    return true;
  }

  /** What the group after a run loses if the next run is on the same diagonal. */
  int lossAfter(int run) {
    return run == size - 1 ? lossAtEnd : losses[run];
  }

  /**
   * Letters of the group after a run, not the last, that differ on its diagonal, unknown ones among
   * them; no further than it takes to exceed a limit.
   */
  int mismatchesAfter(int run, int limit) {
    int mismatches = 0;
    for (int row = ends[run]; row < starts[run + 1] && mismatches <= limit; row++) {
      int column = row + diagonals[run];
      mismatches += column < queryLength && reference[row] == query[column] ? 0 : 1;
    }
    return mismatches;
  }

  /** What the letters before the first run lose on its diagonal. */
  int lossAtStart() {
    return lossAtStart;
  }

  /**
   * What reference letters {@code from} to {@code to} (excluded) lose if paired along a diagonal;
   * no further than it takes to exceed a limit.
   */
  int lossOn(int diagonal, int from, int to, int limit) {
    int loss = 0;
    for (int row = from; row < to && loss <= limit; row++) {
      int column = row + diagonal;
      loss += column < 0 || column >= queryLength ? scheme.match() : loss(row, column);
    }
    return loss;
  }

  /** Walks over the group after the latest run to the next run; false at the end. */
  private boolean extend() {
    int diagonal = diagonals[size - 1];
    int groupStart = ends[size - 1];
    int limit = Math.min(reference.length, queryLength - diagonal);
    boolean overhang = queryLength - diagonal > reference.length;
    int loss = 0;
    int row = groupStart;
    while (row < limit) {
      if (query[row + diagonal] == 'N') {
        int from = row;
        while (row < limit && query[row + diagonal] == 'N') {
          row++;
        }
        loss += overhang ? row - from : 0;
      } else {
        loss += loss(row, row + diagonal);
        row++;
      }
      int end = runEnd(row, diagonal, limit);
      if (row < limit && windows.within(row, end)) {
        losses[size - 1] = loss;
        add(row, end, diagonal);
        return true;
      }
      row = end;
      if (loss > SUSPICIOUS_LOSS) {
        losses[size - 1] = loss;
        if (findRun(groupStart, groupStart + diagonal)) {
          return true;
        }
        lossAtEnd = Integer.MAX_VALUE;
        return false;
      }
    }
    lossAtEnd = loss;
    return false;
  }

  private int runEnd(int row, int diagonal, int limit) {
    if (row >= limit) {
      return limit;
    }
    int equal = Arrays.mismatch(reference, row, limit, query, row + diagonal, limit + diagonal);
    return equal < 0 ? limit : row + equal;
  }

  /** Finds the next run at or after a reference and a query position by its words. */
  private boolean findRun(int fromRow, int fromColumn) {
    int word = 0;
    int known = 0;
    int before = size == 0 ? 0 : diagonals[size - 1];
    for (int column = fromColumn; column < queryLength; column++) {
      int base = UniqueWords.base(query[column]);
      known = base < 0 ? 0 : known + 1;
      word = word << 2 | (base & 3);
      if (known < UniqueWords.LENGTH) {
        continue;
      }
      int hit = words.position(word);
      if (hit < fromRow) {
        continue;
      }
      int diagonal = column - UniqueWords.LENGTH + 1 - hit;
      int end = runEnd(hit, diagonal, Math.min(reference.length, queryLength - diagonal));
      int start = hit;
      while (start > fromRow
          && start + diagonal > fromColumn
          && reference[start - 1] == query[start - 1 + diagonal]) {
        start--;
      }
      int believed =
          size == 0
              ? SHORTEST_ON_NEW_DIAGONAL
              : Math.max(
                  SHORTEST_ON_NEW_DIAGONAL, Math.min(LONG_RUN, Math.abs(diagonal - before) + 1));
      if (end - start >= SHORTEST_ON_NEW_DIAGONAL && windows.within(start, end)) {
        doubtful |= end - start < believed;
        add(start, end, diagonal);
        return true;
      }
      column = Math.max(column, end + diagonal - 1); // nothing before the run's end is better
      known = 0;
    }
    return false;
  }

  private int lossBefore(int row, int diagonal) {
    int letters = Math.min(row, row + diagonal);
    boolean overhang = row + diagonal > row;
    int loss = 0;
    for (int i = 1; i <= letters; i++) {
      byte letter = query[row - i + diagonal];
      loss += letter == 'N' ? (overhang ? 1 : 0) : loss(row - i, row - i + diagonal);
    }
    return loss;
  }

  private int loss(int row, int column) {
    return scheme.match() - scheme.pair(reference[row], query[column]);
  }

  private void add(int start, int end, int diagonal) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      diagonals = Arrays.copyOf(diagonals, 2 * size);
      losses = Arrays.copyOf(losses, 2 * size);
    }
    starts[size] = start;
    ends[size] = end;
    diagonals[size] = diagonal;
    losses[size++] = 0;
  }
}
