package org.virowatch.genomics.placement;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.virowatch.genomics.tree.AminoAcidBranchMutation;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * What nodes of a tree have where they were changed on the way from the root. Remembers nodes asked
 * for; thread-safe.
 */
public final class NodeLetters {

  /** Nodes remembered; beyond it all are forgotten. */
  private static final int MOST_NODES = 256;

  private final PhylogeneticTree tree;
  private final Map<Integer, State> states = new ConcurrentHashMap<>();

  /**
   * A node's letters.
   *
   * @param bases bases, or {@code -}, by 0-based reference position
   * @param aminoAcids amino acids, or {@code -}, by CDS and 0-based codon
   */
  public record State(
      Map<Integer, Character> bases, Map<String, Map<Integer, Character>> aminoAcids) {

    /** The node's base at a 0-based position where the reference has another, or that one. */
    public char base(int position, byte reference) {
      return bases.getOrDefault(position, (char) reference);
    }

    /** The node's amino acid at a 0-based codon, or the reference's. */
    public char aminoAcid(String cds, int codon, char reference) {
      return aminoAcids.getOrDefault(cds, Map.of()).getOrDefault(codon, reference);
    }
  }

  /** The letters of the reference itself. */
  public static final State REFERENCE = new State(Map.of(), Map.of());

  /**
   * @param tree the tree
   */
  public NodeLetters(PhylogeneticTree tree) {
    this.tree = tree;
  }

  /** Letters of a node. */
  public State of(int node) {
    State known = states.get(node);
    if (known == null) {
      known = gather(node);
      if (states.size() >= MOST_NODES) {
        states.clear();
      }
      states.put(node, known);
    }
    return known;
  }

  private State gather(int node) {
    Map<Integer, Character> bases = new HashMap<>();
    Map<String, Map<Integer, Character>> aminoAcids = new HashMap<>();
    for (int ancestor = node; ancestor >= 0; ancestor = tree.parent(ancestor)) {
      for (int i = tree.lastMutation(ancestor) - 1; i >= tree.firstMutation(ancestor); i--) {
        bases.putIfAbsent(tree.mutationPosition(i), (char) tree.mutationTo(i));
      }
      var mutations = tree.aminoAcidMutations(ancestor);
      for (int i = mutations.size() - 1; i >= 0; i--) {
        AminoAcidBranchMutation mutation = mutations.get(i);
        aminoAcids
            .computeIfAbsent(mutation.cds(), cds -> new HashMap<>())
            .putIfAbsent(mutation.position().zeroBased(), mutation.to());
      }
    }
    return new State(bases, aminoAcids);
  }
}
