package org.virowatch.genomics.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final NodeDifferences NOWHERE =
      new NodeDifferences(
          "",
          null,
          -1,
          null,
          new PrivateMutations(List.of(), List.of(), List.of(), List.of()),
          PrivateAminoAcids.NONE);

  /**
   * A node that matters to genomes placed at another.
   *
   * @param key the attribute it is the founder of, or the name of the search that found it
   * @param value the attribute's value; null for a search
   * @param node the node; −1 if there is none
   */
  private record Compared(String key, @Nullable String value, int node) {}

  /** Founders and nodes searched for. */
  private record Targets(List<Compared> founders, List<Compared> searched) {}

  private final PhylogeneticTree tree;
  private final PrivateMutationFinder nucleotides;
  private final PrivateAminoAcidFinder aminoAcids;
  private final Map<Integer, Targets> targets = new HashMap<>(); // by nearest node

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
    int nearest = placement.node();
    Targets nodes = targets.computeIfAbsent(nearest, this::targets);
    PrivateAminoAcids own = aminoAcids.find(nearest, proteins);
    Map<Integer, NodeDifferences> done = new HashMap<>(); // several founders may be one node
    done.put(
        nearest, new NodeDifferences("", null, nearest, null, placement.privateMutations(), own));
    return new TreeComparison(
        own,
        differences(nodes.founders(), calls, proteins, done),
        differences(nodes.searched(), calls, proteins, done));
  }

  private Targets targets(int nearest) {
    List<Compared> founders = new ArrayList<>();
    if (tree.clade(nearest) != null) {
      founders.add(new Compared(CLADE, tree.clade(nearest), tree.cladeFounder(nearest)));
    }
    for (CladeAttribute attribute : tree.cladeAttributes()) {
      String value = tree.attribute(nearest, attribute.name());
      if (!attribute.skipAsReference() && value != null) {
        founders.add(
            new Compared(attribute.name(), value, tree.founder(nearest, attribute.name())));
      }
    }
    List<Compared> searched = new ArrayList<>();
    for (NodeSearch search : tree.searches()) {
      searched.add(new Compared(search.displayName(), null, search.find(tree, nearest)));
    }
    return new Targets(founders, searched);
  }

  private List<NodeDifferences> differences(
      List<Compared> nodes,
      NucleotideCalls calls,
      AminoAcidCalls proteins,
      Map<Integer, NodeDifferences> done) {
    List<NodeDifferences> differences = new ArrayList<>(nodes.size());
    for (Compared compared : nodes) {
      int node = compared.node();
      NodeDifferences known = node < 0 ? NOWHERE : done.get(node);
      PrivateMutations bases = known == null ? nucleotides.find(node, calls) : known.nucleotides();
      PrivateAminoAcids letters =
          known == null ? aminoAcids.find(node, proteins) : known.aminoAcids();
      NodeDifferences found =
          new NodeDifferences(
              compared.key(),
              compared.value(),
              node,
              node < 0 ? null : tree.name(node),
              bases,
              letters);
      done.put(node, found);
      differences.add(found);
    }
    return differences;
  }
}
