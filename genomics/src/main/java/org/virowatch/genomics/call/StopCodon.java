package org.virowatch.genomics.call;

import org.virowatch.genomics.coordinate.CodonPosition;

/**
 * A stop before the last codon of a CDS.
 *
 * @param cds name of the CDS
 * @param codon codon of the stop
 */
public record StopCodon(String cds, CodonPosition codon) {

  /** {@code ORF8:27}, 1-based. */
  @Override
  public String toString() {
    return cds + ":" + codon;
  }
}
