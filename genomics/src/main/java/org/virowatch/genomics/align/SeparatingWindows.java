package org.virowatch.genomics.align;

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
    for (int start = 0; start + width <= length; start++) {
      separates[start] = true;
      for (int shift = 1; shift <= farthest && separates[start]; shift++) {
        separates[start] =
            losesMore(reference, scheme, start, shift, threshold)
                && losesMore(reference, scheme, start, -shift, threshold);
      }
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

  private boolean losesMore(
      byte[] reference, ScoringScheme scheme, int start, int shift, int threshold) {
    int loss = 0;
    for (int i = start; i < start + width; i++) {
      int other = i + shift;
      loss +=
          other < 0 || other >= reference.length
              ? scheme.match()
              : scheme.match() - scheme.pair(reference[i], reference[other]);
      if (loss > threshold) {
        return true;
      }
    }
    return false;
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
