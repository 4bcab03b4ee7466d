package org.virowatch.genomics.call;

import org.virowatch.genomics.coordinate.CodonRange;

/**
 * Codons of a CDS that are read out of frame.
 *
 * @param cds name of the CDS
 * @param codons codons between the indel that breaks the frame and the one that restores it, or the
 *     end of the CDS; empty if that is less than the first base of a codon
 */
public record FrameShift(String cds, CodonRange codons) {

  /** {@code ORF8:27-122}. */
  @Override
  public String toString() {
    return cds + ":" + codons;
  }
}
