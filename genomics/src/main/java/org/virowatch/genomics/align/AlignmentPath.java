package org.virowatch.genomics.align;

import java.util.Arrays;

/**
 * An alignment as blocks of letters paired without gaps, in order. Between two blocks lies either a
 * deletion (reference letters skipped) or an insertion (query letters skipped), never both: where
 * both touch, a block of length 0 stands between them. What lies before the first and after the
 * last block is unaligned. Mutable and reused.
 */
public final class AlignmentPath {

  private int[] referenceStart = new int[64];
  private int[] queryStart = new int[64];
  private int[] length = new int[64];
  private int size;
  private boolean touchesBand;

  /** Makes the path empty. */
  public void clear() {
    size = 0;
    touchesBand = false;
  }

  /** Number of blocks. */
  public int size() {
    return size;
  }

  /** First reference letter of a block, counted from 0. */
  public int referenceStart(int block) {
    return referenceStart[block];
  }

  /** First query letter of a block, counted from 0. */
  public int queryStart(int block) {
    return queryStart[block];
  }

  /** Number of letters paired by a block. */
  public int length(int block) {
    return length[block];
  }

  /** Reference letter after the last of a block. */
  public int referenceEnd(int block) {
    return referenceStart[block] + length[block];
  }

  /** Query letter after the last of a block. */
  public int queryEnd(int block) {
    return queryStart[block] + length[block];
  }

  /**
   * Whether the path runs along the border of the band, so that a wider band might give a better
   * one.
   */
  public boolean touchesBand() {
    return touchesBand;
  }

  void markTouchesBand() {
    touchesBand = true;
  }

  /** Appends a block; one that continues the last block without a gap is joined to it. */
  void append(int reference, int query, int letters) {
    if (size > 0) {
      int last = size - 1;
      if (referenceEnd(last) == reference && queryEnd(last) == query) {
        length[last] += letters;
        return;
      }
    }
    if (size == length.length) {
      referenceStart = Arrays.copyOf(referenceStart, 2 * size);
      queryStart = Arrays.copyOf(queryStart, 2 * size);
      length = Arrays.copyOf(length, 2 * size);
    }
    referenceStart[size] = reference;
    queryStart[size] = query;
    length[size] = letters;
    size++;
  }

  /** Appends the blocks of another path, which begins where this one ends. */
  void append(AlignmentPath other) {
    for (int i = 0; i < other.size; i++) {
      append(other.referenceStart[i], other.queryStart[i], other.length[i]);
    }
    touchesBand |= other.touchesBand;
  }

  void copyFrom(AlignmentPath other) {
    clear();
    append(other);
  }

  /**
   * What the alignment is worth: pairs and the gaps between blocks; what is unaligned at the ends
   * is free.
   */
  public int score(ScoringScheme scheme, byte[] reference, byte[] query) {
    int score = 0;
    for (int block = 0; block < size; block++) {
      for (int i = 0; i < length[block]; i++) {
        score += scheme.pair(reference[referenceStart[block] + i], query[queryStart[block] + i]);
      }
      if (block > 0) {
        int deleted = referenceStart[block] - referenceEnd(block - 1);
        int gap = deleted + queryStart[block] - queryEnd(block - 1);
        score -= scheme.gapOpen(referenceEnd(block - 1)) + (gap - 1) * scheme.gapExtend();
      }
    }
    return score;
  }

  /** Whether both paths pair the same letters. */
  public boolean sameAs(AlignmentPath other) {
    return size == other.size
        && Arrays.equals(referenceStart, 0, size, other.referenceStart, 0, size)
        && Arrays.equals(queryStart, 0, size, other.queryStart, 0, size)
        && Arrays.equals(length, 0, size, other.length, 0, size);
  }

  /** Blocks as {@code reference+length/query}, 0-based, for messages of tests. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : " ")
          .append(referenceStart[i])
          .append('+')
          .append(length[i])
          .append('/')
          .append(queryStart[i]);
    }
    return text.toString();
  }
}
