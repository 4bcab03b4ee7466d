package org.virowatch.genomics.align;

import java.util.Arrays;

/** The steps of a path from its end to its start. Mutable and reused. */
final class WayBack {

  static final int MATCH = 1;
  static final int INSERTION = 1 << 1;
  static final int DELETION = 1 << 2;

  private int[] kinds = new int[64];
  private int[] lengths = new int[64];
  private int size;

  /** Forgets all steps. */
  void clear() {
    size = 0;
  }

  /** Adds letters of one kind. */
  void add(int kind, int letters) {
    if (size > 0 && kinds[size - 1] == kind) {
      lengths[size - 1] += letters;
      return;
    }
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
    }
    kinds[size] = kind;
    lengths[size++] = letters;
  }

  /** Appends the blocks of the path, which starts in a corner, to another. */
  void emit(int firstRow, int firstColumn, AlignmentPath out) {
    int row = firstRow;
    int column = firstColumn;
    int before = MATCH;
    for (int step = size - 1; step >= 0; step--) {
      int letters = lengths[step];
      switch (kinds[step]) {
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
      before = kinds[step];
    }
  }
}
