package org.virowatch.surveillance.count;

import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;

/** The two symbols of a change: one byte where both are bases or a gap, otherwise three. */
final class Symbols {
  private static final String BASES = "ACGT-";

  /** In place of two bases: two symbols follow, a byte each. */
  private static final int APART = BASES.length() * BASES.length() + 1;

  /** In place of two symbols: what follows is no change, but a name that is written out. */
  static final int WRITTEN_OUT = BASES.length() * BASES.length();

  private Symbols() {}

  static void write(char from, char to, CompactWriter out) {
    int bases = base(from) * BASES.length() + base(to);
    if (base(from) >= 0 && base(to) >= 0) {
      out.octet(bases);
    } else {
      out.octet(APART);
      out.octet(from);
      out.octet(to);
    }
  }

  /** Returns the first symbol, given the byte at which the two begin. */
  static char from(int begin, CompactReader in) {
    return begin == APART ? (char) in.octet() : BASES.charAt(begin / BASES.length());
  }

  /** Returns the second symbol; to be asked after the first. */
  static char to(int begin, CompactReader in) {
    return begin == APART ? (char) in.octet() : BASES.charAt(begin % BASES.length());
  }

  private static int base(char c) {
    return switch (c) {
      case 'A' -> 0;
      case 'C' -> 1;
      case 'G' -> 2;
      case 'T' -> 3;
      case '-' -> 4;
      default -> -1;
    };
  }
}
