package org.virowatch.genomics.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * A rooted tree with mutations on its branches. Nodes are numbered in depth-first order from 0, the
 * root; the subtree of a node is a run of numbers. Branch mutations are numbered in the order of
 * their nodes. Immutable and thread-safe.
 */
public final class PhylogeneticTree {

  /** Placement prior of a node that gives none (Nextclade's value). */
  public static final double DEFAULT_PRIOR = -10;

  /** Nextclade takes divergence for substitutions, and not a share of sites, above this. */
  private static final double COUNTED = 5;

  private final int[] parent;
  private final int[] subtreeEnd;
  private final String[] names;
  private final int[] firstMutation;
  private final int[] mutationPosition;
  private final byte[] mutationFrom;
  private final byte[] mutationTo;
  private final @Nullable String[] clades;
  private final double[] priors;
  private final double[] divergence;
  private final double largestDivergence;
  private final List<CladeAttribute> attributes;
  private final @Nullable String[][] attributeValues;
  private final Map<Integer, Map<String, String>> attributesByNode = new ConcurrentHashMap<>();
  private final Optional<String> lineageAttribute;
  private final List<NucleotideRange> placementMask;
  private final List<List<AminoAcidBranchMutation>> aminoAcidMutations;
  private final List<NodeSearch> searches;
  private final String searchesDefinition;

  PhylogeneticTree(PhylogeneticTreeBuilder builder) {
    List<PhylogeneticTreeBuilder.Node> nodes = builder.nodes();
    int size = nodes.size();
    this.parent = new int[size];
    this.subtreeEnd = new int[size];
    this.names = new String[size];
    this.clades = new String[size];
    this.priors = new double[size];
    this.divergence = new double[size];
    this.firstMutation = new int[size + 1];
    this.attributes = List.copyOf(builder.attributes());
    this.attributeValues = new String[attributes.size()][size];
    int mutations = 0;
    for (int node = 0; node < size; node++) {
      PhylogeneticTreeBuilder.Node from = nodes.get(node);
      parent[node] = from.parent;
      names[node] = from.name;
      clades[node] = from.clade;
      priors[node] = from.prior;
      divergence[node] = from.divergence;
      for (int i = 0; i < attributes.size(); i++) {
        attributeValues[i][node] = from.attributes.get(attributes.get(i).name());
      }
      firstMutation[node] = mutations;
      mutations += from.mutations.size();
    }
    firstMutation[size] = mutations;
    this.largestDivergence = Arrays.stream(divergence).max().orElse(0);
    for (int node = size - 1; node >= 0; node--) {
      subtreeEnd[node] = Math.max(subtreeEnd[node], node + 1);
      if (node > 0) {
        subtreeEnd[parent[node]] = Math.max(subtreeEnd[parent[node]], subtreeEnd[node]);
      }
    }
    this.mutationPosition = new int[mutations];
    this.mutationFrom = new byte[mutations];
    this.mutationTo = new byte[mutations];
    int index = 0;
    for (PhylogeneticTreeBuilder.Node node : nodes) {
      for (BranchMutation mutation : node.mutations) {
        mutationPosition[index] = mutation.position().zeroBased();
        mutationFrom[index] = (byte) mutation.from();
        mutationTo[index] = (byte) mutation.to();
        index++;
      }
    }
    this.lineageAttribute = builder.lineageAttribute();
    this.placementMask = List.copyOf(builder.placementMask());
    List<List<AminoAcidBranchMutation>> aminoAcids = new ArrayList<>(size);
    nodes.forEach(node -> aminoAcids.add(List.copyOf(node.aminoAcids)));
    this.aminoAcidMutations = List.copyOf(aminoAcids);
    this.searches = List.copyOf(builder.searches());
    this.searchesDefinition = builder.searchesDefinition();
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
    return subtreeEnd[node];
  }

  /** Name of the node. */
  public String name(int node) {
    return names[node];
  }

  /** Clade of the node; null if it has none. */
  public @Nullable String clade(int node) {
    return clades[node];
  }

  /** Clade-like attributes beside the clade, in the tree's order. */
  public List<CladeAttribute> cladeAttributes() {
    return attributes;
  }

  /** Clade-like attributes of the node, in the tree's order; those it lacks are absent. */
  public Map<String, String> attributes(int node) {
    return attributesByNode.computeIfAbsent(node, this::gatherAttributes);
  }

