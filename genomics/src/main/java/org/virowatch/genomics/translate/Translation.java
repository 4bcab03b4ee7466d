package org.virowatch.genomics.translate;

import java.util.List;
import org.virowatch.genomics.coordinate.CodonRange;

/**
 * A protein of a genome in reference coordinates.
 *
 * @param cds name of the CDS
 * @param aminoAcids one letter for each codon of the reference: an amino acid, {@code *} for a
 *     stop, {@code X} where unknown, {@code -} where there is none
 * @param sequenced codons inside the alignment, a range a segment
 */
public record Translation(String cds, String aminoAcids, List<CodonRange> sequenced) {
  public Translation {
    sequenced = List.copyOf(sequenced);
  }
}
