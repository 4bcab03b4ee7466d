package org.virowatch.genomics.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.coordinate.NucleotideRange;

/** Collects the nodes of a tree in depth-first order. Not thread-safe. */
public final class PhylogeneticTreeBuilder {
  private static final String PANGO = "Nextclade_pango";

  private final List<Node> nodes = new ArrayList<>();
  private List<CladeAttribute> attributes = List.of();
  private List<NucleotideRange> placementMask = List.of();
  private List<NodeSearch> searches = List.of();
  private String searchesDefinition = "{}";

  /**
   * Adds a node after its parent and the parent's earlier subtrees.
   *
   * @param parent number of its parent; −1 for the root, which comes first
   * @return the node, to be filled; its number is the number of nodes added before
   */
  public Node add(int parent) {
    if (nodes.isEmpty() ? parent != -1 : parent < 0 || parent >= nodes.size()) {
      throw new IllegalArgumentException("node " + nodes.size() + " cannot have parent " + parent);
    }
    Node node = new Node(parent);
    nodes.add(node);
    return node;
  }

  /** Number of nodes added. */
  public int size() {
    return nodes.size();
  }

  /** Declares the clade-like attributes. */
  public PhylogeneticTreeBuilder attributes(List<CladeAttribute> declared) {
    attributes = declared;
    return this;
  }

  /** Declares the positions placement does not look at. */
  public PhylogeneticTreeBuilder placementMask(List<NucleotideRange> ranges) {
    placementMask = ranges;
    return this;
  }

  /**
   * Declares the nodes genomes are compared with.
   *
   * @param definition the searches and what else is said of them, a JSON object
   */
  public PhylogeneticTreeBuilder searches(List<NodeSearch> declared, String definition) {
    searches = declared;
    searchesDefinition = definition;
    return this;
  }

  /**
   * The tree.
   *
   * @throws TreeException if there is no node
   */
  public PhylogeneticTree build() {
    if (nodes.isEmpty()) {
      throw new TreeException("the tree has no nodes");
    }
    return new PhylogeneticTree(this);
  }

  List<Node> nodes() {
    return nodes;
  }

  List<CladeAttribute> attributes() {
    return attributes;
  }

  List<NucleotideRange> placementMask() {
    return placementMask;
  }

  List<NodeSearch> searches() {
    return searches;
  }

  String searchesDefinition() {
    return searchesDefinition;
  }

  /**
   * {@code Nextclade_pango}, else exactly {@code lineage}, {@code subclade}, {@code pango_lineage},
   * else the first attribute whose name ends with lineage or subclade and does not say that it is
   * old, short or only proposed.
   */
  Optional<String> lineageAttribute() {
    List<String> names = attributes.stream().map(CladeAttribute::name).toList();
    if (names.contains(PANGO)) {
      return Optional.of(PANGO);
    }
    for (String wanted : List.of("lineage", "subclade", "pango_lineage")) {
      for (String name : names) {
        if (name.equalsIgnoreCase(wanted)) {
          return Optional.of(name);
        }
      }
    }
    return names.stream()
        .filter(
            name -> {
              String lower = name.toLowerCase(Locale.ROOT);
              return (lower.endsWith("lineage") || lower.endsWith("subclade"))
                  && !lower.startsWith("legacy")
                  && !lower.startsWith("short")
                  && !lower.startsWith("proposed");
            })
        .findFirst();
  }

  /** A node being filled. */
  public static final class Node {
    final int parent;
    String name = "";
    @Nullable String clade;
    double prior = PhylogeneticTree.DEFAULT_PRIOR;
    double divergence;
    final List<BranchMutation> mutations = new ArrayList<>();
    final List<AminoAcidBranchMutation> aminoAcids = new ArrayList<>();
    final Map<String, String> attributes = new HashMap<>();

    private Node(int parent) {
      this.parent = parent;
    }

    /** Sets the name. */
    public Node name(String value) {
      name = value;
      return this;
    }

    /** Sets the clade. */
    public Node clade(@Nullable String value) {
      clade = value;
      return this;
    }

    /** Sets the decimal logarithm of how likely a genome belongs here. */
    public Node prior(double value) {
      prior = value;
      return this;
    }

    /** Sets how far the node is from the root, in the tree's own unit. */
    public Node divergence(double value) {
      divergence = value;
      return this;
    }

    /** Adds a change along the branch to the node. */
    public Node mutation(BranchMutation mutation) {
      mutations.add(mutation);
      return this;
    }

    /** Adds a change of an amino acid along the branch to the node. */
    public Node mutation(AminoAcidBranchMutation mutation) {
      aminoAcids.add(mutation);
      return this;
    }

    /** Sets a clade-like attribute. */
    public Node attribute(String key, String value) {
      attributes.put(key, value);
      return this;
    }
  }
}
