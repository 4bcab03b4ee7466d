package org.virowatch.genomics.align;

import java.util.Arrays;

/**
 * Dynamic programming with affine gaps over a band of one box of the alignment matrix, and the way
 * back. Which of several equal paths is taken follows Nextclade: extending a gap before opening
 * one, and pair before gap or gap before pair as the scheme says.
 *
 * <p>Reuses buffers: not thread-safe.
 */
final class AffineKernel {

  private static final int MATCH = 1;
  private static final int INSERTION = 1 << 1;
  private static final int DELETION = 1 << 2;
  private static final int EXTEND_INSERTION = 1 << 3;
  private static final int EXTEND_DELETION = 1 << 4;
  private static final int BORDER = 1 << 5;

  /** Worse than any path, yet far from overflow. */
  private static final int IMPOSSIBLE = -1_000_000_000;

  private int[] score = new int[256];
  private int[] deletionScore = new int[256];
  private int[] rowStart = new int[256];
  private byte[] paths = new byte[1 << 16];
  private int[] stepKind = new int[64];
  private int[] stepLength = new int[64];
  private int endScore;

  /** A box of the matrix and how its borders count. */
  record Box(
      int firstRow,
      int lastRow,
      int firstColumn,
      int lastColumn,
      boolean freeStart,
      boolean freeEnd) {}

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
    prepare(box, band);
    firstRow(scheme, box, band);
    for (int row = box.firstRow + 1; row <= box.lastRow; row++) {
      fillRow(scheme, reference, referenceLength, query, queryLength, box, band, row);
    }
    endScore = score[box.lastColumn - box.firstColumn];
    return traceBack(box, band, out);
  }

  /** What the path last laid through a box is worth. */
  int endScore() {
    return endScore;
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
    Arrays.fill(deletionScore, 0, columns, IMPOSSIBLE);
    int cells = 0;
    for (int i = 0; i < rows; i++) {
      rowStart[i] = cells;
      cells += band.end(box.firstRow + i) - band.begin(box.firstRow + i);
    }
    rowStart[rows] = cells;
    if (paths.length < cells) {
      paths = new byte[cells + cells / 4];
    }
  }

  private void firstRow(ScoringScheme scheme, Box box, Band band) {
    score[0] = 0;
    paths[0] = 0;
    int end = band.end(box.firstRow);
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
  private void fillRow(
      ScoringScheme scheme,
      byte[] reference,
      int referenceLength,
      byte[] query,
      int queryLength,
      Box box,
      Band band,
      int row) {
    int[] pairs = scheme.pairTable();
    int extend = scheme.gapExtend();
    int tie = scheme.tiesToGap() ? 1 : 0;
    int origin = box.firstColumn;
    int begin = band.begin(row);
    int end = band.end(row);
    int aboveBegin = band.begin(row - 1);
    int aboveEnd = band.end(row - 1);
    int extendEnd = row - 2 >= box.firstRow ? band.end(row - 2) : 0;
    int pairRow = (reference[row - 1] & 31) << 5;
    int openInsertion = scheme.gapOpenTable()[row];
    int openDeletion = scheme.gapOpenTable()[row - 1];
    boolean freeInsertion = box.freeEnd && row == referenceLength;
    int extendInsertion = extend;
    if (freeInsertion) {
      openInsertion = 0;
      extendInsertion = 0;
    }
    int cell = rowStart[row - box.firstRow];
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
    for (; column < end; column++) {
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

  private boolean traceBack(Box box, Band band, AlignmentPath out) {
    int row = box.lastRow;
    int column = box.lastColumn;
    int steps = 0;
    int state = 0;
    while (row > box.firstRow || column > box.firstColumn) {
      if (column < band.begin(row) || column >= band.end(row)) {
        return false;
      }
      int path = paths[rowStart[row - box.firstRow] + column - band.begin(row)];
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
      if (steps > 0 && stepKind[steps - 1] == kind) {
        stepLength[steps - 1]++;
      } else {
        if (steps == stepKind.length) {
          stepKind = Arrays.copyOf(stepKind, 2 * steps);
          stepLength = Arrays.copyOf(stepLength, 2 * steps);
        }
        stepKind[steps] = kind;
        stepLength[steps++] = 1;
      }
    }
    emit(box, steps, out);
    return true;
  }

  private void emit(Box box, int steps, AlignmentPath out) {
    int row = box.firstRow;
    int column = box.firstColumn;
    int before = MATCH;
    for (int step = steps - 1; step >= 0; step--) {
      int letters = stepLength[step];
      switch (stepKind[step]) {
        case MATCH -> {
          out.append(row, column, letters);
          row += letters;
          column += letters;
        }
        case INSERTION -> {
          if (before == DELETION) {
            out.append(row, column, 0);
          }
          column += letters;
        }
        default -> {
          if (before == INSERTION) {
            out.append(row, column, 0);
          }
          row += letters;
        }
      }
      before = stepKind[step];
    }
  }
}
