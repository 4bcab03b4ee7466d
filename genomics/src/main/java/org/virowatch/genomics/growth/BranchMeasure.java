package org.virowatch.genomics.growth;

import java.util.BitSet;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * How long branches are, and what changes are worth when branches are compared, as Nextclade
 * counts. Immutable and thread-safe.
 */
final class BranchMeasure {

  /** Length of a branch with none but masked changes and gaps, in substitutions. */
  private static final double HARDLY = 0.06;

  private static final double MASKED = 0.5;
  private static final double OTHERS = 0.1;

  private final BitSet masked = new BitSet();
  private final double unit;

  /**
   * @param referenceLength bases of the reference
   */
  BranchMeasure(PhylogeneticTree tree, int referenceLength) {
    for (NucleotideRange range : tree.placementMask()) {
      masked.set(range.begin(), range.end());
    }
    unit = tree.countsSubstitutions() ? 1 : 1.0 / referenceLength;
  }

  /** Length of a branch in the tree's unit. */
  double length(SiteChanges bases) {
    int counted = counted(bases);
    return unit * (counted > 0 ? counted : bases.isEmpty() ? 0 : HARDLY);
  }

  /**
   * What changes are worth: substitutions outside the mask first, then whether any are in it, then
   * whether there are gaps.
   */
  double score(SiteChanges bases) {
    int counted = counted(bases);
    boolean hidden = false;
    boolean others = false;
    for (int i = 0; i < bases.size(); i++) {
      boolean substitution = isSubstitution(bases.get(i));
      hidden |= substitution && isMasked(bases.get(i));
      others |= !substitution;
    }
    return counted + (hidden ? MASKED : 0) + (others ? OTHERS : 0);
  }

  private int counted(SiteChanges bases) {
    int counted = 0;
    for (int i = 0; i < bases.size(); i++) {
      counted += isSubstitution(bases.get(i)) && !isMasked(bases.get(i)) ? 1 : 0;
    }
    return counted;
  }

  private boolean isMasked(long change) {
    return masked.get((int) SiteChanges.site(change));
  }

  private static boolean isSubstitution(long change) {
    return isBase(SiteChanges.from(change)) && isBase(SiteChanges.to(change));
  }

  private static boolean isBase(char letter) {
    return letter == 'A' || letter == 'C' || letter == 'G' || letter == 'T';
  }
}
