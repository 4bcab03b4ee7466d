package org.virowatch.genomics.call;

import org.virowatch.genomics.coordinate.CodonRange;

/**
 * Neighbouring codons of a CDS whose amino acid cannot be known.
 *
 * @param cds name of the CDS
 * @param codons codons of the reference CDS
 */
public record UnknownCodons(String cds, CodonRange codons) {

  /** {@code S:27-122}, or {@code S:27} for one codon. */
  @Override
  public String toString() {
    return cds + ":" + codons;
  }
}
