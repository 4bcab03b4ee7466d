package org.virowatch.genomics.detect;

/**
 * A word of 16 bases out of 23: of every three neighbours the third is passed over ({@code
 * XX.XX.XX…}), because in coding regions it is the one that changes most (spaced seeds: Ma, Tromp
 * and Li 2002, doi:10.1093/bioinformatics/18.3.440; Nextclade's sort reads its words so too). The
 * pattern is its own mirror image, so a word and its reverse complement are one and the same: the
 * smaller of their codes stands for both.
 */
final class SpacedWord {

  /** Bases that count. */
  static final int LETTERS = 16;

  /** Bases from the first that counts to the last. */
  static final int SPAN = LETTERS / 2 * 3 - 1;

  /** What {@link #at} answers where a base is not known. */
  static final long NONE = -1;

  private static final byte[] BASE = new byte[256];

  static {
    java.util.Arrays.fill(BASE, (byte) -1);
    String bases = "ACGT";
    for (int i = 0; i < bases.length(); i++) {
      BASE[bases.charAt(i)] = (byte) i;
      BASE[Character.toLowerCase(bases.charAt(i))] = (byte) i;
    }
    BASE['U'] = BASE['T'];
    BASE['u'] = BASE['T'];
  }

  private SpacedWord() {}

  /**
   * The word at a position; {@link #NONE} if a base of it is not A, C, G, T or U.
   *
   * @param letters a sequence, upper or lower case
   * @param position of the word's first base; {@link #SPAN} letters are read
   */
  static long at(byte[] letters, int position) {
    int forward = 0;
    int backward = 0;
    int unknown = 0;
    for (int i = position; i < position + SPAN; i += 3) {
      int first = BASE[letters[i] & 0xff];
      int second = BASE[letters[i + 1] & 0xff];
      unknown |= first | second;
      forward = (forward << 4) | (first << 2) | second;
      backward = (backward >>> 4) | ((3 - second) << 30) | ((3 - first) << 28);
    }
    if (unknown < 0) {
      return NONE;
    }
    boolean turned = Integer.compareUnsigned(backward, forward) < 0;
    return ((turned ? backward : forward) & 0xffffffffL) | (turned ? 1L << 32 : 0);
  }

  /** The code of a word, the same for either strand. */
  static int code(long word) {
    return (int) word;
  }

  /** Whether the code is that of the opposite strand. */
  static boolean turned(long word) {
    return word >>> 32 != 0;
  }
}
