package org.virowatch.genomics.call;

import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * Neighbouring reference bases that the genome lacks.
 *
 * @param range reference positions deleted
 */
public record Deletion(NucleotideRange range) {

  /** {@code 21765-21770}, or {@code 21765} for a single base. */
  @Override
  public String toString() {
    return range.toString();
  }
}
