package org.virowatch.genomics.reads;

/** What a read can have at a reference position, as small numbers. */
final class Allele {
  static final int A = 0;
  static final int C = 1;
  static final int G = 2;
  static final int T = 3;

  /** The read passes over the position in a gap. */
  static final int DELETED = 4;

  /** Number of alleles that are counted; those above are not. */
  static final int COUNTED = 5;

  /** The read says nothing here: N, outside its alignment, or in a primer. */
  static final int NONE = 5;

  private static final String LETTERS = "ACGT-";
  private static final byte[] CODES = new byte[256];

  static {
    java.util.Arrays.fill(CODES, (byte) NONE);
    for (int allele = A; allele <= T; allele++) {
      CODES[LETTERS.charAt(allele)] = (byte) allele;
      CODES[Character.toLowerCase(LETTERS.charAt(allele))] = (byte) allele;
    }
  }

  private Allele() {}

  /** The allele of a base; {@link #NONE} if it is not A, C, G or T. */
  static byte of(byte base) {
    return CODES[base & 0xff];
  }

  /** Its letter; {@code -} for a deleted base. */
  static char letter(int allele) {
    return LETTERS.charAt(allele);
  }
}
