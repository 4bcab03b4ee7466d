package org.virowatch.surveillance.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.surveillance.statistics.BetaBinomial;

/**
 * Looks for substitutions that a lab's otherwise ordinary genomes have again and again, in whatever
 * lineage, and its peers' hardly ever. Descent keeps a mutation within a lineage, and a lineage
 * that the tree does not know within the few where its genomes are placed; an artefact knows no
 * descent.
 */
final class RecurringMutations {
  /** Genomes with the substitution that a lab needs to be flagged. */
  private static final long LEAST_WITH = 5;

  private static final int LEAST_PEERS = 2;
  private static final int LEAST_LINEAGES = 3;

  /** By how much the share among genomes with many may differ from that among the others. */
  private static final double UNLIKE = 3;

  private final List<ComparedLab> labs;
  private final Map<Long, long[]> carriers = new HashMap<>();
  private final long[] genomes;

  RecurringMutations(List<ComparedLab> labs) {
    this.labs = labs;
    this.genomes = labs.stream().mapToLong(lab -> lab.ordinary).toArray();
  }

  /** Returns how many tests there were, of which {@link #tests} gives those that may matter. */
  long number() {
    return labs.stream().mapToLong(lab -> lab.tally.carriers().size()).sum();
  }

  /** Returns the tests that have a rate to be flagged, with their p as it is. */
  List<LabFinding> tests() {
    List<LabFinding> tests = new ArrayList<>();
    if (labs.size() > LEAST_PEERS) {
      for (int place = 0; place < labs.size(); place++) {
        tests.addAll(tests(place));
      }
    }
    return tests;
  }

  private List<LabFinding> tests(int place) {
    ComparedLab lab = labs.get(place);
    List<Long> own = new ArrayList<>();
    lab.candidates.forEach(
        (substitution, count) -> {
          if (recurs(lab, substitution) && isRareElsewhere(place, substitution)) {
            own.add(substitution);
          }
        });
    List<LabFinding> tests = new ArrayList<>();
    if (own.size() <= LabComparison.HANDFUL) {
      for (long substitution : own) {
        List<Carriers> ofFew = carriers(lab, substitution);
        if (isOfFewAsOfMany(lab, substitution, ofFew) && Carriers.areEverywhere(ofFew)) {
          tests.add(test(place, substitution));
        }
      }
    }
    return tests;
  }

  private static List<Carriers> carriers(ComparedLab lab, long substitution) {
    List<Carriers> carriers = new ArrayList<>(lab.lineages.size());
    for (ComparedLab.Lineage lineage : lab.lineages) {
      long with = lab.tally.carriers().ofFew(substitution, lineage.hash());
      carriers.add(new Carriers(Math.max(0, with), lineage.ordinary()));
    }
    return carriers;
  }

  /** Whether a lab has it often and in several lineages. */
  private static boolean recurs(ComparedLab lab, long substitution) {
    long with = 0;
    int lineages = 0;
    for (Carriers carriers : carriers(lab, substitution)) {
      with += carriers.carriers();
      lineages += carriers.carriers() > 0 ? 1 : 0;
    }
    double share = (double) with / lab.ordinary;
    return with >= LEAST_WITH && lineages >= LEAST_LINEAGES && share >= LabComparison.LEAST_SHARE;
  }

  /** A variant's own mutation is far more common among genomes with many private ones. */
  private static boolean isOfFewAsOfMany(ComparedLab lab, long substitution, List<Carriers> ofFew) {
    double with = ofFew.stream().mapToLong(Carriers::carriers).sum();
    double expected = with / lab.ordinary * (lab.genomes - lab.ordinary);
    return lab.ofMany.get(substitution) <= UNLIKE + UNLIKE * expected;
  }

  private boolean isRareElsewhere(int place, long substitution) {
    long[] with =
        carriers.computeIfAbsent(
            substitution, wanted -> labs.stream().mapToLong(lab -> lab.carriers(wanted)).toArray());
    long peersWith = Arrays.stream(with).sum() - with[place];
    long peersGenomes = Arrays.stream(genomes).sum() - genomes[place];
    return (double) with[place] * peersGenomes
        >= LabComparison.TIMES_PEERS_RECURRING * peersWith * genomes[place];
  }

  private LabFinding test(int place, long substitution) {
    long[] with = carriers.getOrDefault(substitution, genomes);
    BetaBinomial peers = BetaBinomial.fit(without(place, with), without(place, genomes));
    return new LabFinding(
        labs.get(place).name,
        LabFinding.Kind.RECURRING_MUTATION,
        CarrierCounts.name(substitution),
        (double) with[place] / genomes[place],
        peers.mean(),
        genomes[place],
        peers.atLeast(with[place], genomes[place]));
  }

  private static long[] without(int place, long[] values) {
    long[] others = new long[values.length - 1];
    System.arraycopy(values, 0, others, 0, place);
    System.arraycopy(values, place + 1, others, place, others.length - place);
    return others;
  }
}
