package org.virowatch.genomics.align;

import java.util.Arrays;

/** Words of the reference that occur once, and where. Immutable. */
final class UniqueWords {

  /** Letters of a word. */
  static final int LENGTH = 16;

  private static final int EMPTY = -1;
  private static final int REPEATED = -2;
  private static final byte[] BASE = new byte[256];

  static {
    Arrays.fill(BASE, (byte) -1);
    BASE['A'] = 0;
    BASE['C'] = 1;
    BASE['G'] = 2;
    BASE['T'] = 3;
  }

  private final int[] words;
  private final int[] positions;
  private final int mask;

  UniqueWords(byte[] reference) {
    int capacity = Integer.highestOneBit(Math.max(16, 4 * reference.length - 1)) << 1;
    words = new int[capacity];
    positions = new int[capacity];
    mask = capacity - 1;
    Arrays.fill(positions, EMPTY);
    int word = 0;
    int known = 0;
    for (int i = 0; i < reference.length; i++) {
      int base = base(reference[i]);
      known = base < 0 ? 0 : known + 1;
      word = word << 2 | (base & 3);
      if (known >= LENGTH) {
        int slot = slot(word);
        positions[slot] = positions[slot] == EMPTY ? i - LENGTH + 1 : REPEATED;
        words[slot] = word;
      }
    }
  }

  /** 0 to 3 for a known base, otherwise −1. */
  static int base(byte letter) {
    return BASE[letter & 0xff];
  }

  /** Where a word (two bits a letter, the latest lowest) begins; negative unless it occurs once. */
  int position(int word) {
    return positions[slot(word)];
  }

  private int slot(int word) {
    int slot = (word * 0x9E3779B1) >>> 7 & mask;
    while (positions[slot] != EMPTY && words[slot] != word) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
