package org.virowatch.genomics.call;

import org.virowatch.genomics.coordinate.CodonPosition;

/**
 * One amino acid replaced by another known one.
 *
 * @param cds name of the CDS
 * @param position codon of the reference CDS
 * @param reference amino acid of the reference, one letter
 * @param query amino acid of the genome, one letter; {@code *} is a stop
 */
public record AminoAcidSubstitution(
    String cds, CodonPosition position, char reference, char query) {

  /** {@code S:D614G}, {@code ORF8:Q27*}. */
  @Override
  public String toString() {
    return cds + ":" + reference + position + query;
  }
}
