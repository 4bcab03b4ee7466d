package org.virowatch.genomics.sequence;

/** The nucleotide alphabet: IUPAC codes in upper case, one byte each, and the gap. */
public final class Nucleotide {

  /** A base the genome lacks. */
  public static final byte GAP = '-';

  /** A base not known at all. */
  public static final byte UNKNOWN = 'N';

  private static final byte[] CODE = new byte[256];
  private static final byte[] MASK = new byte[256];
  private static final byte[] COMPLEMENT = new byte[256];

  static {
    String codes = "ACGTRYSWKMBDHVN";
    int[] masks = {1, 2, 4, 8, 5, 10, 6, 9, 12, 3, 14, 13, 11, 7, 15};
    String complements = "TGCAYRSWMKVHDBN";
    for (int i = 0; i < codes.length(); i++) {
      char upper = codes.charAt(i);
      CODE[upper] = (byte) upper;
      CODE[Character.toLowerCase(upper)] = (byte) upper;
      MASK[upper] = (byte) masks[i];
      COMPLEMENT[upper] = (byte) complements.charAt(i);
    }
    CODE['U'] = 'T';
    CODE['u'] = 'T';
    COMPLEMENT[GAP] = GAP;
  }

  private Nucleotide() {}

  /** The upper-case DNA code for a raw letter (U becomes T), or 0 if it is no nucleotide code. */
  public static byte canonical(byte letter) {
    return CODE[letter & 0xff];
  }

  /** Whether a canonical code is A, C, G or T. */
  public static boolean isKnown(byte code) {
    return code == 'A' || code == 'C' || code == 'G' || code == 'T';
  }

  /** The bases a canonical code stands for: bit 0 A, 1 C, 2 G, 3 T; 0 for a gap. */
  public static int bases(byte code) {
    return MASK[code & 0xff];
  }

  /** Whether two canonical codes share a base. */
  public static boolean matches(byte a, byte b) {
    return (MASK[a & 0xff] & MASK[b & 0xff]) != 0;
  }

  /** The code of the opposite strand. */
  public static byte complement(byte code) {
    return COMPLEMENT[code & 0xff];
  }

  /** The opposite strand, read in its own direction. */
  public static byte[] reverseComplement(byte[] sequence) {
    byte[] reversed = new byte[sequence.length];
    for (int i = 0; i < sequence.length; i++) {
      reversed[sequence.length - 1 - i] = complement(sequence[i]);
    }
    return reversed;
  }
}
