package org.virowatch.genomics.trait;

import org.virowatch.genomics.coordinate.CodonPosition;

/**
 * A motif found in a protein.
 *
 * @param name name of the motif
 * @param cds CDS it was found in
 * @param position its first codon, in reference coordinates
 * @param aminoAcids what matched
 */
public record MotifMatch(String name, String cds, CodonPosition position, String aminoAcids) {

  /** {@code HA1:8:NST}. */
  @Override
  public String toString() {
    return cds + ":" + position + ":" + aminoAcids;
  }
}
