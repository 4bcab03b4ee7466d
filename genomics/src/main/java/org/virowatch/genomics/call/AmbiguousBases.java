package org.virowatch.genomics.call;

import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * A run of one ambiguity code other than N.
 *
 * @param range reference positions
 * @param code IUPAC code such as R or Y
 */
public record AmbiguousBases(NucleotideRange range, char code) {

  /** {@code R:123} or {@code R:123-125}. */
  @Override
  public String toString() {
    return code + ":" + range;
  }
}
