package org.virowatch.genomics.call;

import org.virowatch.genomics.coordinate.CodonPosition;

/**
 * Amino acids of the genome that the reference lacks.
 *
 * @param cds name of the CDS
 * @param after codon of the reference CDS they follow; −1 (0-based) for ones before the first codon
 * @param aminoAcids the inserted amino acids, one letter each
 */
public record AminoAcidInsertion(String cds, CodonPosition after, String aminoAcids) {

  /** {@code S:214:EPE}. */
  @Override
  public String toString() {
    return cds + ":" + after + ":" + aminoAcids;
  }
}
