package org.virowatch.genomics.convergence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * Finds amino acids that branches of a tree gained independently more often than mutation rates
 * give: a sign of selection (convergent evolution). Gains are counted on branches, as in L. van
 * Dorp and others, "No evidence for increased transmissibility from recurrent mutations in
 * SARS-CoV-2", Nature Communications 11 (2020) 5986, and set against the rates of silent
 * substitutions (see {@link MutationRates}) with the time each codon spent one substitution away
 * from the amino acid.
 *
 * <p>What is no evidence is left out:
 *
 * <ul>
 *   <li>long branches: recombinants inherit from two parents what the tree shows as gained, and a
 *       branch of so many changes hides what came first;
 *   <li>changes back to the reference, which are gaps filled with it more often than reversions;
 *   <li>changes at {@link ProblematicSites};
 *   <li>changes of which hardly any is inherited: errors of sequencing have no descendants.
 * </ul>
 *
 * <p>Deletions and insertions have no rate and are not looked at.
 */
public final class Convergence {
  /** A branch of this many substitutions is long. */
  public static final int LONG_BRANCH = 20;

  /** Branches whose gain is inherited that a change needs. */
  public static final int LEAST_INHERITED = 2;

  /** Share of the gains that must be inherited. */
  public static final double LEAST_SHARE_INHERITED = 0.1;

  private static final double LEAST_EXPECTED = 1e-3;
  private static final byte[] BASES = {'A', 'C', 'G', 'T'};

  private record Gained(int codon, char to) {}

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

  private Convergence(
      ReferenceDataset dataset, PhylogeneticTree tree, BranchDates dates, String since) {
    this.tree = tree;
    this.reference = dataset.reference();
    this.codons = new CodonStates(dataset.annotation(), reference.length);
    this.problematic =
        ProblematicSites.of(
            dataset.attributes().getOrDefault("reference accession", dataset.referenceName()),
            tree.placementMask());
    this.dates = dates;
    this.since = since;
    this.lengths = new double[tree.size()];
    this.below = new double[tree.size()];
  }

