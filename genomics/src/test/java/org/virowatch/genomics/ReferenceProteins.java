package org.virowatch.genomics;

import org.virowatch.genomics.annotation.CdsSegment;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.annotation.Strand;
import org.virowatch.genomics.dataset.ReferenceDataset;

/** Plain translation of reference proteins, written apart from the code under test. */
public final class ReferenceProteins {

  private static final String BASES = "TCAG";
  private static final String CODE =
      "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";

  private ReferenceProteins() {}

  /** The protein of a coding sequence of a dataset's reference. */
  public static byte[] of(ReferenceDataset dataset, String cdsName) {
    return of(dataset.reference(), dataset.annotation().codingSequence(cdsName).orElseThrow());
  }

  /** The protein of a coding sequence of any row of bases without gaps and ambiguity codes. */
  public static byte[] of(byte[] row, CodingSequence cds) {
    StringBuilder bases = new StringBuilder();
    String reference = new String(row, java.nio.charset.StandardCharsets.US_ASCII);
    for (CdsSegment segment : cds.segments()) {
      StringBuilder part =
          new StringBuilder(reference.substring(segment.range().begin(), segment.range().end()));
      if (segment.strand() == Strand.REVERSE) {
        part.reverse();
        for (int i = 0; i < part.length(); i++) {
          part.setCharAt(i, "TGCA".charAt("ACGT".indexOf(part.charAt(i))));
        }
      }
      bases.append(part);
    }
    byte[] protein = new byte[bases.length() / 3];
    for (int codon = 0; codon < protein.length; codon++) {
      int index = 0;
      for (int i = 0; i < 3; i++) {
        index = 4 * index + BASES.indexOf(bases.charAt(3 * codon + i));
      }
      protein[codon] = (byte) CODE.charAt(index);
    }
    return protein;
  }
}
