package org.virowatch.genomics.translate;

import org.virowatch.genomics.annotation.CdsSegment;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.annotation.Strand;
import org.virowatch.genomics.sequence.Nucleotide;

/** Reads single codons of a coding sequence out of bases in reference coordinates. Immutable. */
public final class CodonReader {

  private final String name;
  private final int[] positions;
  private final boolean[] reversed;

  /**
   * @param cds what is read
   */
  public CodonReader(CodingSequence cds) {
    name = cds.name();
    positions = new int[cds.length()];
    reversed = new boolean[positions.length];
    int offset = 0;
    for (CdsSegment segment : cds.segments()) {
      for (int i = 0; i < segment.range().length(); i++, offset++) {
        reversed[offset] = segment.strand() == Strand.REVERSE;
        positions[offset] =
            reversed[offset] ? segment.range().end() - 1 - i : segment.range().begin() + i;
      }
    }
  }

  /** Name of the CDS. */
  public String name() {
    return name;
  }

  /** Bases of the coding sequence. */
  public int length() {
    return positions.length;
  }

  /** First base of the coding sequence, from 0, that lies in a range of positions; −1 if none. */
  public int first(int begin, int end) {
    for (int offset = 0; offset < positions.length; offset++) {
      if (positions[offset] >= begin && positions[offset] < end) {
        return offset;
      }
    }
    return -1;
  }

  /** Last such base; −1 if none. */
  public int last(int begin, int end) {
    for (int offset = positions.length - 1; offset >= 0; offset--) {
      if (positions[offset] >= begin && positions[offset] < end) {
        return offset;
      }
    }
    return -1;
  }

  /** Amino acids of a range of codons, both ends included; codons not whole are left out. */
  public String translate(int firstCodon, int lastCodon, byte[] bases) {
    StringBuilder protein = new StringBuilder();
    for (int codon = firstCodon; codon <= lastCodon && 3 * codon + 2 < positions.length; codon++) {
      int offset = 3 * codon;
      protein.append(
          (char)
              GeneticCode.translate(
                  base(offset, bases), base(offset + 1, bases), base(offset + 2, bases)));
    }
    return protein.toString();
  }

  private byte base(int offset, byte[] bases) {
    byte base = bases[positions[offset]];
    return reversed[offset] ? Nucleotide.complement(base) : base;
  }
}
