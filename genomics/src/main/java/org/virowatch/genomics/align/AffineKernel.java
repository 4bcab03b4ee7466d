package org.virowatch.genomics.align;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Dynamic programming with affine gaps over a band of one box of the alignment matrix, and the way
 * back. Which of several equal paths is taken follows Nextclade: extending a gap before opening
 * one, and pair before gap or gap before pair as the scheme says.
 *
 * <p>Reuses buffers: not thread-safe.
 */
final class AffineKernel {

  private static final int MATCH = WayBack.MATCH;
  private static final int INSERTION = WayBack.INSERTION;
  private static final int DELETION = WayBack.DELETION;
  private static final int EXTEND_INSERTION = 1 << 3;
  private static final int EXTEND_DELETION = 1 << 4;
  private static final int BORDER = 1 << 5;

  /** Worse than any path, yet far from overflow. */
  private static final int IMPOSSIBLE = -1_000_000_000;

  /**
   * Cells, a byte each, of which the way back is held at once. Of a larger box the rows before are
   * computed again on the way back, from the scores at the start of each block of rows.
   */
  private static final int MOST_CELLS_HELD = 1 << 25;

  private final int mostCellsHeld;

  private int[] score = new int[256];
  private int[] deletionScore = new int[256];
  private int[] rowStart = new int[256];
  private byte[] paths;
  private final WayBack way = new WayBack();
  private final Deque<Block> before = new ArrayDeque<>(); // blocks after the first, the last first
  private int blockStart; // first row of the block held
  private int endScore;
  private int lastFilled; // row behind which the reference is left out

  AffineKernel() {
    this(MOST_CELLS_HELD);
  }

  /**
   * @param mostCellsHeld cells of which the way back is held at once; at least those of a row
   */
  AffineKernel(int mostCellsHeld) {
    this.mostCellsHeld = mostCellsHeld;
    paths = new byte[Math.min(mostCellsHeld, 1 << 16)];
  }

  /** A box of the matrix and how its borders count. */
  record Box(
      int firstRow,
      int lastRow,
      int firstColumn,
      int lastColumn,
      boolean freeStart,
      boolean freeEnd) {}

  /** What is aligned and where. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Matrix(
      ScoringScheme scheme,
      byte[] reference,
      int referenceLength,
      byte[] query,
      int queryLength,
      Box box,
      Band band) {}

  /** Rows from one on, and the scores of the band in the row above it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(int firstRow, int[] scores, int[] deletionScores) {}

  /**
   * Aligns the box and appends its blocks to a path.
   *
   * @param reference reference letters; the matrix has {@code referenceLength + 1} rows
   * @param query query letters; the matrix has {@code queryLength + 1} columns
   * @param box corners of the box, between which the path runs; free ends are those of the matrix
   * @param band columns of each row of the box
   * @return whether the corners are joined by a path inside the band
   */
  boolean align(
      ScoringScheme scheme,
      byte[] reference,
      int referenceLength,
      byte[] query,
      int queryLength,
      Box box,
      Band band,
      AlignmentPath out) {
    Matrix matrix = new Matrix(scheme, reference, referenceLength, query, queryLength, box, band);
    prepare(box, band);
    startFirstBlock(matrix);
    boolean settled = false;
    lastFilled = firstRowWithLetters(box, band) - 1;
    while (lastFilled < box.lastRow) {
      startBlockIfFull(matrix, ++lastFilled);
      fillRow(matrix, lastFilled);
      if (settled) {
        break; // one row more, which comes from the row above as all behind it would
      }
      settled = isSettled(matrix, lastFilled);
    }
    endScore = score[box.lastColumn - box.firstColumn];
    return traceBack(matrix, out);
  }

  /** What the path last laid through a box is worth. */
  int endScore() {
    return endScore;
  }

  /**
   * The first row that pairs letters: those before it, where a free start leads through one column,
   * are as they were.
   */
  private static int firstRowWithLetters(Box box, Band band) {
    int row = box.firstRow + 1;
    while (box.freeStart && row < box.lastRow && band.end(row) == box.firstColumn + 1) {
      row++;
    }
    return row;
  }

  /**
   * Whether behind a row of the narrow end of a band nothing can be as good as leaving the rest of
   * the reference out: every path that has letters of the query left is too far behind.
   */
  private boolean isSettled(Matrix matrix, int row) {
    Box box = matrix.box;
    Band band = matrix.band;
    int queryLength = matrix.queryLength;
    int match = matrix.scheme.match();
    if (!box.freeEnd
        || row == box.lastRow
        || band.begin(row) != band.begin(row - 1)
        || band.end(row) <= queryLength) {
      return false;
    }
    int best = score[queryLength - box.firstColumn];
    for (int column = band.begin(row); column < queryLength; column++) {
      if (score[column - box.firstColumn] + match * (queryLength - column) >= best) {
        return false;
      }
    }
    return true;
  }

