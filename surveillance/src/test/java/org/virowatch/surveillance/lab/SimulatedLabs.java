package org.virowatch.surveillance.lab;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.MutationSet;

/**
 * Genomes of the labs of one country over some weeks, with private substitutions as real ones have
 * them: of their own, a tenth of them at sites that mutate often, those of a chain of transmission
 * that several genomes of a lab share, and those of sub-lineages that the tree does not know, which
 * are common here and rare there. Labs differ in quality and in their mix of lineages.
 */
final class SimulatedLabs {
  static final LocalDate FIRST = LocalDate.of(2022, 3, 7);
  static final int WEEKS = 8;
  private static final int LENGTH = 29_903;
  private static final int HOT_SITES = 200;

  /** Makes something of a lab's genome: its private substitutions, which it may change. */
  @FunctionalInterface
  interface Change {
    /**
     * Changes a genome.
     *
     * @param lineage place of its lineage, 0 the largest
     * @param week 0 to 7
     * @return place of the lineage where the genome comes to lie
     */
    int change(int lab, int lineage, int week, Set<String> mutations);
  }

  final SplittableRandom random;
  private final int labs;
  private final int lineages;
  private final int perWeek;
  private final double spread;
  private final String[] hot = new String[HOT_SITES];
  private final List<List<String>> unnamed = new ArrayList<>();

  /**
   * Makes a country.
   *
   * @param perWeek genomes a week of the first lab, and of the others in the median
   * @param spread standard deviation of the logarithm of the others' numbers
   */
  SimulatedLabs(int labs, int lineages, int perWeek, double spread, SplittableRandom random) {
    this.spread = spread;
    this.random = random;
    this.labs = labs;
    this.lineages = lineages;
    this.perWeek = perWeek;
    for (int i = 0; i < HOT_SITES; i++) {
      hot[i] = substitution();
    }
    for (int i = 0; i < lineages; i++) {
      List<String> defining = new ArrayList<>();
      for (int j = 1 + random.nextInt(3); j > 0; j--) {
        defining.add(substitution());
      }
      unnamed.add(defining);
    }
  }

  /** Any substitution. */
  String substitution() {
    int from = random.nextInt(4);
    int to = (from + 1 + random.nextInt(3)) % 4;
    return "ACGT".charAt(from) + Integer.toString(1 + random.nextInt(LENGTH)) + "ACGT".charAt(to);
  }

  List<String> substitutions(int number) {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      made.add(substitution());
    }
    return made;
  }

  /** Some of the larger lineages, each once, in any order. */
  int[] lineages(int number) {
    List<Integer> chosen = new ArrayList<>();
    while (chosen.size() < number) {
      int lineage = random.nextInt(number + 4);
      if (!chosen.contains(lineage)) {
        chosen.add(lineage);
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  int poisson(double mean) {
    int number = -1;
    for (double sum = 0; sum < mean; sum -= Math.log(random.nextDouble())) {
      number++;
    }
    return Math.max(0, number);
  }

  /** Sizes fall by a third from lineage to lineage, and differ by a factor of e from lab to lab. */
  double[] mix() {
    double[] cumulated = new double[lineages];
    double sum = 0;
    for (int i = 0; i < lineages; i++) {
      sum += Math.pow(0.75, i) * Math.exp(gaussian());
      cumulated[i] = sum;
    }
    for (int i = 0; i < lineages; i++) {
      cumulated[i] /= sum;
    }
    return cumulated;
  }

  double gaussian() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  Map<String, LabWeeks> weeks(Change change) {
    Map<String, LabWeeks> made = new TreeMap<>();
    for (int lab = 0; lab < labs; lab++) {
      LabWeeks tallies = new LabWeeks();
      for (Contribution genome : genomes(lab, change)) {
        tallies.add(genome, 1);
      }
      made.put("lab " + lab, tallies);
    }
    return made;
  }

  Map<String, LabTally> tallies(Change change) {
    Map<String, LabTally> made = new TreeMap<>();
    weeks(change).forEach((lab, tallies) -> made.put(lab, tallies.from(FIRST.toEpochDay())));
    return made;
  }

  List<Contribution> genomes(int lab, Change change) {
    double quality = 0.5 + random.nextDouble();
    double[] mix = mix();
    double size = lab == 0 ? perWeek : perWeek * Math.exp(spread * gaussian());
    double[] unnamedShare = new double[lineages];
    for (int i = 0; i < lineages; i++) {
      unnamedShare[i] = Math.pow(random.nextDouble(), 3);
    }
    Map<Integer, TreeSet<String>> chains = new HashMap<>();
    List<Contribution> genomes = new ArrayList<>();
    for (int week = 0; week < WEEKS; week++) {
      for (int i = poisson(size); i > 0; i--) {
        double drawn = random.nextDouble();
        int lineage = 0;
        while (mix[lineage] < drawn) {
          lineage++;
        }
        TreeSet<String> mutations = chains.get(lineage);
        if (mutations == null || random.nextDouble() < 0.5) {
          mutations = new TreeSet<>();
          if (random.nextDouble() < unnamedShare[lineage]) {
            mutations.addAll(unnamed.get(lineage));
          }
          add(poisson(1.5), mutations);
          chains.put(lineage, mutations);
        }
        mutations = new TreeSet<>(mutations);
        add(poisson(quality), mutations);
        int place = change.change(lab, lineage, week, mutations);
        genomes.add(genome("lab " + lab, "L." + place, week, mutations));
      }
    }
    return genomes;
  }

  private void add(int number, Set<String> mutations) {
    for (int i = 0; i < number; i++) {
      mutations.add(random.nextInt(10) == 0 ? hot[random.nextInt(HOT_SITES)] : substitution());
    }
  }

  Contribution genome(String lab, String lineage, int week, Set<String> mutations) {
    LocalDate day = FIRST.plusDays(7L * week + random.nextInt(7));
    return new Contribution(
        "sars-cov-2",
        List.of("world", "GB"),
        "2022-W10",
        day,
        lineage,
        lab,
        false,
        false,
        MutationSet.of(mutations),
        List.of(),
        MutationSet.of(mutations));
  }
}
