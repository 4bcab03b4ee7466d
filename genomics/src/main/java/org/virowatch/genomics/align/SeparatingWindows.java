package org.virowatch.genomics.align;

import java.util.Arrays;

/**
 * Stretches of the reference that resemble no neighbouring stretch. Where a query equals the
 * reference over such a window, an alignment shifted against it there loses more than a threshold,
 * so what differs on the two sides of it can be treated apart. Immutable.
 */
final class SeparatingWindows {

  private final int width;
  private final int[] next; // smallest window start from here on; reference length if none
  private final int[] last; // largest window start up to here; -1 if none

  /**
   * @param width letters of a window
   * @param threshold loss that every shifted path must exceed on a window
   * @param farthest largest shift, letters
   */
  SeparatingWindows(
      byte[] reference, ScoringScheme scheme, int width, int threshold, int farthest) {
    this.width = width;
    int length = reference.length;
    boolean[] separates = new boolean[length];
    Arrays.fill(separates, 0, Math.max(0, length - width + 1), true);
    for (int shift = 1; shift <= farthest; shift++) {
      requireLoss(reference, scheme, shift, threshold, separates);
      requireLoss(reference, scheme, -shift, threshold, separates);
    }
    next = new int[length + 1];
    last = new int[length];
    next[length] = length;
    for (int i = length - 1; i >= 0; i--) {
      next[i] = separates[i] ? i : next[i + 1];
    }
    for (int i = 0; i < length; i++) {
      last[i] = separates[i] ? i : i == 0 ? -1 : last[i - 1];
    }
  }

  /** Strikes out the windows that lose too little against the letters a shift away. */
  private void requireLoss(
      byte[] reference, ScoringScheme scheme, int shift, int threshold, boolean[] separates) {
    int loss = 0; // of the window that ends at the letter
    for (int end = 0; end < reference.length; end++) {
      loss += loss(reference, scheme, end, shift);
      int start = end - width + 1;
      if (start >= 0) {
        separates[start] &= loss > threshold;
        loss -= loss(reference, scheme, start, shift);
      }
    }
  }

  private static int loss(byte[] reference, ScoringScheme scheme, int letter, int shift) {
    int other = letter + shift;
    return other < 0 || other >= reference.length
        ? scheme.match()
        : scheme.match() - scheme.pair(reference[letter], reference[other]);
  }

  /** Whether a window lies in the reference letters {@code from} to {@code to} (excluded). */
  boolean within(int from, int to) {
    return next[from] + width <= to;
  }

  /** End of the first window that starts at {@code from} or later. */
  int firstEnd(int from) {
    return next[from] + width;
  }

  /** Start of the last window that ends at {@code to} or before; −1 if there is none. */
  int lastStart(int to) {
    return to < width ? -1 : last[to - width];
  }
}
