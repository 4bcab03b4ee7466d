package org.virowatch.surveillance.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.virowatch.surveillance.statistics.BenjaminiHochberg;

/**
 * Compares labs with their peers, those that sample the same region at the same time, by the
 * private substitutions of their genomes: by those that are scattered ({@link ScatteredMutations})
 * and by those that recur ({@link RecurringMutations}).
 *
 * <p>It is made so that the lab that sees a new variant first is not taken for a bad one, at the
 * price of artefacts that look like one: more than {@value #HANDFUL} substitutions that recur
 * together, or one within a lineage or two.
 */
public final class LabComparison {
  /** Adjusted p below which a lab is flagged. */
  public static final double SIGNIFICANT = 0.001;

  /** How many times its peers' scattered substitutions a flagged lab has at least. */
  public static final double TIMES_PEERS = 3;

  /** The same of the share of genomes that have a recurring substitution. */
  public static final double TIMES_PEERS_RECURRING = 10;

  /** Share of a lab's ordinary genomes that have a recurring substitution at least. */
  public static final double LEAST_SHARE = 0.05;

  /**
   * Genomes a lab needs to be compared, or to be a peer, and among which scattered substitutions
   * are in one alone.
   */
  public static final long LEAST_GENOMES = 20;

  /** Substitutions that recur in one lab at most; more are a variant's. */
  public static final int HANDFUL = 5;

  private LabComparison() {}

  /**
   * Returns what stands out, most certain first.
   *
   * @param tallies of the labs of one region and stretch of time
   */
  public static List<LabFinding> compare(Map<String, LabTally> tallies) {
    Map<String, Integer> lineages = new HashMap<>();
    List<ComparedLab> labs = new ArrayList<>();
    new TreeMap<>(tallies)
        .forEach(
            (name, tally) -> {
              if (tally.genomes() >= LEAST_GENOMES) {
                labs.add(new ComparedLab(name, tally, lineages));
              }
            });
    List<LabFinding> findings = new ArrayList<>();
    List<LabFinding> scattered = new ScatteredMutations(labs, lineages.size()).tests();
    for (LabFinding finding : significant(scattered, scattered.size())) {
      if (finding.rate() >= TIMES_PEERS * finding.peers()) {
        findings.add(finding);
      }
    }
    labs.removeIf(lab -> lab.ordinary < LEAST_GENOMES);
    RecurringMutations recurring = new RecurringMutations(labs);
    findings.addAll(significant(recurring.tests(), recurring.number()));
    findings.sort(
        Comparator.comparingDouble(LabFinding::pAdjusted)
            .thenComparing(LabFinding::lab)
            .thenComparing(LabFinding::kind)
            .thenComparing(LabFinding::subject));
    return findings;
  }

  /** Adjusts the tests of one kind, and leaves what is certain. */
  private static List<LabFinding> significant(List<LabFinding> tests, long number) {
    double[] adjusted =
        BenjaminiHochberg.adjust(
            tests.stream().mapToDouble(LabFinding::pAdjusted).toArray(),
            Math.max(number, tests.size()));
    List<LabFinding> certain = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      if (adjusted[i] < SIGNIFICANT) {
        LabFinding test = tests.get(i);
        certain.add(
            new LabFinding(
                test.lab(),
                test.kind(),
                test.subject(),
                test.rate(),
                test.peers(),
                test.genomes(),
                adjusted[i]));
      }
    }
    return certain;
  }
}
