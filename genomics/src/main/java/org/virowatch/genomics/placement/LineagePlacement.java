package org.virowatch.genomics.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.MutationLabels;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * Places genomes on a reference tree after Nextclade: at the node of the smallest distance D =
 * M<sub>ref</sub> + M<sub>query</sub> − 2·M<sub>agree</sub> − M<sub>disagree</sub> −
 * M<sub>unknown</sub> (documentation of Nextclade v3, "Phylogenetic placement"); among equals at
 * the one of the highest placement prior, then the first in depth-first order.
 *
 * <p>Rearranged, D is the number of sites, known in the genome and not masked, at which genome and
 * node differ, a node's deleted site counting as the reference's base. So D is the distance of the
 * reference from the node, known beforehand, plus a correction that each change at a site where the
 * genome is mutated or unknown makes to the whole subtree below it. Subtrees being runs of numbers,
 * the corrections are summed in a difference array and one pass over the nodes finds the best.
 *
 * <p>Deleted sites, runs of N and the ends outside the alignment are unknown. Other ambiguity codes
 * count as the reference's base, as in Nextclade; they never become private mutations.
 *
 * <p>Reuses buffers: not thread-safe, one for each thread.
 */
public final class LineagePlacement {

  /**
   * Smallest share of the tree's changes that must lie at sites the genome knows for its lineage to
   * be given. Below it, a genome says so little that the nearest node is the most frequent lineage
   * rather than its own; see docs/lineage-placement.md.
   */
  public static final double MINIMUM_KNOWN_SHARE = 0.05;

  private final PhylogeneticTree tree;
  private final PlacementIndex index;
  private final PrivateMutationFinder privateMutations;

  /** Correction of D that begins at a node, by node; all 0 between genomes. */
  private final int[] correction;

  /** D of the node found last, without the genome's own mutations. */
  private int nearestDistance;

  /**
   * @param dataset a dataset with a tree
   * @throws IllegalArgumentException if it has none
   */
  public LineagePlacement(ReferenceDataset dataset) {
    this(
        dataset
            .tree()
            .orElseThrow(
                () -> new IllegalArgumentException("dataset " + dataset.name() + " has no tree")),
        dataset.reference(),
        dataset.mutationLabels());
  }

  /**
   * @param tree a tree grown from the reference
   * @param reference reference bases; not copied
   * @param labels labels of private mutations
   */
  LineagePlacement(PhylogeneticTree tree, byte[] reference, MutationLabels labels) {
    this.tree = tree;
    this.index = new PlacementIndex(tree, reference);
    this.privateMutations = new PrivateMutationFinder(tree, reference, labels);
    this.correction = new int[tree.size() + 1];
  }

  /** The node nearest to a genome. */
  public Placement place(NucleotideCalls calls) {
    int knownQueryMutations = correctForSubstitutions(calls.substitutions());
    int hidden = correctForUnknown(calls);
    int node = nearest();
    int distance = nearestDistance + knownQueryMutations;
    double knownShare = index.changes() == 0 ? 0 : 1 - (double) hidden / index.changes();
    return new Placement(
        node,
        tree.name(node),
        distance,
        tree.clade(node),
        tree.attributes(node),
        lineage(node, knownShare),
        knownShare,
        privateMutations.find(node, calls));
  }

  /** Names of all nodes as near to a genome as the nearest, by placement prior, likeliest first. */
  public List<String> nearestNodes(NucleotideCalls calls) {
    correctForSubstitutions(calls.substitutions());
    correctForUnknown(calls);
    nearest();
    correctForSubstitutions(calls.substitutions());
    correctForUnknown(calls);
    List<Integer> nodes = new ArrayList<>();
    int sum = 0;
    for (int node = 0; node < index.referenceDistance.length; node++) {
      sum += correction[node];
      correction[node] = 0;
      if (index.referenceDistance[node] + sum == nearestDistance) {
        nodes.add(node);
      }
    }
    correction[index.referenceDistance.length] = 0;
    nodes.sort(Comparator.comparingDouble(node -> -index.prior[node]));
    return nodes.stream().map(tree::name).toList();
  }

  private @Nullable String lineage(int node, double knownShare) {
    return knownShare < MINIMUM_KNOWN_SHARE ? null : tree.lineage(node);
  }

  /** Number of the genome's substitutions that placement looks at. */
  private int correctForSubstitutions(List<Substitution> substitutions) {
    int counted = 0;
    for (Substitution substitution : substitutions) {
      int position = substitution.position().zeroBased();
      if (index.isMasked(position)) {
        continue;
      }
      counted++;
      byte query = (byte) substitution.query();
      int end = index.firstChange[position + 1];
      for (int i = index.firstChange[position]; i < end; i++) {
        int delta = (query == index.changeFrom[i] ? 1 : 0) - (query == index.changeTo[i] ? 1 : 0);
        add(i, delta - index.changeReferenceDelta[i]);
      }
    }
    return counted;
  }

  /** Takes back what the table counts at sites the genome does not know; how many changes. */
  private int correctForUnknown(NucleotideCalls calls) {
    int hidden = forget(0, calls.aligned().begin());
    hidden += forget(calls.aligned().end(), index.positions());
    for (NucleotideRange range : calls.missing()) {
      hidden += forget(range.begin(), range.end());
    }
    for (Deletion deletion : calls.deletions()) {
      hidden += forget(deletion.range().begin(), deletion.range().end());
    }
    return hidden;
  }

  private int forget(int begin, int end) {
    if (begin >= end) {
      return 0;
    }
    int last = index.firstChange[end];
    for (int i = index.firstChange[begin]; i < last; i++) {
      add(i, -index.changeReferenceDelta[i]);
    }
    return last - index.firstChange[begin];
  }

  private void add(int change, int amount) {
    int node = index.changeNode[change];
    correction[node] += amount;
    correction[index.subtreeEnd[node]] -= amount;
  }

  private int nearest() {
    int best = 0;
    int bestDistance = Integer.MAX_VALUE;
    int sum = 0;
    for (int node = 0; node < index.referenceDistance.length; node++) {
      sum += correction[node];
      correction[node] = 0;
      int distance = index.referenceDistance[node] + sum;
      if (distance < bestDistance
          || (distance == bestDistance && index.prior[node] > index.prior[best])) {
        bestDistance = distance;
        best = node;
      }
    }
    correction[index.referenceDistance.length] = 0;
    nearestDistance = bestDistance;
    return best;
  }
}
