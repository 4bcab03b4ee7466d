package org.virowatch.genomics.align;

import java.util.Arrays;

/**
 * Aligns a protein with gaps to its reference by dynamic programming only around the gaps, where
 * that certainly gives what {@link DiagonalBandAligner} gives over the whole protein.
 *
 * <p>From either end the proteins are walked along one diagonal, over groups of differing letters
 * that are too few to be worth two gaps, to the last window of equal letters on which every other
 * diagonal of the band loses more than moving the gap behind it could gain. The best path crosses
 * that window, so what lies before it is settled.
 *
 * <p>Reuses buffers: not thread-safe.
 */
public final class GappedProteinAligner {

  /** Equal letters that separate two groups. */
  private static final int WINDOW = 12;

  /** Largest shift that windows are known to tell. */
  private static final int FARTHEST_SHIFT = 48;

  private static final int BYTES_REMEMBERED = 1 << 18;

  private final byte[] reference;
  private final ScoringScheme scheme;
  private final DiagonalBandAligner full;
  private final RememberedBoxes boxes;
  private final byte unknown;
  private final int affordable;
  private final boolean[] separates; // whether the WINDOW letters from here on do

  /**
   * @param reference amino acids; not copied
   * @param scheme their scores
   * @param unknown letter that pairs with every letter without loss
   * @param full decides where this cannot
   */
  public GappedProteinAligner(
      byte[] reference, ScoringScheme scheme, byte unknown, DiagonalBandAligner full) {
    this.reference = reference;
    this.scheme = scheme;
    this.unknown = unknown;
    this.full = full;
    boxes = new RememberedBoxes(scheme, reference, 0, BYTES_REMEMBERED);
    int mismatchLoss = scheme.match() - scheme.pair((byte) 'A', (byte) 'C');
    int detour = 2 * scheme.cheapestGap() + scheme.match() - 1;
    affordable = mismatchLoss > 0 ? Math.max(0, (detour - 1) / mismatchLoss) : 0;
    // On a window a path must lose what a group can gain it, and what gaps may differ in cost.
    int needed = affordable + 1 + (scheme.cheapestGap() + mismatchLoss) / Math.max(1, mismatchLoss);
    separates = new boolean[reference.length];
    for (int i = 0; mismatchLoss > 0 && i + WINDOW <= reference.length; i++) {
      separates[i] = true;
      for (int shift = 1; shift <= FARTHEST_SHIFT && separates[i]; shift++) {
        separates[i] = differing(i, shift) >= needed && differing(i, -shift) >= needed;
      }
    }
  }

  /** Letters of the window that differ from the letters a shift away; outside counts as equal. */
  private int differing(int from, int shift) {
    int differing = 0;
    for (int i = from; i < from + WINDOW; i++) {
      int other = i + shift;
      if (other >= 0 && other < reference.length && reference[other] != reference[i]) {
        differing++;
      }
    }
    return differing;
  }

  /** As {@link DiagonalBandAligner#align}, against this reference. */
  public boolean align(
      byte[] query,
      int queryLength,
      int shift,
      int width,
      boolean freeStart,
      boolean freeEnd,
      AlignmentPath out) {
    return (!freeStart && !freeEnd && alignAroundGaps(query, queryLength, shift, width, out))
        || full.align(
            scheme,
            reference,
            reference.length,
            query,
            queryLength,
            shift,
            width,
            freeStart,
            freeEnd,
            out);
  }

  /** Whether the path is certain; what is in {@code out} is of no use otherwise. */
  boolean alignAroundGaps(byte[] query, int queryLength, int shift, int width, AlignmentPath out) {
    int diagonal = queryLength - reference.length;
    if (Math.abs(shift) + width > FARTHEST_SHIFT
        || Math.abs(shift + diagonal) + width > FARTHEST_SHIFT
        || Math.abs(shift) > width
        || Math.abs(shift + diagonal) > width) {
      return false;
    }
    int from = settledFromStart(query, queryLength);
    int to = settledFromEnd(query, diagonal);
    if (from > to || from > to + diagonal) {
      return false;
    }
    out.clear();
    if (from > 0) {
      out.append(0, 0, from);
    }
    AffineKernel.Box box = new AffineKernel.Box(from, to, from, to + diagonal, false, false);
    if (!boxes.align(query, queryLength, box, -shift - width, -shift + width, out)) {
      return false;
    }
    if (to < reference.length) {
      out.append(to, to + diagonal, reference.length - to);
    }
    return true;
  }

  /**
   * Start of the last window that the best path crosses on the diagonal of the starts; 0 if none.
   */
  private int settledFromStart(byte[] query, int queryLength) {
    int limit = Math.min(reference.length, queryLength);
    int settled = 0;
    int differing = 0;
    int equalFrom = 0;
    while (differing <= affordable) {
      int equal = Arrays.mismatch(reference, equalFrom, limit, query, equalFrom, limit);
      int equalTo = equal < 0 ? limit : equalFrom + equal;
      int window = equalTo - WINDOW;
      while (window >= equalFrom && !separates[window]) {
        window--;
      }
      if (window >= equalFrom) {
        settled = window;
        differing = 0;
      }
      if (equalTo == limit) {
        break;
      }
      differing += query[equalTo] == unknown ? 0 : 1;
      equalFrom = equalTo + 1;
    }
    return settled;
  }

  /** End of the first window that the best path crosses on the diagonal of the ends. */
  private int settledFromEnd(byte[] query, int diagonal) {
    int limit = Math.max(0, -diagonal);
    int settled = reference.length;
    int differing = 0;
    int equalTo = reference.length;
    while (differing <= affordable) {
      int equalFrom = equalTo;
      while (equalFrom > limit && reference[equalFrom - 1] == query[equalFrom - 1 + diagonal]) {
        equalFrom--;
      }
      int window = equalFrom;
      while (window + WINDOW <= equalTo && !separates[window]) {
        window++;
      }
      if (window + WINDOW <= equalTo) {
        settled = window + WINDOW;
        differing = 0;
      }
      if (equalFrom == limit) {
        break;
      }
      differing += query[equalFrom - 1 + diagonal] == unknown ? 0 : 1;
      equalTo = equalFrom - 1;
    }
    return settled;
  }
}
