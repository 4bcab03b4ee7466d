package org.virowatch.genomics.tree;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node that the tree's makers want genomes compared with ({@code ref_nodes} of Nextclade's
 * extension), and for which genomes.
 *
 * @param name name of the search
 * @param displayName name in columns
 * @param criteria alternatives; the first that finds a node counts
 * @param definition all that the tree says of it, a JSON object
 */
public record NodeSearch(
    String name, String displayName, List<Criterion> criteria, String definition) {

  public NodeSearch {
    criteria = List.copyOf(criteria);
  }

  /** Where a node is looked for. */
  public enum Algorithm {
    /** Anywhere on the tree, in depth-first order. */
    FULL,
    /** Among the genome's ancestors, the one nearest to the root. */
    ANCESTOR_EARLIEST,
    /** Among the genome's ancestors, the one nearest to the genome. */
    ANCESTOR_NEAREST
  }

  /**
   * One alternative.
   *
   * @param genomes genomes to compare: any of these has to match the genome's nearest node
   * @param targets nodes to compare with: the first that is found
   * @param definition all that the tree says of it, a JSON object
   */
  public record Criterion(List<NodePattern> genomes, List<Target> targets, String definition) {
    public Criterion {
      genomes = List.copyOf(genomes);
      targets = List.copyOf(targets);
    }
  }

  /**
   * A node to look for.
   *
   * @param algorithm where
   * @param pattern which
   */
  public record Target(Algorithm algorithm, NodePattern pattern) {}

  /**
   * Says which nodes are meant. A node matches by its name, or its clade, or by all the attributes.
   *
   * @param names names of nodes
   * @param clades clades
   * @param attributes values by clade-like attribute
   */
  public record NodePattern(
      List<String> names, List<String> clades, Map<String, List<String>> attributes) {
    public NodePattern {
      names = List.copyOf(names);
      clades = List.copyOf(clades);
      attributes = Map.copyOf(attributes);
    }

    boolean matchesGroup(PhylogeneticTree tree, int node) {
      @Nullable String clade = tree.clade(node);
      if (clade != null && clades.contains(clade)) {
        return true;
      }
      return matchesAttributes(tree, node);
    }

    /** Whether attributes are given, and the node has all of them. */
    public boolean matchesAttributes(PhylogeneticTree tree, int node) {
      return !attributes.isEmpty()
          && attributes.entrySet().stream()
              .allMatch(
                  entry -> {
                    String value = tree.attribute(node, entry.getKey());
                    return value != null && entry.getValue().contains(value);
                  });
    }

    boolean matches(PhylogeneticTree tree, int node) {
      return names.contains(tree.name(node)) || matchesGroup(tree, node);
    }
  }

  /**
   * A node that was found.
   *
   * @param criterion the alternative that found it
   * @param pattern what it matches
   * @param node the node
   */
  public record Found(Criterion criterion, NodePattern pattern, int node) {}

  /** The node to compare a genome with whose nearest node is given; −1 if there is none. */
  public int find(PhylogeneticTree tree, int nearest) {
    return search(tree, nearest).map(Found::node).orElse(-1);
  }

  /** The same with how it was found. */
  public Optional<Found> search(PhylogeneticTree tree, int nearest) {
    for (Criterion criterion : criteria) {
      if (criterion.genomes().stream().anyMatch(pattern -> pattern.matchesGroup(tree, nearest))) {
        for (Target target : criterion.targets()) {
          int found = find(tree, nearest, target);
          if (found >= 0) {
            return Optional.of(new Found(criterion, target.pattern(), found));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static int find(PhylogeneticTree tree, int nearest, Target target) {
    if (target.algorithm() == Algorithm.FULL) {
      for (int node = 0; node < tree.size(); node++) {
        if (target.pattern().matches(tree, node)) {
          return node;
        }
      }
      return -1;
    }
    int found = -1;
    for (int node = nearest; node >= 0; node = tree.parent(node)) {
      if (target.pattern().matches(tree, node)) {
        found = node;
        if (target.algorithm() == Algorithm.ANCESTOR_NEAREST) {
          break;
        }
      }
    }
    return found;
  }
}
