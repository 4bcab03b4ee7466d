package org.virowatch.genomics.convergence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.virowatch.genomics.convergence.BranchGains.Gained;
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
  /** Branches whose gain is inherited that a change needs. */
  public static final int LEAST_INHERITED = 2;

  /** Share of the gains that must be inherited. */
  public static final double LEAST_SHARE_INHERITED = 0.1;

  private static final double LEAST_EXPECTED = 1e-3;
  private static final byte[] BASES = {'A', 'C', 'G', 'T'};

  private final PhylogeneticTree tree;
  private final byte[] reference;
  private final CodonStates codons;
  private final BranchDates dates;
  private final BranchGains branches;

  private Convergence(
      ReferenceDataset dataset, PhylogeneticTree tree, BranchDates dates, String since) {
    this.tree = tree;
    this.reference = dataset.reference();
    this.codons = new CodonStates(dataset.annotation(), reference.length);
    this.dates = dates;
    this.branches = new BranchGains(dataset, tree, codons, dates, since);
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
    return new Convergence(dataset, tree, dates, since).changes();
  }

  private List<ConvergentChange> changes() {
    MutationRates rates = branches.rates();
    Map<Gained, Double> expected = expected(rates);
    List<ConvergentChange> changes = new ArrayList<>();
    branches
        .gains()
        .forEach(
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
        codons.cds(gained.codon()),
        new CodonPosition(codons.number(gained.codon())),
        codons.aminoAcid(gained.codon(), reference),
        gained.to(),
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
      for (Map.Entry<Integer, Double> state : branches.exposure(codon).entrySet()) {
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
