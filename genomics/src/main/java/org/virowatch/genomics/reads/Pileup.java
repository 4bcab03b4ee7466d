package org.virowatch.genomics.reads;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts of what fragments have at each position of the reference, counted from 0. Memory depends
 * on the reference's length alone (about 140 bytes a position), not on the number of reads. Not
 * thread-safe.
 */
public final class Pileup {

  /** Bases from the end of a read's alignment that count as near it. */
  static final int NEAR_END = 12;

  /** Different gaps and insertions held before those seen once are forgotten. */
  private static final int MOST_INDELS = 1_000_000;

  private final int length;
  private final int[] counts;
  private final int[] near;
  private final long[] qualities;
  private final double[] errors;
  private final int[] sure;
  private final double[] sureErrors;
  private final int[] junctions;
  private final Map<RawIndel, IndelCount> indels = new HashMap<>();

  /**
   * A gap or insertion as reads have it.
   *
   * @param position first base of the gap, or the base behind the insertion
   * @param deleted number of bases lost
   * @param inserted bases gained
   */
  record RawIndel(int position, int deleted, String inserted) {

    /**
     * Number of places in the reference, from this to the right, at which it is the same change.
     */
    int places(byte[] reference) {
      int length = deleted + inserted.length();
      int shift = 0;
      while (position + deleted + shift < reference.length
          && reference[position + deleted + shift]
              == (deleted > 0
                  ? reference[position + shift]
                  : (byte) inserted.charAt(shift % length))) {
        shift++;
      }
      return shift + 1;
    }
  }

  /** How often it was seen. */
  static final class IndelCount {
    int forward;
    int reverse;
    long qualities;

    int total() {
      return forward + reverse;
    }
  }

  /**
   * @param length of the reference, bases
   */
  Pileup(int length) {
    this.length = length;
    counts = new int[length * Allele.COUNTED * 2];
    near = new int[length * Allele.COUNTED];
    qualities = new long[length * Allele.COUNTED];
    errors = new double[length];
    sure = new int[length * Allele.COUNTED];
    sureErrors = new double[length];
    junctions = new int[length];
  }

  /** Counts an observation. */
  void add(int position, int allele, int quality, boolean reverse, boolean nearEnd) {
    int cell = position * Allele.COUNTED + allele;
    counts[2 * cell + (reverse ? 1 : 0)]++;
    qualities[cell] += quality;
    if (nearEnd) {
      near[cell]++;
    }
    if (allele != Allele.DELETED) {
      errors[position] += ErrorModel.probability(quality);
      if (quality >= ErrorModel.SURE) {
        sure[cell]++;
        sureErrors[position] += ErrorModel.probability(quality);
      }
    }
  }

  /** Counts a fragment that passes from a position to the next. */
  void addJunction(int position) {
    junctions[position]++;
  }

  /** Counts a gap or insertion. */
  void addIndel(RawIndel indel, int quality, boolean reverse) {
    if (indels.size() >= MOST_INDELS && !indels.containsKey(indel)) {
      indels.values().removeIf(count -> count.total() == 1);
    }
    IndelCount count = indels.computeIfAbsent(indel, seen -> new IndelCount());
    if (reverse) {
      count.reverse++;
    } else {
      count.forward++;
    }
    count.qualities += quality;
  }

  /** Number of reference positions. */
  public int length() {
    return length;
  }

  /** Observations at a position, gaps included. */
  public int depth(int position) {
    int depth = 0;
    for (int allele = 0; allele < Allele.COUNTED; allele++) {
      depth += count(position, allele);
    }
    return depth;
  }

  /** Observations of an allele on both strands. */
  int count(int position, int allele) {
    int cell = 2 * (position * Allele.COUNTED + allele);
    return counts[cell] + counts[cell + 1];
  }

  /** Those on the reverse strand. */
  int reverse(int position, int allele) {
    return counts[2 * (position * Allele.COUNTED + allele) + 1];
  }

  /** Those near the end of their read. */
  int nearEnd(int position, int allele) {
    return near[position * Allele.COUNTED + allele];
  }

  /** Mean Phred quality of the observations of an allele; 0 if there are none. */
  int meanQuality(int position, int allele) {
    int count = count(position, allele);
    return count == 0
        ? 0
        : (int) Math.round((double) qualities[position * Allele.COUNTED + allele] / count);
  }

  /** Phred-scaled probability that a base has been seen so often by sequencing errors alone. */
  int quality(int position, int allele) {
    return ErrorModel.baseQuality(
        count(position, allele),
        errors[position],
        sure[position * Allele.COUNTED + allele],
        sureErrors[position]);
  }

  /** The same if those near the end of their read are left out. */
  int qualityInside(int position, int allele) {
    int inside = count(position, allele) - nearEnd(position, allele);
    return ErrorModel.baseQuality(inside, errors[position], 0, 0);
  }

  /** Fragments that pass from a position to the next. */
  int junction(int position) {
    return junctions[position];
  }

  /** Gaps and insertions seen. */
  Map<RawIndel, IndelCount> indels() {
    return indels;
  }
}
