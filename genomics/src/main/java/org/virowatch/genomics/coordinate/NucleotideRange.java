package org.virowatch.genomics.coordinate;

/**
 * A range of reference positions, half open and 0-based.
 *
 * @param begin first position
 * @param end position after the last one; not before {@code begin}
 */
public record NucleotideRange(int begin, int end) implements Comparable<NucleotideRange> {

  public NucleotideRange {
    if (begin > end) {
      throw new IllegalArgumentException(
          "nucleotide range begins at " + begin + " after its end " + end);
    }
  }

  /** The range a person calls {@code start} to {@code end}, both included. */
  public static NucleotideRange ofOneBasedClosed(int start, int end) {
    return new NucleotideRange(start - 1, end);
  }

  /** Number of positions. */
  public int length() {
    return end - begin;
  }

  /** Whether the range holds no position. */
  public boolean isEmpty() {
    return begin == end;
  }

  /** First position counted from 1. */
  public int oneBasedStart() {
    return begin + 1;
  }

  /** Last position counted from 1, included. */
  public int oneBasedEnd() {
    return end;
  }

  /** Whether the 0-based position lies inside. */
  public boolean contains(int zeroBased) {
    return zeroBased >= begin && zeroBased < end;
  }

  /** Whether the two ranges share a position. */
  public boolean overlaps(NucleotideRange other) {
    return begin < other.end && other.begin < end;
  }

  @Override
  public int compareTo(NucleotideRange other) {
    int byBegin = Integer.compare(begin, other.begin);
    return byBegin != 0 ? byBegin : Integer.compare(end, other.end);
  }

  /** 1-based and closed, {@code 21765-21770}; a single position is written {@code 21765}. */
  @Override
  public String toString() {
    return length() == 1 ? Integer.toString(begin + 1) : (begin + 1) + "-" + end;
  }
}
