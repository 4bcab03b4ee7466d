package org.virowatch.genomics.reads;

import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.sequence.Nucleotide;

/**
 * A primer as a BED file gives it.
 *
 * @param number of the line, from 1
 * @param contig the sequence that the primer binds to, in the file's words
 * @param primer what it is
 * @param sequence its bases from 5' to 3' in column 7, or whatever else stands there; may be empty
 */
record PrimerLine(int number, String contig, Primer primer, String sequence) {

  /** Share of a primer's letters that are the reference's where it binds; alternatives differ. */
  private static final double IN_PLACE = 0.8;

  /** Whether the line has the primer's bases. */
  boolean hasSequence() {
    return sequence.length() == primer.range().length()
        && sequence.chars().allMatch(letter -> Nucleotide.canonical((byte) letter) != 0);
  }

  /** Whether the primer, on either strand, has the bases of the reference where it should bind. */
  boolean isInPlace(byte[] reference) {
    NucleotideRange range = primer.range();
    if (range.end() > reference.length) {
      return false;
    }
    byte[] bases = new byte[sequence.length()];
    for (int i = 0; i < bases.length; i++) {
      bases[i] = Nucleotide.canonical((byte) sequence.charAt(i));
    }
    return agrees(reference, range.begin(), bases)
        || agrees(reference, range.begin(), Nucleotide.reverseComplement(bases));
  }

  private static boolean agrees(byte[] reference, int begin, byte[] bases) {
    int same = 0;
    for (int i = 0; i < bases.length; i++) {
      same += Nucleotide.matches(reference[begin + i], bases[i]) ? 1 : 0;
    }
    return same >= IN_PLACE * bases.length;
  }
}
