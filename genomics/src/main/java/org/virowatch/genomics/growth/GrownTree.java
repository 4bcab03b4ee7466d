package org.virowatch.genomics.growth;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.virowatch.genomics.tree.AminoAcidBranchMutation;
import org.virowatch.genomics.tree.BranchMutation;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * A reference tree with genomes built into it, children ordered by their number of tips. What the
 * reference tree holds stays; branches are split. Read it from one thread at a time.
 */
public final class GrownTree {

  private final List<GrownNode> originals;
  private final CdsSites cdses;
  private int size;
  private long attachments;

  private GrownTree(PhylogeneticTree tree, CdsSites cdses) {
    this.cdses = cdses;
    this.originals = new ArrayList<>(tree.size());
    for (int node = 0; node < tree.size(); node++) {
      GrownNode grown =
          GrownNode.original(
              node,
              tree.name(node),
              changes(tree, node, cdses),
              tree.divergence(node),
              tree.clade(node),
              tree.attributes(node));
      originals.add(grown);
      size++;
      if (node > 0) {
        originals.get(tree.parent(node)).attach(grown, attachments++);
      }
    }
  }

  /**
   * Builds genomes into a tree.
   *
   * @param grafts what makes the genomes' nodes, and knows the tree
   * @param genomes in any order
   * @param greedy whether they are moved from their nearest nodes to where they share most changes,
   *     and split branches there, also of one another; otherwise each hangs on its nearest node, or
   *     if that is a tip beside it
   */
  public static GrownTree of(GraftMaker grafts, List<Graft> genomes, boolean greedy) {
    return of(grafts.tree(), grafts.cdses(), grafts.measure(), genomes, greedy);
  }

  static GrownTree of(
      PhylogeneticTree tree,
      CdsSites cdses,
      BranchMeasure measure,
      List<Graft> genomes,
      boolean greedy) {
    GrownTree grown = new GrownTree(tree, cdses);
    new GreedyTreeBuilder(grown, measure, greedy).build(genomes);
    grown.ladderize();
    return grown;
  }

  private static BranchChanges changes(PhylogeneticTree tree, int node, CdsSites cdses) {
    SiteChanges.Collector bases = new SiteChanges.Collector();
    for (BranchMutation mutation : tree.mutations(node)) {
      bases.add(mutation.position().zeroBased(), mutation.from(), mutation.to());
    }
    SiteChanges.Collector aminoAcids = new SiteChanges.Collector();
    for (AminoAcidBranchMutation mutation : tree.aminoAcidMutations(node)) {
      aminoAcids.add(
          cdses.site(mutation.cds(), mutation.position().zeroBased()),
          mutation.from(),
          mutation.to());
    }
    return new BranchChanges(bases.changes(), aminoAcids.changes());
  }

  /** A node of the reference tree by its number there. */
  GrownNode original(int node) {
    return originals.get(node);
  }

  GrownNode root() {
    return originals.get(0);
  }

  CdsSites cdses() {
    return cdses;
  }

  /** Number of nodes. */
  int size() {
    return size;
  }

  /** Makes a node the last child of another. */
  void attach(GrownNode parent, GrownNode child) {
    size += child.genome != null ? 1 : 0;
    parent.attach(child, attachments++);
  }

  /** Puts a new node in the place of another, which is left without a parent. */
  void insert(GrownNode middle, GrownNode target) {
    GrownNode parent = Objects.requireNonNull(target.parent, "the root has no parent");
    parent.detach(target);
    parent.attach(middle, attachments++);
    size++;
  }

  /** Orders children by their number of tips. */
  private void ladderize() {
    List<GrownNode> parentsFirst = new ArrayList<>(size);
    Deque<GrownNode> open = new ArrayDeque<>(List.of(root()));
    while (!open.isEmpty()) {
      GrownNode node = open.pop();
      parentsFirst.add(node);
      node.children.forEach(open::push);
    }
    Map<GrownNode, Integer> tips = new HashMap<>();
    for (int i = parentsFirst.size() - 1; i >= 0; i--) {
      GrownNode node = parentsFirst.get(i);
      tips.put(
          node,
          node.isLeaf()
              ? 1
              : node.children.stream().mapToInt(child -> tips.getOrDefault(child, 1)).sum());
    }
    Comparator<GrownNode> byTips = Comparator.comparingInt(node -> tips.getOrDefault(node, 1));
    parentsFirst.forEach(node -> node.children.sort(byTips));
  }
}