  private void prepare(Box box, Band band) {
    int rows = box.lastRow - box.firstRow + 1;
    int columns = box.lastColumn - box.firstColumn + 1;
    if (rowStart.length < rows + 1) {
      rowStart = new int[rows + 1 + rows / 4];
    }
    if (score.length < columns) {
      score = new int[columns + columns / 4];
      deletionScore = new int[columns + columns / 4];
    }
    int cells = 0;
    for (int i = 0; i < rows; i++) {
      rowStart[i] = cells;
      cells += band.end(box.firstRow + i) - band.begin(box.firstRow + i);
    }
    rowStart[rows] = cells;
    int held = Math.min(cells, mostCellsHeld);
    if (paths.length < held) {
      paths = new byte[Math.min(held + held / 4, mostCellsHeld)];
    }
  }

  private void startBlockIfFull(Matrix matrix, int row) {
    int first = matrix.box.firstRow;
    if (rowStart[row + 1 - first] - rowStart[blockStart - first] > paths.length) {
      int from = matrix.band.begin(row - 1) - matrix.box.firstColumn;
      int to = matrix.band.end(row - 1) - matrix.box.firstColumn;
      before.push(
          new Block(
              row,
              Arrays.copyOfRange(score, from, to),
              Arrays.copyOfRange(deletionScore, from, to)));
      blockStart = row;
    }
  }

  /** Computes the block before the one held again. */
  private void stepBack(Matrix matrix) {
    int end = blockStart;
    before.pop();
    Block block = before.peek();
    if (block == null) {
      startFirstBlock(matrix);
    } else {
      Arrays.fill(deletionScore, IMPOSSIBLE);
      int from = matrix.band.begin(block.firstRow - 1) - matrix.box.firstColumn;
      System.arraycopy(block.scores, 0, score, from, block.scores.length);
      System.arraycopy(block.deletionScores, 0, deletionScore, from, block.scores.length);
      blockStart = block.firstRow;
    }
    int row = block == null ? firstRowWithLetters(matrix.box, matrix.band) : blockStart;
    for (; row < end; row++) {
      fillRow(matrix, row);
    }
  }

  private void startFirstBlock(Matrix matrix) {
    Box box = matrix.box;
    ScoringScheme scheme = matrix.scheme;
    before.clear();
    blockStart = box.firstRow;
    Arrays.fill(deletionScore, 0, box.lastColumn - box.firstColumn + 1, IMPOSSIBLE);
    score[0] = 0;
    paths[0] = 0;
    int end = matrix.band.end(box.firstRow);
    for (int column = box.firstColumn + 1; column < end; column++) {
      int i = column - box.firstColumn;
      paths[i] = INSERTION | EXTEND_INSERTION;
      score[i] =
          box.freeStart
              ? 0
              : i == 1 ? -scheme.gapOpen(box.firstRow) : score[i - 1] - scheme.gapExtend();
    }
  }

