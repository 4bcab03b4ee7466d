package org.virowatch.genomics.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stretches of the reference that resemble no neighbouring stretch. Where a query equals the
 * reference over such a window, an alignment shifted against it there loses more than a threshold,
 * so what differs on the two sides of it can be treated apart. Immutable.
 */
final class SeparatingWindows {

  private final int width;
  private final int[] next; // smallest window start from here on; reference length if none
  private final int[] last; // largest window start up to here; -1 if none

  private SeparatingWindows(Search search, int length) {
    this.width = search.width;
    next = new int[length + 1];
    last = new int[length];
    next[length] = length;
    for (int i = length - 1; i >= 0; i--) {
      next[i] = search.separates[i] ? i : next[i + 1];
    }
    for (int i = 0; i < length; i++) {
      last[i] = search.separates[i] ? i : i == 0 ? -1 : last[i - 1];
    }
  }

  /**
   * Windows to look for.
   *
   * @param width letters of a window
   * @param threshold loss that every shifted path must exceed on a window
   */
  record Kind(int width, int threshold) {}

  /**
   * Finds windows.
   *
   * @param farthest largest shift, letters
   * @return the windows of each kind
   */
  static List<SeparatingWindows> find(
      byte[] reference, ScoringScheme scheme, int farthest, Kind... kinds) {
    int length = reference.length;
    List<Search> searches = new ArrayList<>();
    for (Kind kind : kinds) {
      searches.add(new Search(kind, length));
    }
    // What a letter loses against the one a shift further on, and that one against it; before the
    // first letter and against those behind the last, what any loses against nothing.
    byte[] losses = new byte[length + farthest];
    byte alone = atMost(scheme.match());
    for (int shift = 1; shift <= farthest; shift++) {
      Arrays.fill(losses, 0, Math.min(shift, losses.length), alone);
      for (int letter = 0; letter + shift < length; letter++) {
        losses[shift + letter] =
            atMost(scheme.match() - scheme.pair(reference[letter], reference[letter + shift]));
      }
      Arrays.fill(losses, Math.max(shift, length), shift + length, alone);
      for (Search search : searches) {
        search.strikeOut(losses, shift);
      }
    }
    return searches.stream().map(search -> new SeparatingWindows(search, length)).toList();
  }

  /** A loss, if need be less than it is, which finds fewer windows. */
  private static byte atMost(int loss) {
    return (byte) Math.min(Byte.MAX_VALUE, loss);
  }

  /** What is left of the windows of a kind. */
  private static final class Search {
    final int width;
    final int threshold;
    final boolean[] separates;

    Search(Kind kind, int length) {
      width = kind.width;
      threshold = kind.threshold;
      separates = new boolean[length];
      Arrays.fill(separates, 0, Math.max(0, length - width + 1), true);
    }

    /**
     * Strikes out the windows that lose too little against the letters a shift away, on either
     * side.
     *
     * @param losses of each letter against the one a shift further on, from the letter a shift
     *     before the first on
     */
    void strikeOut(byte[] losses, int shift) {
      int length = separates.length;
      int loss = 0; // of the window that ends at the letter
      for (int end = 0; end < length + shift; end++) {
        loss += losses[end];
        int start = end - width + 1;
        if (start < 0) {
          continue;
        }
        if (loss <= threshold) {
          if (start >= shift) {
            separates[start - shift] = false;
          }
          if (start < length) {
            separates[start] = false;
          }
        }
        loss -= losses[start];
      }
    }
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
