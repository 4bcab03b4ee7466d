package org.virowatch.genomics.reads;

import java.util.Map;

/** What a sample's virus has at each position of the reference. */
final class Consensus {
  private final byte[] letters;
  private final Map<Integer, String> insertions;

  /**
   * @param letters one a position: base, ambiguity code, {@code -} where deleted, N where too
   *     little is known; not copied
   * @param insertions bases gained before a position, counted from 0
   */
  Consensus(byte[] letters, Map<Integer, String> insertions) {
    this.letters = letters;
    this.insertions = Map.copyOf(insertions);
  }

  /** The letters; do not write to them. */
  byte[] letters() {
    return letters;
  }

  /** Bases gained before a position, counted from 0. */
  Map<Integer, String> insertions() {
    return insertions;
  }

  /** The genome: deleted bases left out, insertions put in. */
  String sequence() {
    StringBuilder sequence = new StringBuilder(letters.length);
    for (int position = 0; position < letters.length; position++) {
      String inserted = insertions.get(position);
      if (inserted != null) {
        sequence.append(inserted);
      }
      if (letters[position] != '-') {
        sequence.append((char) letters[position]);
      }
    }
    return sequence.toString();
  }

  /** Number of positions that are a base or deleted. */
  int known() {
    int known = 0;
    for (byte letter : letters) {
      known += letter == 'A' || letter == 'C' || letter == 'G' || letter == 'T' ? 1 : 0;
      known += letter == '-' ? 1 : 0;
    }
    return known;
  }
}
