package org.virowatch.genomics.annotation;

import java.util.List;

/**
 * A protein cut out of the translation of a coding sequence, such as nsp5 of ORF1a. It is not
 * translated by itself; it only gives other names to codons.
 *
 * @param name name of the peptide
 * @param segments in reading order
 */
public record MaturePeptide(String name, List<CdsSegment> segments) {
  public MaturePeptide {
    segments = List.copyOf(segments);
  }

  /** The peptide as a coding sequence, to be asked for positions. */
  public CodingSequence asCodingSequence() {
    return new CodingSequence(name, segments);
  }
}
