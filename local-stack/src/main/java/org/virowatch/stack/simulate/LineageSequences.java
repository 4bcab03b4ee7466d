package org.virowatch.stack.simulate;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.tree.BranchMutation;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** What each lineage's genome looks like in reference coordinates; a deleted base is {@code -}. */
final class LineageSequences {
  /**
   * Insertions that the dataset's lineage table leaves out. Source: constellation of BA.1
   * (cov-lineages/constellations).
   */
  private static final Map<String, Indel> INSERTIONS =
      Map.of("BA.1", Indel.insertion(22_204, "GAGCCAGAA"));

  private final byte[] reference;
  private final PhylogeneticTree tree;
  private final Map<String, Integer> nodeOf = new HashMap<>();

  LineageSequences(ReferenceDataset dataset) {
    this.reference = dataset.reference();
    this.tree =
        dataset
            .tree()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "dataset " + dataset.name() + " knows no lineages to simulate"));
    for (int node = 0; node < tree.size(); node++) {
      String lineage = tree.lineage(node);
      if (lineage != null) {
        nodeOf.putIfAbsent(lineage, node);
      }
    }
  }

  byte[] reference() {
    return reference.clone();
  }

  /** The lineage's genome, as long as the reference. */
  byte[] aligned(String lineage) {
    byte[] genome = reference.clone();
    apply(node(lineage), genome);
    return genome;
  }

  /** Insertions of the lineage and its ancestors. */
  List<Indel> insertions(String lineage) {
    for (int node = node(lineage); node >= 0; node = tree.parent(node)) {
      String name = tree.lineage(node);
      Indel insertion = name == null ? null : INSERTIONS.get(name);
      if (insertion != null) {
        return List.of(insertion);
      }
    }
    return List.of();
  }

  /** Marks every site by which the given lineages differ from the reference. */
  boolean[] definingSites(Collection<String> lineages) {
    boolean[] sites = new boolean[reference.length];
    for (String lineage : lineages) {
      for (int node = node(lineage); node >= 0; node = tree.parent(node)) {
        for (BranchMutation mutation : tree.mutations(node)) {
          sites[mutation.position().zeroBased()] = true;
        }
      }
      for (Indel insertion : insertions(lineage)) {
        sites[insertion.position()] = true;
      }
    }
    return sites;
  }

  private int node(String lineage) {
    Integer node = nodeOf.get(lineage);
    if (node == null) {
      throw new IllegalArgumentException("the dataset has no lineage " + lineage);
    }
    return node;
  }

  private void apply(int node, byte[] genome) {
    if (tree.parent(node) >= 0) {
      apply(tree.parent(node), genome);
    }
    for (BranchMutation mutation : tree.mutations(node)) {
      genome[mutation.position().zeroBased()] = (byte) mutation.to();
    }
  }
}