  /**
   * One row. {@code score} and {@code deletionScore} hold the row above where the row has not come
   * to yet, and this row behind it.
   */
  private void fillRow(Matrix matrix, int row) {
    ScoringScheme scheme = matrix.scheme;
    byte[] query = matrix.query;
    int queryLength = matrix.queryLength;
    int referenceLength = matrix.referenceLength;
    Box box = matrix.box;
    Band band = matrix.band;
    int[] pairs = scheme.pairTable();
    int[] scores = score;
    int[] deletions = deletionScore;
    byte[] cells = paths;
    int extend = scheme.gapExtend();
    int tie = scheme.tiesToGap() ? 1 : 0;
    int origin = box.firstColumn;
    int begin = band.begin(row);
    int end = band.end(row);
    int aboveBegin = band.begin(row - 1);
    int aboveEnd = band.end(row - 1);
    int extendEnd = row - 2 >= box.firstRow ? band.end(row - 2) : 0;
    int pairRow = (matrix.reference[row - 1] & 31) << 5;
    int openInsertion = scheme.gapOpenTable()[row];
    int openDeletion = scheme.gapOpenTable()[row - 1];
    boolean freeInsertion = box.freeEnd && row == referenceLength;
    int extendInsertion = extend;
    if (freeInsertion) {
      openInsertion = 0;
      extendInsertion = 0;
    }
    int cell = rowStart[row - box.firstRow] - rowStart[blockStart - box.firstRow];
    int column = begin;
    int diagonal = begin > aboveBegin ? score[begin - 1 - origin] : IMPOSSIBLE;
    int insertion = IMPOSSIBLE;
    int left = IMPOSSIBLE;
    if (column == origin) {
      diagonal = score[0];
      int first;
      if (box.freeStart) {
        first = 0;
      } else if (row == box.firstRow + 1) {
        first = -scheme.gapOpen(box.firstRow);
      } else {
        first = score[0] - extend;
      }
      score[0] = first;
      left = first;
      paths[cell++] = DELETION | EXTEND_DELETION;
      column++;
    }
    // Inside, every neighbour is there and no gap is free: the same without asking at each cell.
    int inside = Math.max(begin + 2, Math.max(aboveBegin, origin) + 1);
    int insideEnd = Math.min(Math.min(end, aboveEnd), extendEnd);
    if (box.freeEnd) {
      insideEnd = Math.min(insideEnd, queryLength);
    }
    for (; column < end; column++) {
      if (column == inside) {
        int shift = cell - column;
        for (; column < insideEnd; column++) {
          int above = scores[column - origin];
          int pair = diagonal + pairs[pairRow | (query[column - 1] & 31)];
          int opened = above - openDeletion;
          int longer = deletions[column - origin] - extend;
          int deletion = Math.max(opened, longer);
          int path = (opened - longer - 1) >>> 31 << 4; // EXTEND_DELETION if longer >= opened
          opened = left - openInsertion;
          longer = insertion - extendInsertion;
          insertion = Math.max(opened, longer);
          left = Math.max(Math.max(pair, deletion), insertion);
          path |= (opened - longer - 1) >>> 31 << 3; // EXTEND_INSERTION if longer >= opened
          int gap = (pair - tie - insertion) >> 31;
          int from = (MATCH & ~gap) | (INSERTION & gap);
          gap = (Math.max(pair, insertion) - tie - deletion) >> 31;
          from = (from & ~gap) | (DELETION & gap);
          deletions[column - origin] = deletion;
          scores[column - origin] = left;
          diagonal = above;
          cells[column + shift] = (byte) (path | from);
        }
        cell = column + shift;
        if (column >= end) {
          break;
        }
      }
      int path = 0;
      int from = 0;
      int best = IMPOSSIBLE;
      int i = column - origin;
      int above = score[i];
      if (column > aboveBegin && column - 1 < aboveEnd) {
        best = diagonal + pairs[pairRow | (query[column - 1] & 31)];
        from = MATCH;
      } else {
        path = BORDER;
      }
      if (column > begin) {
        int open = left - openInsertion;
        int longer = insertion - extendInsertion;
        if (longer >= open && column > begin + 1) {
          insertion = longer;
          path |= EXTEND_INSERTION;
        } else {
          insertion = open;
        }
        if (best - tie < insertion) {
          best = insertion;
          from = INSERTION;
        }
      } else if (row < referenceLength) {
        path |= BORDER;
      }
      if (column < aboveEnd) {
        boolean free = column == queryLength && box.freeEnd;
        int open = above - (free ? 0 : openDeletion);
        int longer = deletionScore[i] - (free ? 0 : extend);
        int deletion;
        if (longer >= open && column < extendEnd) {
          deletion = longer;
          path |= EXTEND_DELETION;
        } else {
          deletion = open;
        }
        deletionScore[i] = deletion;
        if (best - tie < deletion) {
          best = deletion;
          from = DELETION;
        }
      } else if (column < queryLength) {
        deletionScore[i] = IMPOSSIBLE;
        path |= BORDER;
      }
      diagonal = above;
      left = best;
      score[i] = best;
      paths[cell++] = (byte) (path | from);
    }
  }

  private boolean traceBack(Matrix matrix, AlignmentPath out) {
    Box box = matrix.box;
    Band band = matrix.band;
    way.clear();
    int row = box.lastRow;
    int column = box.lastColumn;
    int state = 0;
    if (lastFilled < row) {
      way.add(DELETION, row - lastFilled);
      row = lastFilled;
      state = DELETION;
    }
    while (row > box.firstRow || column > box.firstColumn) {
      if (column < band.begin(row) || column >= band.end(row)) {
        return false;
      }
      if (column == box.firstColumn) {
        way.add(DELETION, row - box.firstRow);
        break;
      }
      while (row < blockStart) {
        stepBack(matrix);
      }
      int cell = rowStart[row - box.firstRow] - rowStart[blockStart - box.firstRow];
      int path = paths[cell + column - band.begin(row)];
      if ((path & BORDER) != 0) {
        out.markTouchesBand();
      }
      int kind;
      if (state == 0 && (path & MATCH) != 0) {
        kind = MATCH;
        row--;
        column--;
      } else if (state == INSERTION || (state == 0 && (path & INSERTION) != 0)) {
        kind = INSERTION;
        column--;
        state = (path & EXTEND_INSERTION) != 0 ? INSERTION : 0;
      } else if (state == DELETION || (state == 0 && (path & DELETION) != 0)) {
        kind = DELETION;
        row--;
        state = (path & EXTEND_DELETION) != 0 ? DELETION : 0;
      } else {
        return false;
      }
      if (row < box.firstRow || column < box.firstColumn) {
        return false;
      }
      way.add(kind, 1);
    }
    way.emit(box.firstRow, box.firstColumn, out);
    return true;
  }
}
