package org.virowatch.genomics.tree;

import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.sequence.Nucleotide;

/**
 * A change of one site along a branch.
 *
 * @param position reference position
 * @param from state at the parent: a base or {@code -}
 * @param to state at the node: a base or {@code -}
 */
public record BranchMutation(NucleotidePosition position, char from, char to) {

  /**
   * Parses the notation of {@link #toString()}.
   *
   * @throws IllegalArgumentException if the text is no mutation of a nucleotide
   */
  public static BranchMutation parse(String text) {
    int last = text.length() - 1;
    if (last >= 2) {
      char from = text.charAt(0);
      char to = text.charAt(last);
      int oneBased = 0;
      boolean digits = last <= 10;
      for (int i = 1; i < last && digits; i++) {
        char digit = text.charAt(i);
        digits = digit >= '0' && digit <= '9';
        oneBased = 10 * oneBased + (digit - '0');
      }
      if (digits && oneBased > 0 && isState(from) && isState(to)) {
        return new BranchMutation(NucleotidePosition.ofOneBased(oneBased), from, to);
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is no nucleotide mutation such as C241T or A21765-");
  }

  private static boolean isState(char state) {
    return state == '-' || Nucleotide.canonical((byte) state) == state;
  }

  /** {@code C241T}, {@code A21765-}. */
  @Override
  public String toString() {
    return from + Integer.toString(position.oneBased()) + to;
  }
}
