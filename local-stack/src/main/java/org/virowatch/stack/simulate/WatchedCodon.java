package org.virowatch.stack.simulate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * An amino-acid change of a watchlist, taken apart.
 *
 * @param cds name of the coding sequence
 * @param codon the codon
 * @param to the new amino acid; {@code -} for a deletion
 */
record WatchedCodon(String cds, CodonPosition codon, char to) {
  private static final Pattern AMINO_ACID_CHANGE =
      Pattern.compile("([^:]+):[A-Z*]([0-9]+)([A-Z*-])");
  private static final String BASES = "TCAG";
  private static final String AMINO_ACIDS =
      "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";

  /** Reads {@code S:E484K}. */
  static WatchedCodon parse(String mutation) {
    Matcher matcher = AMINO_ACID_CHANGE.matcher(mutation);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an amino-acid substitution or deletion: " + mutation);
    }
    return new WatchedCodon(
        matcher.group(1),
        CodonPosition.ofOneBased(Integer.parseInt(matcher.group(2))),
        matcher.group(3).charAt(0));
  }

  /**
   * The single substitution of the reference that makes the change, as {@link
   * NeutralMutations#encode encoded}.
   */
  int substitution(ReferenceDataset dataset) {
    byte[] reference = dataset.reference();
    var positions =
        dataset.annotation().codingSequences().stream()
            .filter(candidate -> candidate.name().equals(cds))
            .findFirst()
            .orElseThrow()
            .codon(codon);
    for (int i = 0; i < 3; i++) {
      for (int base = 0; base < BASES.length(); base++) {
        int index = 0;
        for (int k = 0; k < 3; k++) {
          int known = BASES.indexOf(reference[positions.get(k).zeroBased()]);
          index = 4 * index + (k == i ? base : known);
        }
        if (AMINO_ACIDS.charAt(index) == to) {
          return NeutralMutations.encode(positions.get(i).zeroBased(), BASES.charAt(base));
        }
      }
    }
    throw new IllegalArgumentException("no single substitution makes " + this);
  }
}
