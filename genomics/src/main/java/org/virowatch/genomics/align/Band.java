package org.virowatch.genomics.align;

import java.util.Arrays;

/**
 * The cells of the alignment matrix that are computed: for each row (letters of the reference
 * consumed) a range of columns (letters of the query consumed). Both borders never step back from
 * row to row. Mutable and reused.
 */
final class Band {

  private int[] begin = new int[256];
  private int[] end = new int[256];
  private int firstRow;
  private int rows;

  /** Starts over with rows {@code firstRow} to {@code lastRow}, both included. */
  void reset(int firstRow, int lastRow) {
    this.firstRow = firstRow;
    rows = lastRow - firstRow + 1;
    if (begin.length < rows) {
      begin = new int[rows + rows / 4];
      end = new int[rows + rows / 4];
    }
  }

  int firstRow() {
    return firstRow;
  }

  int lastRow() {
    return firstRow + rows - 1;
  }

  int begin(int row) {
    return begin[row - firstRow];
  }

  int end(int row) {
    return end[row - firstRow];
  }

  void set(int row, int columnBegin, int columnEnd) {
    begin[row - firstRow] = columnBegin;
    end[row - firstRow] = columnEnd;
  }

  /** Every column of every row. */
  void full(int referenceLength, int queryLength) {
    rectangle(0, referenceLength, 0, queryLength);
  }

  /** Every column from {@code firstColumn} to {@code lastColumn}, both included, of every row. */
  void rectangle(int firstRow, int lastRow, int firstColumn, int lastColumn) {
    reset(firstRow, lastRow);
    Arrays.fill(begin, 0, rows, firstColumn);
    Arrays.fill(end, 0, rows, lastColumn + 1);
  }

  /** Columns at most {@code width} away from {@code row − shift}; both corners belong to it. */
  void aroundDiagonal(int referenceLength, int queryLength, int shift, int width) {
    reset(0, referenceLength);
    for (int row = 0; row < rows; row++) {
      begin[row] = clamp(row - shift - width, 0, queryLength);
      end[row] = clamp(row - shift + width + 1, 1, queryLength + 1);
    }
    begin[0] = 0;
    end[rows - 1] = queryLength + 1;
  }

  /**
   * Cuts off what no path can reach and lets the band begin and end in the matrix's corners.
   *
   * @return number of cells
   */
  long regularize(int queryLength) {
    begin[0] = 0;
    for (int row = 1; row < rows; row++) {
      begin[row] = clamp(begin[row], begin[row - 1], queryLength);
    }
    end[rows - 1] = queryLength + 1;
    long area = (long) end[rows - 1] - begin[rows - 1];
    for (int row = rows - 2; row >= 0; row--) {
      end[row] = clamp(end[row], begin[row] + 1, end[row + 1]);
      area += end[row] - begin[row];
    }
    return area;
  }

  static int clamp(int value, int low, int high) {
    return value < low ? low : Math.min(value, high);
  }
}
