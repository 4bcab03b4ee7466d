package org.virowatch.genomics.placement;

import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** Places genomes on a reference tree. Reuses buffers: not thread-safe, one for each thread. */
@SuppressWarnings("DoNotCallSuggester") // until placement is written
public final class LineagePlacement {
  private final PhylogeneticTree tree;

  /**
   * @param dataset a dataset with a tree
   * @throws IllegalArgumentException if it has none
   */
  public LineagePlacement(ReferenceDataset dataset) {
    this.tree =
        dataset
            .tree()
            .orElseThrow(
                () -> new IllegalArgumentException("dataset " + dataset.name() + " has no tree"));
  }

  /** The node nearest to a genome. */
  public Placement place(NucleotideCalls calls) {
    throw new UnsupportedOperationException(
        "placement on " + tree.size() + " nodes of " + calls.aligned());
  }
}
