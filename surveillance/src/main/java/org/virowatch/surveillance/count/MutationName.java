package org.virowatch.surveillance.count;

import java.util.Comparator;

/**
 * The name of a counted mutation and the site whose coverage is its denominator: {@code C241T},
 * {@code A21765-}, {@code 22204:GAG}, {@code S:D614G}, {@code S:H69-}, {@code S:214:EPE}.
 *
 * <p>Natural order: nucleotides by position, then amino acids by CDS and codon; at one site
 * insertions last, otherwise by name. Names of no known form come at the very end.
 *
 * @param text the name
 * @param axis the empty string for nucleotides, otherwise the CDS
 * @param site 1-based position or codon; for an insertion the one before it, which may be 0; 0 for
 *     names of no known form
 * @param kind what kind of change it is
 */
public record MutationName(String text, String axis, int site, Kind kind)
    implements Comparable<MutationName> {
  /** Kinds of mutation, in the order in which one site lists them. */
  public enum Kind {
    /** Another base or residue; also a stop codon gained or lost. */
    SUBSTITUTION,
    /** A deleted base or residue. */
    DELETION,
    /** Inserted bases or residues, after the site. */
    INSERTION,
    /** A name of no known form; covered by every genome. */
    OTHER
  }

  private static final Comparator<MutationName> ORDER =
      Comparator.comparing((MutationName name) -> name.kind == Kind.OTHER)
          .thenComparing(MutationName::axis)
          .thenComparingInt(MutationName::site)
          .thenComparing(name -> name.kind == Kind.INSERTION)
          .thenComparing(MutationName::text);

  /**
   * Returns the parts of a name; one of no known form is {@link Kind#OTHER}. Read by hand rather
   * than by regular expressions, as every mutation of every genome passes here.
   */
  public static MutationName of(String text) {
    int lastColon = text.lastIndexOf(':');
    MutationName name;
    if (lastColon < 0) {
      name = change(text, "", 0);
    } else {
      int colonBefore = text.lastIndexOf(':', lastColon - 1);
      int site = number(text, colonBefore + 1, lastColon);
      if (site >= 0 && areSymbols(text, lastColon + 1)) {
        String axis = colonBefore <= 0 ? "" : text.substring(0, colonBefore);
        name = new MutationName(text, axis, site, Kind.INSERTION);
      } else {
        name = change(text, text.substring(0, lastColon), lastColon + 1);
      }
    }
    return name;
  }

  /** Reads a symbol, a site and a symbol, such as {@code C241T}. */
  private static MutationName change(String text, String axis, int begin) {
    int last = text.length() - 1;
    int site = last - begin < 2 ? -1 : number(text, begin + 1, last);
    if (site < 1 || !isSymbol(text.charAt(begin)) || (begin > 0 && axis.isEmpty())) {
      return new MutationName(text, "", 0, Kind.OTHER);
    }
    char to = text.charAt(last);
    if (to == '-') {
      return new MutationName(text, axis, site, Kind.DELETION);
    }
    return isSymbol(to)
        ? new MutationName(text, axis, site, Kind.SUBSTITUTION)
        : new MutationName(text, "", 0, Kind.OTHER);
  }

  /** Returns the number written in digits alone from begin to end, or -1. */
  private static int number(String text, int begin, int end) {
    if (begin >= end || end - begin > 9) {
      return -1;
    }
    int number = 0;
    for (int i = begin; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static boolean areSymbols(String text, int begin) {
    for (int i = begin; i < text.length(); i++) {
      if (!isSymbol(text.charAt(i))) {
        return false;
      }
    }
    return begin < text.length();
  }

  private static boolean isSymbol(char c) {
    return (c >= 'A' && c <= 'Z') || c == '*';
  }

  @Override
  public int compareTo(MutationName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
