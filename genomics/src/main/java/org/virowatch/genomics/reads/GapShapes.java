package org.virowatch.genomics.reads;

import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.reads.Pileup.RawIndel;

/**
 * Gives the gaps of a consensus the shape reads have. A vote position by position can take a part
 * of a gap that about half of the sample has, since reads that end inside it count for its bases;
 * the part would shift the frame that the whole keeps. Each run of deleted positions is therefore
 * held against the most frequent gap that overlaps it, and taken or left as that whole.
 */
final class GapShapes {
  /** Gaps fewer than this share of the reads have shape nothing. */
  private static final double LEAST_SHARE = 0.2;

  private final Pileup pileup;
  private final double threshold;
  private final List<RawIndel> gaps = new ArrayList<>();

  /**
   * @param threshold share of the depth that a consensus needs
   */
  GapShapes(Pileup pileup, double threshold) {
    this.pileup = pileup;
    this.threshold = threshold;
    pileup
        .indels()
        .forEach(
            (indel, count) -> {
              if (indel.deleted() > 0
                  && count.total() >= LEAST_SHARE * pileup.depth(indel.position())) {
                gaps.add(indel);
              }
            });
    gaps.sort(
        (a, b) -> {
          int byCount = Integer.compare(count(b), count(a));
          int byPosition = Integer.compare(a.position(), b.position());
          return byCount != 0
              ? byCount
              : byPosition != 0 ? byPosition : Integer.compare(b.deleted(), a.deleted());
        });
  }

  private int count(RawIndel gap) {
    var count = pileup.indels().get(gap);
    return count == null ? 0 : count.total();
  }

  /**
   * Shapes the gaps.
   *
   * @param voted letters voted position by position; changed
   * @param withoutGaps what the vote is among bases alone
   */
  void shape(byte[] voted, byte[] withoutGaps) {
    int position = 0;
    while (position < voted.length) {
      if (voted[position] != '-') {
        position++;
        continue;
      }
      int begin = position;
      while (position < voted.length && voted[position] == '-') {
        position++;
      }
      position = Math.max(position, shape(begin, position, voted, withoutGaps));
    }
  }

  /** Shapes a run; returns the position behind what it changed. */
  private int shape(int begin, int end, byte[] voted, byte[] withoutGaps) {
    RawIndel gap = mostFrequent(begin, end);
    if (gap == null || (gap.position() == begin && gap.position() + gap.deleted() == end)) {
      return end;
    }
    int gapEnd = gap.position() + gap.deleted();
    long deleted = 0;
    long depth = 0;
    for (int at = gap.position(); at < gapEnd; at++) {
      deleted += pileup.count(at, Allele.DELETED);
      depth += pileup.depth(at);
    }
    boolean most = 2 * deleted > depth;
    for (int at = gap.position(); at < gapEnd; at++) {
      voted[at] = !most ? withoutGaps[at] : deleted >= threshold * depth ? (byte) '-' : (byte) 'N';
    }
    for (int at = begin; at < end; at++) {
      if (at < gap.position() || at >= gapEnd) {
        voted[at] = withoutGaps[at];
      }
    }
    return gapEnd;
  }

  private @org.jspecify.annotations.Nullable RawIndel mostFrequent(int begin, int end) {
    for (RawIndel gap : gaps) {
      if (gap.position() < end && begin < gap.position() + gap.deleted()) {
        return gap;
      }
    }
    return null;
  }
}
