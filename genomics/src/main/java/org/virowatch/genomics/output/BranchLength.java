package org.virowatch.genomics.output;

import java.util.List;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.placement.PrivateMutations;
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
    return divergence(placement, false);
  }

  /** Divergence of a genome as a node of the tree, where a branch of deletions has a length too. */
  double asNode(Placement placement) {
    return divergence(placement, !placement.privateMutations().deletions().isEmpty());
  }

  private double divergence(Placement placement, boolean deletions) {
    PrivateMutations mutations = placement.privateMutations();
    int counted = 0;
    boolean others = deletions;
    for (Substitution substitution : mutations.substitutions()) {
      boolean hidden =
          substitution.reference() == '-'
              || masked.stream()
                  .anyMatch(range -> range.contains(substitution.position().zeroBased()));
      counted += hidden ? 0 : 1;
      others |= hidden;
    }
    double steps = counted > 0 ? counted : others ? HARDLY : 0;
    return tree.divergence(placement.node()) + unit * steps;
  }
}
