package org.virowatch.ingest.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.growth.Graft;
import org.virowatch.genomics.growth.GraftMaker;
import org.virowatch.genomics.growth.GrownTree;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * The genomes of a call that are to be built into its dataset's tree, gathered once for all the
 * tree's files.
 */
final class GrowingTree {

  private final ReferenceDataset dataset;
  private final boolean greedy;
  private final List<Graft> genomes = new ArrayList<>();
  private @Nullable GraftMaker grafts;
  private boolean gathered;
  private @Nullable GrownTree grown;

  /**
   * @param greedy whether genomes are moved from their nearest nodes to where they fit best
   */
  GrowingTree(ReferenceDataset dataset, boolean greedy) {
    this.dataset = dataset;
    this.greedy = greedy;
  }

  ReferenceDataset dataset() {
    return dataset;
  }

  /** What makes genomes' nodes, for the first output that asks, which is to gather for all. */
  Optional<GraftMaker> gather(PhylogeneticTree tree) {
    boolean first = !gathered;
    gathered = true;
    if (grafts == null) {
      grafts = new GraftMaker(dataset, tree);
    }
    return first ? Optional.of(grafts) : Optional.empty();
  }

  /** Takes a genome's node. Called on one thread. */
  void add(Graft genome) {
    genomes.add(genome);
  }

  /** The tree with all genomes. Nothing can be added any more. */
  GrownTree tree() {
    if (grafts == null) {
      throw new IllegalStateException("nothing gathers genomes for the tree");
    }
    if (grown == null) {
      grown = GrownTree.of(grafts, genomes, greedy);
    }
    return grown;
  }
}
