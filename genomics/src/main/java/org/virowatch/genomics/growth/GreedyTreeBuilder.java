package org.virowatch.genomics.growth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds genomes into a tree, as Nextclade: those closest to the reference tree first, each from
 * its nearest node to where its changes share most with the branches around, and there onto the
 * branch, which is split if it shares a part of it. Not thread-safe.
 */
final class GreedyTreeBuilder {

  private final GrownTree tree;
  private final BranchMeasure measure;
  private final boolean greedy;

  /**
   * @param greedy false: genomes stay at their nearest nodes, and branches are not split by what
   *     they share
   */
  GreedyTreeBuilder(GrownTree tree, BranchMeasure measure, boolean greedy) {
    this.tree = tree;
    this.measure = measure;
    this.greedy = greedy;
  }

  /**
   * Where a genome is to be built in.
   *
   * @param node the node it is near
   * @param changes what it differs in from there
   */
  private record Position(GrownNode node, BranchChanges changes) {}

  void build(List<Graft> genomes) {
    List<Graft> closestFirst = new ArrayList<>(genomes);
    closestFirst.sort(
        Comparator.comparingInt(Graft::privateSubstitutions).thenComparingLong(Graft::index));
    for (Graft genome : closestFirst) {
      Position nearest = new Position(tree.original(genome.nearest()), genome.changes());
      knit(genome, greedy ? closest(nearest) : nearest);
    }
  }

  /** Goes along the tree as long as the genome shares changes with a branch. */
  private Position closest(Position position) {
    Position best = position;
    // A step never leads back in a tree that agrees with itself; the bound is for others.
    for (int steps = 0; steps < tree.size(); steps++) {
      Position better = step(best);
      if (better == null) {
        break;
      }
      best = better;
    }
    return best;
  }

  /** The neighbouring node that the genome is nearer to; null if there is none. */
  private @Nullable Position step(Position at) {
    GrownNode node = at.node();
    GrownNode candidate = node;
    BranchChanges.Split split = null;
    double shared = 0;
    if (node.parent != null) {
      split = node.changes.inverse().split(at.changes());
      shared = measure.score(split.shared().nucleotides());
    }
    for (GrownNode child : node.childrenSharing(at.changes().nucleotides())) {
      BranchChanges.Split ofChild = child.changes.split(at.changes());
      double sharedWithChild = measure.score(ofChild.shared().nucleotides());
      if (sharedWithChild > shared) {
        shared = sharedWithChild;
        split = ofChild;
        candidate = child;
      }
    }
    if (split == null) {
      return null;
    }
    boolean down = candidate != node;
    GrownNode parent = node.parent;
    if (!down && (parent == null || measure.score(split.left().nucleotides()) > 0)) {
      return null;
    }
    GrownNode to = down ? candidate : Objects.requireNonNull(parent);
    return new Position(to, at.changes().minus(split.shared()).plus(split.left().inverse()));
  }

  /** Hangs a genome onto a node, or onto the branch that leads to it. */
  private void knit(Graft genome, Position position) {
    GrownNode target = position.node();
    GrownNode parent = target.parent;
    BranchChanges common = target.changes;
    BranchChanges ofTarget = BranchChanges.NONE;
    BranchChanges own = position.changes();
    if (greedy && parent != null) {
      BranchChanges.Split split = target.changes.inverse().split(position.changes());
      common = split.left().inverse();
      ofTarget = split.shared().inverse();
      own = split.right();
    }
    if (parent == null || (!target.isLeaf() && ofTarget.nucleotides().isEmpty())) {
      double divergence = target.divergence + measure.length(own.nucleotides());
      tree.attach(target, GrownNode.genome(genome, position.changes(), divergence));
      return;
    }
    double divergence =
        Math.min(target.divergence, parent.divergence + measure.length(common.nucleotides()));
    GrownNode middle =
        GrownNode.above(
            target,
            "nextclade__copy_of_"
                + target.name
                + "_for_placement_of_"
                + genome.name()
                + "_#"
                + genome.index(),
            common,
            divergence);
    describe(middle, parent, genome, target);
    tree.insert(middle, target);
    target.changes = ofTarget;
    target.branchChanged = true;
    tree.attach(middle, target);
    tree.attach(
        middle, GrownNode.genome(genome, own, divergence + measure.length(own.nucleotides())));
  }

  /** Gives a new branching point what two of its neighbours have, and the label of a clade. */
  private static void describe(GrownNode middle, GrownNode parent, Graft genome, GrownNode target) {
    middle.clade = vote(parent.clade, genome.clade(), target.clade);
    if (middle.clade != null
        && middle.clade.equals(target.clade)
        && !middle.clade.equals(parent.clade)) {
      middle.cladeLabel = GrownNode.CladeLabel.SET;
      target.cladeLabel = GrownNode.CladeLabel.REMOVED;
    }
    Map<String, String> attributes = new HashMap<>(parent.attributes);
    attributes.putAll(genome.attributes());
    attributes.putAll(target.attributes);
    attributes.replaceAll(
        (name, any) ->
            Objects.requireNonNullElse(
                vote(
                    parent.attributes.get(name),
                    genome.attributes().get(name),
                    target.attributes.get(name)),
                any));
    middle.attributes = attributes;
  }

  /** What most have; the first of them that there is if all differ. */
  private static @Nullable String vote(
      @Nullable String first, @Nullable String second, @Nullable String third) {
    if (second != null && second.equals(third) && !second.equals(first)) {
      return second;
    }
    return first != null ? first : second != null ? second : third;
  }
}
