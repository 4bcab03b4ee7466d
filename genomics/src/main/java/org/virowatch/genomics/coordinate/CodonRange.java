package org.virowatch.genomics.coordinate;

/**
 * A range of codons of one CDS, half open and 0-based.
 *
 * @param begin first codon
 * @param end codon after the last one; not before {@code begin}
 */
public record CodonRange(int begin, int end) implements Comparable<CodonRange> {

  public CodonRange {
    if (begin > end) {
      throw new IllegalArgumentException(
          "codon range begins at " + begin + " after its end " + end);
    }
  }

  /** The range a person calls {@code start} to {@code end}, both included. */
  public static CodonRange ofOneBasedClosed(int start, int end) {
    return new CodonRange(start - 1, end);
  }

  /** Number of codons. */
  public int length() {
    return end - begin;
  }

  /** Whether the range holds no codon. */
  public boolean isEmpty() {
    return begin == end;
  }

  /** First codon counted from 1. */
  public int oneBasedStart() {
    return begin + 1;
  }

  /** Last codon counted from 1, included. */
  public int oneBasedEnd() {
    return end;
  }

  /** Whether the 0-based codon lies inside. */
  public boolean contains(int zeroBased) {
    return zeroBased >= begin && zeroBased < end;
  }

  /** Whether the two ranges share a codon. */
  public boolean overlaps(CodonRange other) {
    return begin < other.end && other.begin < end;
  }

  @Override
  public int compareTo(CodonRange other) {
    int byBegin = Integer.compare(begin, other.begin);
    return byBegin != 0 ? byBegin : Integer.compare(end, other.end);
  }

  /** 1-based and closed, {@code 27-122}; a single codon is written {@code 27}. */
  @Override
  public String toString() {
    return length() == 1 ? Integer.toString(begin + 1) : (begin + 1) + "-" + end;
  }
}
