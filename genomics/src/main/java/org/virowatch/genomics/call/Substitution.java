package org.virowatch.genomics.call;

import org.virowatch.genomics.coordinate.NucleotidePosition;

/**
 * One reference base replaced by another known base.
 *
 * @param position reference position
 * @param reference base of the reference
 * @param query base of the genome: A, C, G or T
 */
public record Substitution(NucleotidePosition position, char reference, char query) {

  /** {@code C241T}. */
  @Override
  public String toString() {
    return reference + Integer.toString(position.oneBased()) + query;
  }
}
