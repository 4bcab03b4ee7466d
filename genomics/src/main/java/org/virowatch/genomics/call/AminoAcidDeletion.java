package org.virowatch.genomics.call;

import org.virowatch.genomics.coordinate.CodonPosition;

/**
 * One amino acid that the genome lacks.
 *
 * @param cds name of the CDS
 * @param position codon of the reference CDS
 * @param reference amino acid of the reference, one letter
 */
public record AminoAcidDeletion(String cds, CodonPosition position, char reference) {

  /** {@code S:H69-}. */
  @Override
  public String toString() {
    return cds + ":" + reference + position + "-";
  }
}
