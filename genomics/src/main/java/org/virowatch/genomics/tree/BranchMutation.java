package org.virowatch.genomics.tree;

import org.virowatch.genomics.coordinate.NucleotidePosition;

/**
 * A change of one site along a branch.
 *
 * @param position reference position
 * @param from state at the parent: a base or {@code -}
 * @param to state at the node: a base or {@code -}
 */
public record BranchMutation(NucleotidePosition position, char from, char to) {

  /** {@code C241T}, {@code A21765-}. */
  @Override
  public String toString() {
    return from + Integer.toString(position.oneBased()) + to;
  }
}
