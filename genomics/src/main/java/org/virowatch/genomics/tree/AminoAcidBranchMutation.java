package org.virowatch.genomics.tree;

import org.virowatch.genomics.coordinate.CodonPosition;

/**
 * A change of one amino acid along a branch.
 *
 * @param cds name of the CDS
 * @param position codon of the CDS
 * @param from letter at the parent: an amino acid, {@code *}, {@code X} or {@code -}
 * @param to letter at the node
 */
public record AminoAcidBranchMutation(String cds, CodonPosition position, char from, char to) {

  /**
   * Parses the notation of Auspice, in which the CDS is named apart: {@code D614G}, {@code H69-}.
   *
   * @throws IllegalArgumentException if the text is no such mutation
   */
  public static AminoAcidBranchMutation parse(String cds, String text) {
    int last = text.length() - 1;
    if (last >= 2 && last <= 8) {
      int oneBased = 0;
      boolean digits = true;
      for (int i = 1; i < last && digits; i++) {
        char digit = text.charAt(i);
        digits = digit >= '0' && digit <= '9';
        oneBased = 10 * oneBased + (digit - '0');
      }
      char from = Character.toUpperCase(text.charAt(0));
      char to = Character.toUpperCase(text.charAt(last));
      if (digits && oneBased > 0 && isLetter(from) && isLetter(to)) {
        return new AminoAcidBranchMutation(cds, CodonPosition.ofOneBased(oneBased), from, to);
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" of " + cds + " is no amino-acid mutation such as D614G or H69-");
  }

  private static boolean isLetter(char letter) {
    return letter == '-' || letter == '*' || (letter >= 'A' && letter <= 'Z');
  }

  /** {@code S:D614G}. */
  @Override
  public String toString() {
    return cds + ":" + from + position + to;
  }
}
