package org.virowatch.genomics.annotation;

import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * A contiguous part of a coding sequence.
 *
 * @param range reference positions, always in forward coordinates
 * @param strand strand the segment is read from
 * @param phase bases at the segment's start (in reading direction) that belong to the codon begun
 *     in the segment before: 0, 1 or 2
 */
public record CdsSegment(NucleotideRange range, Strand strand, int phase) {

  public CdsSegment {
    if (phase < 0 || phase > 2) {
      throw new IllegalArgumentException("phase of " + range + " is " + phase + ", not 0, 1 or 2");
    }
  }
}
