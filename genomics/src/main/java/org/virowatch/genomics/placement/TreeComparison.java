package org.virowatch.genomics.placement;

import java.util.List;

/**
 * A genome seen from the nodes of the tree that matter to it.
 *
 * @param aminoAcids amino acids that differ from the nearest node
 * @param founders differences from the founder of its clade and of each clade-like attribute that
 *     has one
 * @param searched differences from the nodes the tree's makers want genomes compared with
 */
public record TreeComparison(
    PrivateAminoAcids aminoAcids, List<NodeDifferences> founders, List<NodeDifferences> searched) {

  /** What there is to say without a tree. */
  public static final TreeComparison NONE =
      new TreeComparison(PrivateAminoAcids.NONE, List.of(), List.of());

  public TreeComparison {
    founders = List.copyOf(founders);
    searched = List.copyOf(searched);
  }
}