  private Map<String, String> gatherAttributes(int node) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < attributes.size(); i++) {
      String value = attributeValues[i][node];
      if (value != null) {
        values.put(attributes.get(i).name(), value);
      }
    }
    return Collections.unmodifiableMap(values);
  }

  /** Value of one clade-like attribute at the node; null if it has none. */
  public @Nullable String attribute(int node, String name) {
    for (int i = 0; i < attributes.size(); i++) {
      if (attributes.get(i).name().equals(name)) {
        return attributeValues[i][node];
      }
    }
    return null;
  }

  /**
   * The attribute that names lineages: {@code Nextclade_pango}, else one called like a lineage or
   * subclade. Empty where lineages are clades.
   */
  public Optional<String> lineageAttribute() {
    return lineageAttribute;
  }

  /** Lineage of the node; null if it has none. */
  public @Nullable String lineage(int node) {
    String value =
        lineageAttribute.isPresent() ? attribute(node, lineageAttribute.get()) : clades[node];
    return value == null || value.isEmpty() || value.equals("unassigned") ? null : value;
  }

  /** Changes along the branch that leads to the node; for the root, against the reference. */
  public List<BranchMutation> mutations(int node) {
    List<BranchMutation> mutations = new ArrayList<>();
    for (int i = firstMutation[node]; i < firstMutation[node + 1]; i++) {
      mutations.add(
          new BranchMutation(
              new NucleotidePosition(mutationPosition[i]),
              (char) mutationFrom[i],
              (char) mutationTo[i]));
    }
    return List.copyOf(mutations);
  }

  /** Number of branch mutations. */
  public int mutationCount() {
    return mutationPosition.length;
  }

  /** First branch mutation of the node; those of the last node end at {@link #mutationCount()}. */
  public int firstMutation(int node) {
    return firstMutation[node];
  }

  /** The branch mutation after the last one of the node. */
  public int lastMutation(int node) {
    return firstMutation[node + 1];
  }

  /** Reference position of a branch mutation, counted from 0. */
  public int mutationPosition(int mutation) {
    return mutationPosition[mutation];
  }

  /** State before a branch mutation: a base or {@code -}. */
  public byte mutationFrom(int mutation) {
    return mutationFrom[mutation];
  }

  /** State after a branch mutation: a base or {@code -}. */
  public byte mutationTo(int mutation) {
    return mutationTo[mutation];
  }

  /** Changes of amino acids along the branch that leads to the node. */
  public List<AminoAcidBranchMutation> aminoAcidMutations(int node) {
    return aminoAcidMutations.get(node);
  }

  /** Distance of a node from the root in the tree's own unit; 0 if it gives none. */
  public double divergence(int node) {
    return divergence[node];
  }

  /** Whether divergence counts substitutions, and is no share of the sites (Nextclade's guess). */
  public boolean countsSubstitutions() {
    return largestDivergence > COUNTED;
  }

  /** {@link #searches()} and what else the tree says of them, a JSON object. */
  public String searchesDefinition() {
    return searchesDefinition;
  }

  /** Nodes that genomes are to be compared with. */
  public List<NodeSearch> searches() {
    return searches;
  }

  /** The node's earliest ancestor, itself included, of the same clade; itself if it has none. */
  public int cladeFounder(int node) {
    int founder = node;
    String clade = clades[node];
    for (int ancestor = node; clade != null && ancestor >= 0; ancestor = parent[ancestor]) {
      founder = clade.equals(clades[ancestor]) ? ancestor : founder;
    }
    return founder;
  }

  /** The same for a clade-like attribute. */
  public int founder(int node, String attribute) {
    int founder = node;
    String value = attribute(node, attribute);
    for (int ancestor = node; value != null && ancestor >= 0; ancestor = parent[ancestor]) {
      founder = value.equals(attribute(ancestor, attribute)) ? ancestor : founder;
    }
    return founder;
  }

  /** Decimal logarithm of how likely a genome belongs to the node. */
  public double placementPrior(int node) {
    return priors[node];
  }

  /** Reference positions that placement does not look at. */
  public List<NucleotideRange> placementMask() {
    return placementMask;
  }

  /**
   * Checks that every branch mutation starts from what its parent, and at first the reference, has.
   *
   * @throws TreeException if one does not: tree and reference do not belong together
   */
  public void requireGrownFrom(byte[] reference) {
    TreeWalk walk = new TreeWalk(this, reference);
    for (int node = 0; node < size(); node++) {
      int entered = node;
      walk.enter(node, mutation -> requireFits(entered, mutation, walk.sequence()));
    }
  }

  private void requireFits(int node, int mutation, byte[] state) {
    int position = mutationPosition[mutation];
    if (position < 0 || position >= state.length) {
      throw unrelated(node, mutation, " lies outside the reference of " + state.length + " bases");
    }
    if (state[position] != mutationFrom[mutation]) {
      throw unrelated(
          node,
          mutation,
          " starts from "
              + (char) mutationFrom[mutation]
              + " where its parent has "
              + (char) state[position]);
    }
  }

  private TreeException unrelated(int node, int mutation, String how) {
    return new TreeException(
        "mutation "
            + mutations(node).get(mutation - firstMutation(node))
            + " of node "
            + names[node]
            + how
            + "; tree and reference do not belong together");
  }
}
