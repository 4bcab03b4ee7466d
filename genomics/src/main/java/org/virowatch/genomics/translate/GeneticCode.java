package org.virowatch.genomics.translate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.virowatch.genomics.sequence.Nucleotide;

/** The standard genetic code (NCBI table 1). */
final class GeneticCode {

  /** An amino acid that cannot be known. */
  static final byte UNKNOWN = 'X';

  /** End of a protein. */
  static final byte STOP = '*';

  /** An amino acid the genome lacks. */
  static final byte GAP = '-';

  /**
   * Codons in the order T, C, A, G of first, second, third base: the usual way to write the table.
   */
  private static final String TABLE =
      "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";

  private static final String ORDER = "TCAG";

  private static final int LETTERS = 32;

  /** Amino acid by the low five bits of the three letters. */
  private static final byte[] AMINO_ACIDS = new byte[LETTERS * LETTERS * LETTERS];

  static {
    Arrays.fill(AMINO_ACIDS, UNKNOWN);
    byte[] codes = "ACGTRYSWKMBDHVN".getBytes(StandardCharsets.US_ASCII);
    for (byte first : codes) {
      for (byte second : codes) {
        for (byte third : codes) {
          AMINO_ACIDS[index(first, second, third)] = resolve(first, second, third);
        }
      }
    }
    AMINO_ACIDS[index(GAP, GAP, GAP)] = GAP;
  }

  private GeneticCode() {}

  /**
   * The amino acid of three bases. Ambiguity codes, N too, are allowed where every reading gives
   * the same amino acid; otherwise it is unknown. Three gaps are a gap.
   */
  static byte translate(byte first, byte second, byte third) {
    return AMINO_ACIDS[index(first, second, third)];
  }

  private static int index(byte first, byte second, byte third) {
    return (first & 31) << 10 | (second & 31) << 5 | (third & 31);
  }

  private static byte resolve(byte first, byte second, byte third) {
    byte found = 0;
    for (int codon = 0; codon < TABLE.length(); codon++) {
      if (Nucleotide.matches(first, (byte) ORDER.charAt(codon >> 4))
          && Nucleotide.matches(second, (byte) ORDER.charAt(codon >> 2 & 3))
          && Nucleotide.matches(third, (byte) ORDER.charAt(codon & 3))) {
        byte aminoAcid = (byte) TABLE.charAt(codon);
        if (found != 0 && found != aminoAcid) {
          return UNKNOWN;
        }
        found = aminoAcid;
      }
    }
    return found;
  }
}
