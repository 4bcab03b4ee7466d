package org.virowatch.genomics.coordinate;

/**
 * A position in the reference genome.
 *
 * @param zeroBased bases counted from 0
 */
public record NucleotidePosition(int zeroBased) implements Comparable<NucleotidePosition> {

  /** The position a person calls {@code oneBased}. */
  public static NucleotidePosition ofOneBased(int oneBased) {
    return new NucleotidePosition(oneBased - 1);
  }

  /** Bases counted from 1. */
  public int oneBased() {
    return zeroBased + 1;
  }

  @Override
  public int compareTo(NucleotidePosition other) {
    return Integer.compare(zeroBased, other.zeroBased);
  }

  /** 1-based. */
  @Override
  public String toString() {
    return Integer.toString(oneBased());
  }
}
