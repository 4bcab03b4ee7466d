package org.virowatch.genomics.tree;

import java.util.function.IntConsumer;

/**
 * The sequences of a tree's nodes, one after the other. Going from a node to another costs the
 * mutations of the branches between them. Nodes are entered in the order of their numbers.
 */
public final class TreeWalk {
  private final PhylogeneticTree tree;
  private final byte[] sequence;
  private int current = -1;

  /** Begins before the root, with a copy of the reference. */
  public TreeWalk(PhylogeneticTree tree, byte[] reference) {
    this.tree = tree;
    this.sequence = reference.clone();
  }

  /** Returns the sequence of where the walk is. Live; not to be changed. */
  public byte[] sequence() {
    return sequence;
  }

  /** Goes back to the parent of a node, or before the root. */
  public void backToParentOf(int node) {
    while (current != tree.parent(node)) {
      for (int i = tree.lastMutation(current) - 1; i >= tree.firstMutation(current); i--) {
        sequence[tree.mutationPosition(i)] = tree.mutationFrom(i);
      }
      current = tree.parent(current);
    }
  }

  /** Goes on to a node. */
  public void enter(int node) {
    enter(node, mutation -> {});
  }

  /**
   * Goes on to a node.
   *
   * @param before is told each mutation of its branch before it is made
   */
  void enter(int node, IntConsumer before) {
    backToParentOf(node);
    for (int i = tree.firstMutation(node); i < tree.lastMutation(node); i++) {
      before.accept(i);
      sequence[tree.mutationPosition(i)] = tree.mutationTo(i);
    }
    current = node;
  }
}
