package org.virowatch.genomics.call;

import org.virowatch.genomics.coordinate.NucleotidePosition;

/**
 * Bases of the genome that the reference lacks.
 *
 * @param after reference position they follow; −1 (0-based) for bases before the first one
 * @param bases the inserted bases
 */
public record Insertion(NucleotidePosition after, String bases) {

  /** {@code 22204:GAGCCAGAA}: after the 1-based position named. */
  @Override
  public String toString() {
    return after + ":" + bases;
  }
}
