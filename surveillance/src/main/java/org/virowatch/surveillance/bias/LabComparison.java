package org.virowatch.surveillance.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.apache.commons.statistics.distribution.TDistribution;
import org.virowatch.surveillance.statistics.BenjaminiHochberg;
import org.virowatch.surveillance.statistics.BetaBinomial;

/**
 * Compares labs with their peers, those that sample the same region at the same time. Shares are
 * tested against a beta-binomial distribution of the peers' shares, so that labs may differ as much
 * as labs do; means against the peers' median and median absolute deviation, with Student's
 * quantiles for their few values (P. J. Rousseeuw and C. Croux, "Alternatives to the median
 * absolute deviation", JASA 88 (1993) 1273–1283), which one bad lab cannot move.
 */
public final class LabComparison {
  /** Adjusted p below which a lab is flagged. */
  public static final double SIGNIFICANT = 0.001;

  /** How many times its peers' rate a flagged lab has at least. */
  public static final double TIMES_PEERS = 3;

  /** Genomes a lab needs to be compared, and genomes with the artefact to be flagged. */
  public static final long LEAST_GENOMES = 10;

  private static final long LEAST_WITH = 3;

  /** Peers, without the lab itself, that a comparison of means needs. */
  private static final int LEAST_PEERS = 4;

  /** Lineages in which a mutation recurs before it is an artefact and no outbreak. */
  private static final int LEAST_LINEAGES = 2;

  /** Of normal values, the standard deviation over the median absolute deviation. */
  private static final double DEVIATION = 1.4826;

  private LabComparison() {}

  /**
   * Returns what stands out, most certain first.
   *
   * @param tallies of the labs of one region and stretch of time
   */
  public static List<LabFinding> compare(Map<String, LabTally> tallies) {
    SortedMap<String, LabTally> labs = new TreeMap<>(tallies);
    labs.values().removeIf(tally -> tally.genomes() < LEAST_GENOMES);
    List<LabFinding> tests = new ArrayList<>();
    if (labs.size() > 1) {
      for (Map.Entry<String, LabTally> entry : labs.entrySet()) {
        String lab = entry.getKey();
        LabTally own = entry.getValue();
        share(labs, lab, LabFinding.Kind.IMPOSSIBLE_DATES, "", LabTally::impossibleDates, tests);
        for (String amplicon : new TreeSet<>(own.missingAmplicons().keySet())) {
          share(
              labs,
              lab,
              LabFinding.Kind.MISSING_AMPLICON,
              amplicon,
              tally -> tally.missingAmplicons().getOrDefault(amplicon, 0L),
              tests);
        }
        for (String mutation : new TreeSet<>(own.mutations().keySet())) {
          share(
              labs,
              lab,
              LabFinding.Kind.RECURRING_MUTATION,
              mutation,
              tally -> tally.mutations().getOrDefault(mutation, 0L),
              tests);
        }
        privateMutations(labs, lab, tests);
      }
    }
    List<LabFinding> findings = new ArrayList<>();
    for (LabFinding.Kind kind : LabFinding.Kind.values()) {
      flag(tests.stream().filter(test -> test.kind() == kind).toList(), labs, findings);
    }
    findings.sort(
        Comparator.comparingDouble(LabFinding::pAdjusted)
            .thenComparing(LabFinding::lab)
            .thenComparing(LabFinding::kind)
            .thenComparing(LabFinding::subject));
    return findings;
  }

  /** Adds the tests of one kind that stand out. */
  private static void flag(
      List<LabFinding> tests, SortedMap<String, LabTally> labs, List<LabFinding> findings) {
    double[] adjusted =
        BenjaminiHochberg.adjust(tests.stream().mapToDouble(LabFinding::pAdjusted).toArray());
    for (int i = 0; i < adjusted.length; i++) {
      LabFinding test = tests.get(i);
      LabTally tally = labs.getOrDefault(test.lab(), new LabTally());
      if (adjusted[i] < SIGNIFICANT && isMarked(test, tally)) {
        findings.add(
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
  }

  private static boolean isMarked(LabFinding test, LabTally tally) {
    return switch (test.kind()) {
      case PRIVATE_MUTATIONS -> true;
      case RECURRING_MUTATION ->
          test.rate() >= TIMES_PEERS * test.peers()
              && tally.lineages(test.subject()) >= LEAST_LINEAGES;
      case MISSING_AMPLICON, IMPOSSIBLE_DATES -> test.rate() >= TIMES_PEERS * test.peers();
    };
  }

  private static void share(
      SortedMap<String, LabTally> labs,
      String lab,
      LabFinding.Kind kind,
      String subject,
      ToLongFunction<LabTally> count,
      List<LabFinding> tests) {
    LabTally own = labs.getOrDefault(lab, new LabTally());
    long with = count.applyAsLong(own);
    if (with < LEAST_WITH) {
      // Cannot be flagged, but was looked at and counts among the tests.
      tests.add(new LabFinding(lab, kind, subject, 0, 0, own.genomes(), 1));
      return;
    }
    List<LabTally> peers = peers(labs, lab);
    BetaBinomial expected =
        BetaBinomial.fit(
            peers.stream().mapToLong(count).toArray(),
            peers.stream().mapToLong(LabTally::genomes).toArray());
    tests.add(
        new LabFinding(
            lab,
            kind,
            subject,
            (double) with / own.genomes(),
            expected.mean(),
            own.genomes(),
            expected.atLeast(with, own.genomes())));
  }

  private static void privateMutations(
      SortedMap<String, LabTally> labs, String lab, List<LabFinding> tests) {
    List<LabTally> peers = peers(labs, lab);
    if (peers.size() < LEAST_PEERS) {
      return;
    }
    double[] means = peers.stream().mapToDouble(LabTally::privateMutationsPerGenome).toArray();
    double median = median(means);
    double deviation =
        DEVIATION * median(Arrays.stream(means).map(mean -> Math.abs(mean - median)).toArray());
    LabTally own = labs.getOrDefault(lab, new LabTally());
    // Peers that agree by chance must not make a small lab's Poisson scatter an outlier.
    double chance = Math.sqrt(Math.max(median, 1.0 / own.genomes()) / own.genomes());
    double z = (own.privateMutationsPerGenome() - median) / Math.hypot(deviation, chance);
    tests.add(
        new LabFinding(
            lab,
            LabFinding.Kind.PRIVATE_MUTATIONS,
            "",
            own.privateMutationsPerGenome(),
            median,
            own.genomes(),
            TDistribution.of(peers.size() - 1.0).survivalProbability(z)));
  }

  private static List<LabTally> peers(SortedMap<String, LabTally> labs, String lab) {
    List<LabTally> peers = new ArrayList<>();
    labs.forEach(
        (name, tally) -> {
          if (!name.equals(lab)) {
            peers.add(tally);
          }
        });
    return peers;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
