package org.virowatch.genomics.translate;

import org.virowatch.genomics.align.AlignmentPath;
import org.virowatch.genomics.align.DiagonalBandAligner;
import org.virowatch.genomics.align.ScoringScheme;

/**
 * Decides whether a protein of the reference's length is best aligned to it without gaps.
 *
 * <p>A path that leaves the diagonal and comes back opens two gaps and leaves a letter unpaired. So
 * a group of differing letters that costs less than that keeps the path on the diagonal, provided
 * that a stretch of equal letters lies between it and the next group on which any shifted path
 * would lose more than a group can gain. Larger groups are aligned together with the letters around
 * them.
 */
final class DiagonalCertifier {

  /** Equal letters that separate two groups. */
  private static final int WINDOW = 10;

  private final ReferenceProtein reference;
  private final int width;
  private final DiagonalBandAligner aligner;
  private final boolean[] separates; // whether the WINDOW letters from here on do
  private final int affordable;

  DiagonalCertifier(ReferenceProtein reference, int width, DiagonalBandAligner aligner) {
    this.reference = reference;
    this.width = width;
    this.aligner = aligner;
    ScoringScheme scheme = reference.scheme();
    byte[] letters = reference.aminoAcids();
    int mismatchLoss = scheme.match() - scheme.pair((byte) 'A', (byte) 'C');
    int detour = 2 * scheme.cheapestGap() + scheme.match() - 1;
    affordable = mismatchLoss > 0 ? Math.max(0, (detour - 1) / mismatchLoss) : 0;
    separates = new boolean[letters.length];
    for (int i = 0; i + WINDOW <= letters.length; i++) {
      separates[i] = true;
      for (int shift = -width; shift <= width && separates[i]; shift++) {
        separates[i] = shift == 0 || differing(letters, i, shift) > affordable;
      }
    }
  }

  /** Letters of the window that differ from the letters a shift away; outside counts as equal. */
  private static int differing(byte[] letters, int from, int shift) {
    int differing = 0;
    for (int i = from; i < from + WINDOW; i++) {
      int other = i + shift;
      if (other >= 0 && other < letters.length && letters[other] != letters[i]) {
        differing++;
      }
    }
    return differing;
  }

  /** Whether pairing letter by letter is the alignment's optimum, ties included. */
  boolean certify(byte[] protein, AlignmentPath scratch) {
    byte[] letters = reference.aminoAcids();
    int groupBegin = -1;
    int groupEnd = 0;
    int differing = 0;
    int next = java.util.Arrays.mismatch(letters, protein);
    while (next >= 0) {
      if (groupBegin >= 0 && separated(groupEnd, next)) {
        if (!stays(groupBegin, groupEnd, differing, protein, scratch)) {
          return false;
        }
        groupBegin = -1;
        differing = 0;
      }
      groupBegin = groupBegin < 0 ? next : groupBegin;
      groupEnd = next + 1;
      differing += protein[next] == GeneticCode.UNKNOWN ? 0 : 1;
      int equal =
          java.util.Arrays.mismatch(
              letters, next + 1, letters.length, protein, next + 1, letters.length);
      next = equal < 0 ? -1 : next + 1 + equal;
    }
    return groupBegin < 0 || stays(groupBegin, groupEnd, differing, protein, scratch);
  }

  private boolean separated(int from, int to) {
    for (int i = from; i + WINDOW <= to; i++) {
      if (separates[i]) {
        return true;
      }
    }
    return false;
  }

  private boolean stays(int begin, int end, int differing, byte[] protein, AlignmentPath scratch) {
    if (differing <= affordable) {
      return true;
    }
    int from = Math.max(0, windowBefore(begin));
    int to = Math.min(protein.length, windowAfter(end));
    return aligner.staysOnDiagonal(
        reference.scheme(), reference.aminoAcids(), protein, from, to, width, scratch);
  }

  private int windowBefore(int begin) {
    int from = begin - WINDOW;
    while (from > 0 && !separates[from]) {
      from--;
    }
    return from;
  }

  private int windowAfter(int end) {
    int to = end;
    while (to < separates.length && !separates[to]) {
      to++;
    }
    return to + WINDOW;
  }
}