  /**
   * Finds the changes.
   *
   * @param dataset with a tree
   * @param dates of its branches
   * @param since only branches of this date or later, the beginning of an ISO 8601 date such as
   *     {@code 2022}; empty for all
   * @return ordered by p, the least likely first
   * @throws IllegalArgumentException if the dataset has no tree
   */
  public static List<ConvergentChange> find(
      ReferenceDataset dataset, BranchDates dates, String since) {
    PhylogeneticTree tree =
        dataset
            .tree()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "dataset " + dataset.name() + " has no tree to find convergence on"));
    return new Convergence(dataset, tree, dates, since).find();
  }

  private List<ConvergentChange> find() {
    double total = measure();
    for (int codon = 0; codon < codons.codons(); codon++) {
      Map<Integer, Double> states = new HashMap<>();
      states.put(codons.packed(codon, reference), total);
      exposure.add(states);
    }
    MutationRates rates = walk(total);
    return changes(rates);
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
    byte[] state = reference.clone();
    int current = -1;
    for (int node = 0; node < tree.size(); node++) {
      while (current != tree.parent(node)) {
        for (int i = tree.lastMutation(current) - 1; i >= tree.firstMutation(current); i--) {
          state[tree.mutationPosition(i)] = tree.mutationFrom(i);
        }
        current = tree.parent(current);
      }
      enter(node, state);
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
      current = node;
    }
    return new MutationRates(silentBases, seen, total);
  }

  /** Applies the changes of a branch, and notes the amino acids gained. */
  private void enter(int node, byte[] state) {
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
    for (int i = tree.firstMutation(node); i < tree.lastMutation(node); i++) {
      state[tree.mutationPosition(i)] = tree.mutationTo(i);
    }
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

  private List<ConvergentChange> changes(MutationRates rates) {
    Map<Gained, Double> expected = expected(rates);
    List<ConvergentChange> changes = new ArrayList<>();
    gains.forEach(
        (gained, nodes) -> {
          int inherited = (int) nodes.stream().filter(this::hasDescendants).count();
          double mean = Math.max(LEAST_EXPECTED, expected.getOrDefault(gained, 0.0));
          changes.add(change(gained, nodes, inherited, mean, rates.shape()));
        });
    changes.sort(
        Comparator.comparingDouble(ConvergentChange::p)
            .thenComparing(Comparator.comparingInt(ConvergentChange::gains).reversed())
            .thenComparing(ConvergentChange::name));
    // Every change that one substitution could have made was tested, gained or not.
    double tests = Math.max(expected.size(), changes.size());
    double[] adjusted = new double[changes.size()];
    double smallest = 1;
    for (int rank = changes.size(); rank > 0; rank--) {
      smallest = Math.min(smallest, changes.get(rank - 1).p() * tests / rank);
      adjusted[rank - 1] = smallest;
    }
    List<ConvergentChange> found = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      ConvergentChange change = changes.get(i);
      if (change.inherited() >= LEAST_INHERITED
          && change.inherited() >= LEAST_SHARE_INHERITED * change.gains()) {
        found.add(withAdjusted(change, adjusted[i]));
      }
    }
    return found;
  }

  private boolean hasDescendants(int node) {
    return tree.subtreeEnd(node) > node + 1;
  }

  private ConvergentChange change(
      Gained gained, List<Integer> nodes, int inherited, double expected, double shape) {
    TreeSet<String> lineages = new TreeSet<>();
    TreeSet<String> when = new TreeSet<>();
    for (int node : nodes) {
      String lineage = tree.lineage(node);
      if (lineage != null) {
        lineages.add(lineage);
      }
      if (!dates.of(node).isEmpty()) {
        when.add(dates.of(node));
      }
    }
    return new ConvergentChange(
        codons.cds(gained.codon),
        new CodonPosition(codons.number(gained.codon)),
        codons.aminoAcid(gained.codon, reference),
        gained.to,
        nodes.size(),
        inherited,
        expected,
        MutationRates.tail(nodes.size(), expected, shape),
        1,
        when.isEmpty() ? "" : when.first(),
        when.isEmpty() ? "" : when.last(),
        List.copyOf(lineages));
  }

  private static ConvergentChange withAdjusted(ConvergentChange change, double adjusted) {
    return new ConvergentChange(
        change.cds(),
        change.position(),
        change.reference(),
        change.to(),
        change.gains(),
        change.inherited(),
        change.expected(),
        change.p(),
        adjusted,
        change.firstDate(),
        change.lastDate(),
        change.lineages());
  }

  /** Gains of each amino acid that single substitutions would give at their rates. */
  private Map<Gained, Double> expected(MutationRates rates) {
    Map<Gained, Double> expected = new HashMap<>();
    byte[] bases = reference.clone();
    for (int codon = 0; codon < codons.codons(); codon++) {
      char ofReference = codons.aminoAcid(codon, reference);
      int original = codons.packed(codon, reference);
      for (Map.Entry<Integer, Double> state : exposure.get(codon).entrySet()) {
        codons.unpack(codon, state.getKey(), bases);
        char from = codons.aminoAcid(codon, bases);
        for (int base = 0; base < 3; base++) {
          int position = codons.position(codon, base);
          byte was = bases[position];
          for (byte other : BASES) {
            bases[position] = other;
            char to = codons.aminoAcid(codon, bases);
            if (MutationRates.isBase(was)
                && other != was
                && to != from
                && to != ofReference
                && to != 'X'
                && state.getValue() > 0) {
              expected.merge(
                  new Gained(codon, to), rates.rate(was, other) * state.getValue(), Double::sum);
            }
          }
          bases[position] = was;
        }
      }
      codons.unpack(codon, original, bases);
    }
    return expected;
  }
}
