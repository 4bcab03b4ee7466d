package org.virowatch.genomics.placement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.call.AminoAcidCalls;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.tree.CladeAttribute;
import org.virowatch.genomics.tree.NodeSearch;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * Compares placed genomes with their nearest node's amino acids, with the founders of their clade
 * and clade-like attributes, and with the nodes named by the tree. Reuses buffers: not thread-safe.
 */
public final class TreeComparer {

  /** What the founder of the clade is called. */
  public static final String CLADE = "clade";

  private static final PrivateMutations NO_MUTATIONS =
      new PrivateMutations(List.of(), List.of(), List.of(), List.of());

  private final PhylogeneticTree tree;
  private final PrivateMutationFinder nucleotides;
  private final PrivateAminoAcidFinder aminoAcids;

  /**
   * @param dataset whose tree genomes are placed on
   * @param tree the dataset's tree
   */
  public TreeComparer(ReferenceDataset dataset, PhylogeneticTree tree) {
    this.tree = tree;
    nucleotides = new PrivateMutationFinder(tree, dataset.reference(), dataset.mutationLabels());
    aminoAcids = new PrivateAminoAcidFinder(tree, dataset.annotation(), dataset.mutationLabels());
  }

  /** A genome compared with the nodes that matter to it. */
  public TreeComparison compare(
      Placement placement, NucleotideCalls calls, AminoAcidCalls proteins) {
    int node = placement.node();
    List<NodeDifferences> founders = new ArrayList<>();
    if (tree.clade(node) != null) {
      founders.add(differences(CLADE, tree.clade(node), tree.cladeFounder(node), calls, proteins));
    }
    for (CladeAttribute attribute : tree.cladeAttributes()) {
      String value = tree.attribute(node, attribute.name());
      if (!attribute.skipAsReference() && value != null) {
        int founder = tree.founder(node, attribute.name());
        founders.add(differences(attribute.name(), value, founder, calls, proteins));
      }
    }
    List<NodeDifferences> searched = new ArrayList<>();
    for (NodeSearch search : tree.searches()) {
      searched.add(
          differences(search.displayName(), null, search.find(tree, node), calls, proteins));
    }
    return new TreeComparison(aminoAcids.find(node, proteins), founders, searched);
  }

  private NodeDifferences differences(
      String key,
      @Nullable String value,
      int node,
      NucleotideCalls calls,
      AminoAcidCalls proteins) {
    return node < 0
        ? new NodeDifferences(key, value, null, NO_MUTATIONS, PrivateAminoAcids.NONE)
        : new NodeDifferences(
            key,
            value,
            tree.name(node),
            nucleotides.find(node, calls),
            aminoAcids.find(node, proteins));
  }
}
