package org.virowatch.genomics.output;

import java.util.List;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * How far genomes are from the root of a tree, as Nextclade counts: as far as their nearest node,
 * and a step for each private substitution outside the tree's {@code placement_mask_ranges}.
 * Immutable and thread-safe.
 */
final class BranchLength {

  /** Length of a branch with none but masked changes, in steps. */
  private static final double HARDLY = 0.06;

  private final PhylogeneticTree tree;
  private final List<NucleotideRange> masked;
  private final double unit;

  /**
   * @param referenceLength bases of the reference
   */
  BranchLength(PhylogeneticTree tree, int referenceLength) {
    this.tree = tree;
    this.masked = tree.placementMask();
    this.unit = tree.countsSubstitutions() ? 1 : 1.0 / referenceLength;
  }

  /** Divergence of a genome, of whose changes only substitutions count. */
  double divergence(Placement placement) {
    int counted = 0;
    int hidden = 0;
    for (Substitution substitution : placement.privateMutations().substitutions()) {
      boolean hides =
          substitution.reference() == '-'
              || masked.stream()
                  .anyMatch(range -> range.contains(substitution.position().zeroBased()));
      counted += hides ? 0 : 1;
      hidden += hides ? 1 : 0;
    }
    double steps = counted > 0 ? counted : hidden > 0 ? HARDLY : 0;
    return tree.divergence(placement.node()) + unit * steps;
  }
}
