package org.virowatch.genomics.growth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of a tree that grows: one of the reference tree, a genome, or a branching point between
 * them, which is a copy of the node that it was put above.
 */
final class GrownNode {

  /** From so many children on those that share a change are looked up instead of searched. */
  private static final int MANY = 16;

  final int original;
  final @Nullable Graft genome;
  final @Nullable GrownNode copyOf;
  final String name;
  final List<GrownNode> children = new ArrayList<>();
  private @Nullable Map<Long, List<GrownNode>> childrenByChange;
  @Nullable GrownNode parent;
  BranchChanges changes;
  double divergence;
  @Nullable String clade;
  Map<String, String> attributes;

  /** Whether the branch is no longer what the reference tree says. */
  boolean branchChanged;

  /** What has become of the label that says where a clade begins. */
  CladeLabel cladeLabel = CladeLabel.KEPT;

  /** Place among the children of its parent. */
  private long order;

  /** What becomes of the label of a clade on a branch. */
  enum CladeLabel {
    KEPT,
    REMOVED,
    /** The branch now begins the clade of its node. */
    SET
  }

  private GrownNode(
      int original,
      @Nullable Graft genome,
      @Nullable GrownNode copyOf,
      String name,
      BranchChanges changes,
      double divergence,
      @Nullable String clade,
      Map<String, String> attributes) {
    this.original = original;
    this.genome = genome;
    this.copyOf = copyOf;
    this.name = name;
    this.changes = changes;
    this.divergence = divergence;
    this.clade = clade;
    this.attributes = attributes;
  }

  /**
   * A node of the reference tree.
   *
   * @param number its number there
   */
  static GrownNode original(
      int number,
      String name,
      BranchChanges changes,
      double divergence,
      @Nullable String clade,
      Map<String, String> attributes) {
    return new GrownNode(number, null, null, name, changes, divergence, clade, attributes);
  }

  /** A genome on a branch with these changes. */
  static GrownNode genome(Graft genome, BranchChanges changes, double divergence) {
    return new GrownNode(
        -1, genome, null, genome.name(), changes, divergence, genome.clade(), genome.attributes());
  }

  /** A branching point above a node; it has no children yet. */
  static GrownNode above(GrownNode node, String name, BranchChanges changes, double divergence) {
    GrownNode above =
        new GrownNode(-1, null, node, name, changes, divergence, node.clade, node.attributes);
    above.cladeLabel = CladeLabel.REMOVED;
    above.branchChanged = true;
    return above;
  }

  boolean isLeaf() {
    return children.isEmpty();
  }

  /** Makes a node the last child. */
  void attach(GrownNode child, long attachment) {
    child.parent = this;
    child.order = attachment;
    children.add(child);
    if (childrenByChange != null) {
      index(childrenByChange, child);
    } else if (children.size() > MANY) {
      Map<Long, List<GrownNode>> byChange = new HashMap<>();
      children.forEach(each -> index(byChange, each));
      childrenByChange = byChange;
    }
  }

  /** Takes a child off, before its branch changes. */
  void detach(GrownNode child) {
    children.remove(child);
    child.parent = null;
    if (childrenByChange != null) {
      SiteChanges bases = child.changes.nucleotides();
      for (int i = 0; i < bases.size(); i++) {
        List<GrownNode> same = childrenByChange.get(bases.get(i));
        if (same != null) {
          same.remove(child);
        }
      }
    }
  }

  /** Children on whose branch one of the nucleotide changes lies, and maybe others, in order. */
  List<GrownNode> childrenSharing(SiteChanges bases) {
    if (childrenByChange == null) {
      return children;
    }
    List<GrownNode> sharing = new ArrayList<>();
    for (int i = 0; i < bases.size(); i++) {
      sharing.addAll(childrenByChange.getOrDefault(bases.get(i), List.of()));
    }
    sharing.sort((a, b) -> Long.compare(a.order, b.order));
    return sharing;
  }

  private static void index(Map<Long, List<GrownNode>> byChange, GrownNode child) {
    SiteChanges bases = child.changes.nucleotides();
    for (int i = 0; i < bases.size(); i++) {
      byChange.computeIfAbsent(bases.get(i), change -> new ArrayList<>(1)).add(child);
    }
  }
}
