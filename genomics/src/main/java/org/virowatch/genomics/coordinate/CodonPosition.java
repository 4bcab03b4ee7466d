package org.virowatch.genomics.coordinate;

/**
 * A codon of one CDS, in the order of translation.
 *
 * @param zeroBased codons counted from 0
 */
public record CodonPosition(int zeroBased) implements Comparable<CodonPosition> {

  /** The position a person calls {@code oneBased}. */
  public static CodonPosition ofOneBased(int oneBased) {
    return new CodonPosition(oneBased - 1);
  }

  /** Codons counted from 1. */
  public int oneBased() {
    return zeroBased + 1;
  }

  @Override
  public int compareTo(CodonPosition other) {
    return Integer.compare(zeroBased, other.zeroBased);
  }

  /** 1-based. */
  @Override
  public String toString() {
    return Integer.toString(oneBased());
  }
}
