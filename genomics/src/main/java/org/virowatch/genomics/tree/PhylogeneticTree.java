package org.virowatch.genomics.tree;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * A rooted tree with mutations on its branches. Nodes are numbered in depth-first order from 0, the
 * root; the subtree of a node is a run of numbers. Immutable and thread-safe.
 */
public final class PhylogeneticTree {
  private final int[] parent;
  private final List<String> names;

  PhylogeneticTree(int[] parent, List<String> names) {
    this.parent = parent.clone();
    this.names = List.copyOf(names);
  }

  /** Number of nodes. */
  public int size() {
    return parent.length;
  }

  /** The node's parent; −1 for the root. */
  public int parent(int node) {
    return parent[node];
  }

  /** The node after the last one of the node's subtree. */
  public int subtreeEnd(int node) {
    int end = node + 1;
    while (end < parent.length && parent[end] >= node) {
      end++;
    }
    return end;
  }

  /** Name of the node. */
  public String name(int node) {
    return names.get(node);
  }

  /** Clade of the node; null if it has none. */
  public @Nullable String clade(int node) {
    return null;
  }

  /** Names of the clade-like attributes beside the clade, in the tree's order. */
  public List<String> attributeNames() {
    return List.of();
  }

  /** Clade-like attributes of the node, in the tree's order; those it lacks are absent. */
  public Map<String, String> attributes(int node) {
    return Map.of();
  }

  /** Lineage of the node; null if it has none. */
  public @Nullable String lineage(int node) {
    return null;
  }

  /** Changes along the branch that leads to the node; for the root, against the reference. */
  public List<BranchMutation> mutations(int node) {
    return List.of();
  }

  /** Decimal logarithm of how likely a genome belongs to the node; −10 if not given. */
  public double placementPrior(int node) {
    return -10;
  }

  /** Reference positions that placement does not look at. */
  public List<NucleotideRange> placementMask() {
    return List.of();
  }
}
