package org.virowatch.genomics.convergence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.tree.PhylogeneticTree;
import org.virowatch.genomics.tree.TreeWalk;

/**
 * What the branches of a tree tell: which gained which amino acid, how long each codon was in each
 * of its states, and how often silent sites changed.
 */
final class BranchGains {
  /** A branch of this many substitutions is long, and not looked at. */
  static final int LONG_BRANCH = 20;

  /** An amino acid at a codon. */
  record Gained(int codon, char to) {}

  private final PhylogeneticTree tree;
  private final byte[] reference;
  private final CodonStates codons;
  private final ProblematicSites problematic;
  private final BranchDates dates;
  private final String since;

  private final double[] lengths;
  private final double[] below;
  private final Map<Gained, List<Integer>> gains = new LinkedHashMap<>();

  /** Of each codon, the branch length spent in each of its states. */
  private final List<Map<Integer, Double>> exposure = new ArrayList<>();

  private final MutationRates rates;

  /**
   * Looks at the branches.
   *
   * @param since only at those of this date or later; empty for all
   */
  BranchGains(
      ReferenceDataset dataset,
      PhylogeneticTree tree,
      CodonStates codons,
      BranchDates dates,
      String since) {
    this.tree = tree;
    this.reference = dataset.reference();
    this.codons = codons;
    this.problematic =
        ProblematicSites.of(
            dataset.attributes().getOrDefault("reference accession", dataset.referenceName()),
            tree.placementMask());
    this.dates = dates;
    this.since = since;
    this.lengths = new double[tree.size()];
    this.below = new double[tree.size()];
    double total = measure();
    for (int codon = 0; codon < codons.codons(); codon++) {
      Map<Integer, Double> states = new HashMap<>();
      states.put(codons.packed(codon, reference), total);
      exposure.add(states);
    }
    this.rates = walk(total);
  }

  /** Returns the nodes whose branches gained an amino acid. */
  Map<Gained, List<Integer>> gains() {
    return gains;
  }

  /** Returns the branch length that a codon spent in each of its states. */
  Map<Integer, Double> exposure(int codon) {
    return exposure.get(codon);
  }

  /** Returns the rates of substitutions, learnt from silent sites. */
  MutationRates rates() {
    return rates;
  }

  /** Sets the length of every branch that counts, and the sum below each node. */
  private double measure() {
    double total = 0;
    for (int node = tree.size() - 1; node >= 0; node--) {
      int substitutions = 0;
      for (int i = tree.firstMutation(node); i < tree.lastMutation(node); i++) {
        substitutions +=
            MutationRates.isBase(tree.mutationFrom(i)) && MutationRates.isBase(tree.mutationTo(i))
                ? 1
                : 0;
      }
      boolean counts =
          substitutions < LONG_BRANCH && (since.isEmpty() || dates.of(node).compareTo(since) >= 0);
      lengths[node] = counts ? substitutions : -1;
      double own = Math.max(0, lengths[node]);
      total += own;
      if (tree.parent(node) >= 0) {
        below[tree.parent(node)] += below[node] + own;
      }
    }
    return total;
  }

  /** Walks the tree with the state of every site, and collects gains and exposure. */
  private MutationRates walk(double total) {
    List<Integer> silent = codons.silentSites(reference);
    Map<Integer, Integer> siteAt = new HashMap<>();
    byte[] silentBases = new byte[silent.size()];
    for (int site = 0; site < silent.size(); site++) {
      siteAt.put(silent.get(site), site);
      silentBases[site] = reference[silent.get(site)];
    }
    int[][] seen = new int[silent.size()][4];
    TreeWalk walk = new TreeWalk(tree, reference);
    for (int node = 0; node < tree.size(); node++) {
      walk.backToParentOf(node);
      enter(node, walk);
      for (int i = tree.firstMutation(node);
          lengths[node] >= 0 && i < tree.lastMutation(node);
          i++) {
        Integer site = siteAt.get(tree.mutationPosition(i));
        // Back mutations of a silent site count as nothing: its rate is that of the reference base.
        if (site != null
            && tree.mutationFrom(i) == silentBases[site]
            && MutationRates.isBase(tree.mutationTo(i))) {
          seen[site][MutationRates.index(tree.mutationTo(i))]++;
        }
      }
    }
    return new MutationRates(silentBases, seen, total);
  }

  /** Enters a node from its parent, and notes the amino acids gained. */
  private void enter(int node, TreeWalk walk) {
    byte[] state = walk.sequence();
    List<Integer> positions = new ArrayList<>();
    for (int i = tree.firstMutation(node); i < tree.lastMutation(node); i++) {
      positions.add(tree.mutationPosition(i));
    }
    Set<Integer> touched = codons.at(positions);
    Map<Integer, Integer> before = new HashMap<>();
    Map<Integer, Character> aminoAcids = new HashMap<>();
    for (int codon : touched) {
      before.put(codon, codons.packed(codon, state));
      aminoAcids.put(codon, codons.aminoAcid(codon, state));
    }
    walk.enter(node);
    for (int codon : touched) {
      Map<Integer, Double> states = exposure.get(codon);
      states.merge(before.getOrDefault(codon, 0), -below[node], Double::sum);
      states.merge(codons.packed(codon, state), below[node], Double::sum);
      char to = codons.aminoAcid(codon, state);
      if (lengths[node] >= 0
          && to != aminoAcids.getOrDefault(codon, to)
          && to != 'X'
          && to != '-'
          && to != codons.aminoAcid(codon, reference)
          && !isProblematic(codon)) {
        gains.computeIfAbsent(new Gained(codon, to), absent -> new ArrayList<>()).add(node);
      }
    }
  }

  private boolean isProblematic(int codon) {
    return problematic.contains(codons.position(codon, 0))
        || problematic.contains(codons.position(codon, 1))
        || problematic.contains(codons.position(codon, 2));
  }
}
