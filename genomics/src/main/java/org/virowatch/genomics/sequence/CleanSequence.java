package org.virowatch.genomics.sequence;

/**
 * A raw sequence made ready for alignment: upper case, U as T, gaps and white space taken out. What
 * is no nucleotide code is counted and becomes N, as in Nextclade. Mutable and reused: valid until
 * the next sequence.
 */
public final class CleanSequence {

  private static final byte SKIP = 1;
  private static final byte FOREIGN = 2;
  private static final byte[] ACTION = new byte[256];

  static {
    for (int letter = 0; letter < 256; letter++) {
      byte code = Nucleotide.canonical((byte) letter);
      ACTION[letter] = code == 0 ? FOREIGN : code;
    }
    ACTION['?'] = Nucleotide.UNKNOWN;
    for (char letter : new char[] {'-', '.', ' ', '\t', '\r', '\n'}) {
      ACTION[letter] = SKIP;
    }
  }

  private byte[] bases = new byte[40_000];
  private int length;
  private int known;
  private int foreign;
  private int firstForeign;

  /** Cleans a sequence. */
  public void read(byte[] raw) {
    if (bases.length < raw.length) {
      bases = new byte[raw.length];
    }
    length = 0;
    known = 0;
    foreign = 0;
    firstForeign = -1;
    int position = 0;
    while (position < raw.length) {
      int copied = KnownBases.copy(raw, position, raw.length, bases, length);
      length += copied;
      known += copied;
      position += copied;
      int end = Math.min(raw.length, position + KnownBases.STEP);
      while (position < end) {
        readLetter(raw[position], position);
        position++;
      }
    }
  }

  private void readLetter(byte letter, int position) {
    byte action = ACTION[letter & 0xff];
    if (action > FOREIGN) {
      bases[length++] = action;
      known += action != Nucleotide.UNKNOWN ? 1 : 0;
    } else if (action == FOREIGN) {
      bases[length++] = Nucleotide.UNKNOWN;
      firstForeign = foreign == 0 ? position : firstForeign;
      foreign++;
    }
  }

  /** Turns the sequence round to the opposite strand. */
  public void reverseComplement() {
    for (int i = 0, j = length - 1; i <= j; i++, j--) {
      byte last = bases[j];
      bases[j] = Nucleotide.complement(bases[i]);
      bases[i] = Nucleotide.complement(last);
    }
  }

  /** Codes; only the first {@link #length()} count. Not a copy. */
  public byte[] bases() {
    return bases;
  }

  /** Number of codes. */
  public int length() {
    return length;
  }

  /** Number of codes other than N. */
  public int known() {
    return known;
  }

  /** Number of letters that are no nucleotide codes. */
  public int foreign() {
    return foreign;
  }

  /** Where in the raw sequence the first of them stands, counted from 0; −1 if there is none. */
  public int firstForeign() {
    return firstForeign;
  }
}
