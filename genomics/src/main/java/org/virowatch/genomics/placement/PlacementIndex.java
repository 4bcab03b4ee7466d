package org.virowatch.genomics.placement;

import java.util.Arrays;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.sequence.Nucleotide;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * A tree turned round for placement: by site, every change that happens there anywhere on the tree,
 * and for every node the distance of a genome equal to the reference. Placing a genome then touches
 * only the sites at which it differs or is unknown. Immutable and thread-safe.
 *
 * <p>Distances see a node's deleted site as the reference's base, as Nextclade's do, and do not see
 * masked sites at all.
 */
final class PlacementIndex {

  /** For each reference position, the first change at or after it; one more at the end. */
  final int[] firstChange;

  /** Node each change leads to, by site. */
  final int[] changeNode;

  /** Base before each change, by site; the reference's where the parent has a gap. */
  final byte[] changeFrom;

  /** Base after each change, by site; the reference's where the node has a gap. */
  final byte[] changeTo;

  /** What each change adds to the distance of a genome equal to the reference, by site. */
  final byte[] changeReferenceDelta;

  /** Distance of a genome equal to the reference, by node. */
  final int[] referenceDistance;

  /** Last of the node's subtree, plus one, by node. */
  final int[] subtreeEnd;

  /** Placement prior by node, not logarithmic. */
  final double[] prior;

  private final boolean[] masked;

  PlacementIndex(PhylogeneticTree tree, byte[] reference) {
    int positions = reference.length;
    this.masked = masked(tree, positions);
    this.firstChange = new int[positions + 1];
    for (int i = 0; i < tree.mutationCount(); i++) {
      int position = tree.mutationPosition(i);
      if (counts(tree, i, reference[position])) {
        firstChange[position + 1]++;
      }
    }
    for (int position = 0; position < positions; position++) {
      firstChange[position + 1] += firstChange[position];
    }
    int changes = firstChange[positions];
    this.changeNode = new int[changes];
    this.changeFrom = new byte[changes];
    this.changeTo = new byte[changes];
    this.changeReferenceDelta = new byte[changes];
    int[] next = Arrays.copyOf(firstChange, positions);
    int size = tree.size();
    this.referenceDistance = new int[size];
    this.subtreeEnd = new int[size];
    this.prior = new double[size];
    for (int node = 0; node < size; node++) {
      subtreeEnd[node] = tree.subtreeEnd(node);
      prior[node] = Math.pow(10, tree.placementPrior(node));
      int distance = node == 0 ? 0 : referenceDistance[tree.parent(node)];
      for (int i = tree.firstMutation(node); i < tree.lastMutation(node); i++) {
        int position = tree.mutationPosition(i);
        byte base = reference[position];
        if (counts(tree, i, base)) {
          byte from = withoutGap(tree.mutationFrom(i), base);
          byte to = withoutGap(tree.mutationTo(i), base);
          int at = next[position]++;
          changeNode[at] = node;
          changeFrom[at] = from;
          changeTo[at] = to;
          changeReferenceDelta[at] = (byte) ((from == base ? 1 : 0) - (to == base ? 1 : 0));
          distance += changeReferenceDelta[at];
        }
      }
      referenceDistance[node] = distance;
    }
  }

  /** Number of reference positions. */
  int positions() {
    return masked.length;
  }

  /** Number of changes that distances see. */
  int changes() {
    return changeNode.length;
  }

  /** Whether placement does not look at a position. */
  boolean isMasked(int position) {
    return masked[position];
  }

  private boolean counts(PhylogeneticTree tree, int mutation, byte base) {
    return !masked[tree.mutationPosition(mutation)]
        && withoutGap(tree.mutationFrom(mutation), base)
            != withoutGap(tree.mutationTo(mutation), base);
  }

  private static byte withoutGap(byte state, byte base) {
    return state == Nucleotide.GAP ? base : state;
  }

  private static boolean[] masked(PhylogeneticTree tree, int positions) {
    boolean[] masked = new boolean[positions];
    for (NucleotideRange range : tree.placementMask()) {
      Arrays.fill(
          masked, Math.min(range.begin(), positions), Math.min(range.end(), positions), true);
    }
    return masked;
  }
}
