package org.virowatch.surveillance.count;

import org.jspecify.annotations.Nullable;

/**
 * A substitution or deleted site as one number, so that counting and keeping it costs no text: its
 * axis, its site and its two symbols. Insertions, and names of no known form, have no code and are
 * kept as texts.
 *
 * <p>Codes are greater than 0. Axes are numbered as they are first seen, so a code means something
 * in this process only and is never written; {@link #text} is. Safe for use by several threads.
 */
final class MutationCode {
  /** In place of a code: the name is kept as text. */
  static final long NONE = 0;

  /** The symbol of a deleted base or residue. */
  static final char GAP = '-';

  private static final int SYMBOL_BITS = 5;
  private static final int SITE_BITS = 30;
  private static final int MOST_DIGITS = 9;
  private static final int MOST_AXES = 1 << 14;
  private static final int STOP_SYMBOL = 27;
  private static final int GAP_SYMBOL = 28;
  private static final int REMEMBERED = 1 << 16;

  private record Remembered(long code, String text) {}

  private static volatile AxisTable axes = new AxisTable("");

  /** Texts of codes that come often; one that does not gives way. */
  private static final @Nullable Remembered[] TEXTS = new Remembered[REMEMBERED];

  private MutationCode() {}

  /** Returns the code of a name such as {@code C241T} or {@code S:H69-}, or {@link #NONE}. */
  static long of(String text) {
    int colon = text.lastIndexOf(':');
    int last = text.length() - 1;
    int begin = colon + 1;
    boolean longEnough = last - begin >= 2 && last - begin <= MOST_DIGITS + 1;
    if (colon == 0 || !longEnough || text.charAt(begin + 1) == '0') {
      return NONE;
    }
    int from = symbol(text.charAt(begin));
    int to = symbol(text.charAt(last));
    long site = 0;
    for (int i = begin + 1; i < last; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      site = site * 10 + digit;
    }
    if (from < 0 || from == GAP_SYMBOL || to < 0) {
      return NONE;
    }
    int axis = axis(text, Math.max(0, colon));
    return axis < 0 ? NONE : code(axis, site, from, to);
  }

  /**
   * Returns the code of a change, or {@link #NONE}.
   *
   * @param axis the empty string for nucleotides, otherwise the CDS
   * @param site 1-based position or codon
   * @param from a letter or {@code *}
   * @param to the same, or {@link #GAP}
   */
  static long of(String axis, int site, char from, char to) {
    return of(axisNumber(axis), site, from, to);
  }

  /**
   * Returns the same, given the {@linkplain #axisNumber(String) number} of the axis, or a negative
   * number if it has none.
   */
  static long of(int axis, int site, char from, char to) {
    int fromSymbol = symbol(from);
    int toSymbol = symbol(to);
    boolean coded =
        axis >= 0
            && site >= 1
            && site < 1 << SITE_BITS
            && fromSymbol >= 0
            && fromSymbol != GAP_SYMBOL
            && toSymbol >= 0;
    return coded ? code(axis, site, fromSymbol, toSymbol) : NONE;
  }

  /** Returns the number of an axis, from 0; negative if there are too many to number. */
  static int axisNumber(String axis) {
    return axis(axis, axis.length());
  }

  private static long code(long axis, long site, long from, long to) {
    return ((axis << SITE_BITS | site) << SYMBOL_BITS | from) << SYMBOL_BITS | to;
  }

  /** Returns the number of a code's axis: from 0, the nucleotides. */
  static int axisNumber(long code) {
    return (int) (code >>> (SITE_BITS + 2 * SYMBOL_BITS));
  }

  /** Returns a code's axis: the empty string for nucleotides, otherwise the CDS. */
  static String axis(long code) {
    return axes.name(axisNumber(code));
  }

  /** Returns a code's site. */
  static int site(long code) {
    return (int) (code >>> (2 * SYMBOL_BITS)) & ((1 << SITE_BITS) - 1);
  }

  /** Returns the symbol of the reference. */
  static char from(long code) {
    return character((int) (code >>> SYMBOL_BITS) & ((1 << SYMBOL_BITS) - 1));
  }

  /** Returns the symbol of the genome, or {@link #GAP}. */
  static char to(long code) {
    return character((int) code & ((1 << SYMBOL_BITS) - 1));
  }

  /** Returns the name that a code stands for. */
  static String text(long code) {
    int slot = (int) ((code * 0x9E3779B97F4A7C15L) >>> 40) & (REMEMBERED - 1);
    Remembered there = TEXTS[slot];
    if (there == null || there.code != code) {
      there = new Remembered(code, text(axis(code), site(code), from(code), to(code)));
      TEXTS[slot] = there;
    }
    return there.text;
  }

  /** Returns the name of a change. */
  static String text(String axis, int site, char from, char to) {
    String change = from + Integer.toString(site) + to;
    return axis.isEmpty() ? change : axis + ':' + change;
  }

  private static int symbol(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A' + 1;
    }
    return c == '*' ? STOP_SYMBOL : c == GAP ? GAP_SYMBOL : -1;
  }

  private static char character(int symbol) {
    return symbol == STOP_SYMBOL ? '*' : symbol == GAP_SYMBOL ? GAP : (char) ('A' + symbol - 1);
  }

  private static int axis(String text, int length) {
    int number = axes.numberOf(text, length);
    return number >= 0 ? number : addAxis(text.substring(0, length));
  }

  private static synchronized int addAxis(String name) {
    AxisTable known = axes;
    int number = known.numberOf(name, name.length());
    if (number >= 0 || known.size() == MOST_AXES) {
      return number;
    }
    axes = known.with(name);
    return known.size();
  }
}
