package org.virowatch.genomics.translate;

import java.util.Arrays;

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

  private static final int[] ORDER = new int[128];

  static {
    Arrays.fill(ORDER, -1);
    ORDER['T'] = 0;
    ORDER['C'] = 1;
    ORDER['A'] = 2;
    ORDER['G'] = 3;
  }

  private GeneticCode() {}

  /** The amino acid of three bases; unknown unless all three are known, a gap if all three are. */
  static byte translate(byte first, byte second, byte third) {
    int a = ORDER[first & 127];
    int b = ORDER[second & 127];
    int c = ORDER[third & 127];
    if ((a | b | c) < 0) {
      return first == GAP && second == GAP && third == GAP ? GAP : UNKNOWN;
    }
    return (byte) TABLE.charAt(a << 4 | b << 2 | c);
  }
}
