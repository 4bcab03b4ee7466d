package org.virowatch.surveillance.regionpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.Contribution.UnknownRange;
import org.virowatch.surveillance.count.MutationName;
import org.virowatch.surveillance.count.MutationSet;
import org.virowatch.surveillance.lab.HeldLabs;

class CarriedChangesTest {
  private static final int CODONS = 12;

  private record Genome(
      long week,
      String lab,
      String lineage,
      Set<String> changes,
      List<UnknownRange> unknown,
      int sign) {}

  /** What is counted of a lineage in a week, codon by codon. */
  private static final class Slow {
    long genomes;
    final Map<String, Long> carriers = new HashMap<>();
    final long[] known = new long[CODONS + 1];

    void add(Genome genome) {
      genomes += genome.sign;
      genome.changes.stream()
          .filter(change -> change.startsWith("S:") && !change.endsWith("-"))
          .forEach(change -> carriers.merge(change, (long) genome.sign, Long::sum));
      for (int codon = 1; codon <= CODONS; codon++) {
        int at = codon;
        boolean knows =
            genome.unknown.stream()
                .noneMatch(
                    range -> range.axis().equals("S") && range.first() <= at && at <= range.last());
        known[codon] += knows ? genome.sign : 0;
      }
    }
  }

  @RepeatedTest(20)
  void countsAreThoseOfAPlainRecount(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Genome> genomes = history(random);
    CarriedChanges whole = new CarriedChanges();
    List<CarriedChanges> parts = new ArrayList<>();
    CompactForm<CarriedChanges> form =
        new CompactForm<>(
            "carried", 1, CarriedChanges::writeTo, CarriedChanges::readFrom, new TextPool());
    for (Genome genome : genomes) {
      add(whole, genome);
      CarriedChanges part = new CarriedChanges();
      add(part, genome);
      parts.add(form.decode(form.encode(part)));
    }
    Collections.shuffle(parts, random);
    CarriedChanges sum = new CarriedChanges();
    parts.forEach(sum::add);
    assertThat(sum).isEqualTo(whole);
    assertThat(form.decode(form.encode(sum))).isEqualTo(whole);

    TreeMap<String, Long> held = new TreeMap<>();
    for (int lab = 0; lab < 3; lab++) {
      held.put("lab " + random.nextInt(30), (long) random.nextInt(40));
    }
    long day = 7L * random.nextInt(3);
    same(
        sum.from(day, new HeldLabs(held)),
        genomes.stream()
            .filter(genome -> genome.week >= day)
            .filter(
                genome ->
                    held.entrySet().stream()
                        .noneMatch(
                            lab ->
                                genome.week + 6 >= lab.getValue()
                                    && CarriedChanges.groupOf(genome.lab)
                                        == CarriedChanges.groupOf(lab.getKey())))
            .toList());

    sum.dropBefore(day);
    same(
        sum.from(Long.MIN_VALUE, HeldLabs.NONE),
        genomes.stream().filter(genome -> genome.week >= day).toList());
    sum.add(sum.negated());
    assertThat(sum.isZero()).isTrue();
  }

  private static void same(
      NavigableMap<Long, Map<String, CarriedCounts>> counted, List<Genome> genomes) {
    Map<Long, Map<String, Slow>> expected = new TreeMap<>();
    for (Genome genome : genomes) {
      expected
          .computeIfAbsent(genome.week, absent -> new HashMap<>())
          .computeIfAbsent(genome.lineage, absent -> new Slow())
          .add(genome);
    }
    expected.values().forEach(week -> week.values().removeIf(slow -> slow.genomes == 0));
    expected.values().removeIf(Map::isEmpty);
    assertThat(counted.keySet()).isEqualTo(expected.keySet());
    counted.forEach(
        (week, lineages) -> {
          Map<String, Slow> ofWeek = expected.getOrDefault(week, Map.of());
          assertThat(lineages.keySet()).isEqualTo(ofWeek.keySet());
          lineages.forEach(
              (lineage, counts) -> same(counts, ofWeek.getOrDefault(lineage, new Slow())));
        });
  }

  private static void same(CarriedCounts counted, Slow expected) {
    assertThat(counted.genomes()).isEqualTo(expected.genomes);
    for (int codon = 1; codon <= CODONS; codon++) {
      for (String to : List.of("V", "W")) {
        MutationName change = MutationName.of("S:A" + codon + to);
        assertThat(counted.carriers(change))
            .isEqualTo(expected.carriers.getOrDefault(change.text(), 0L));
        assertThat(counted.known(change)).isEqualTo(expected.known[codon]);
      }
    }
    assertThat(counted.carriers(MutationName.of("A5G"))).isZero();
    assertThat(counted.carriers(MutationName.of("S:A5-"))).isZero();
  }

  private static void add(CarriedChanges counts, Genome genome) {
    counts.add(
        genome.week,
        genome.lab,
        genome.lineage,
        MutationSet.of(genome.changes),
        genome.unknown,
        genome.sign);
  }

  /** Genomes, a quarter of which are taken back. */
  private static List<Genome> history(Random random) {
    List<Genome> genomes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int first = 1 + random.nextInt(CODONS);
      int last = Math.min(CODONS, first + random.nextInt(4));
      List<UnknownRange> unknown =
          random.nextInt(3) == 0
              ? List.of()
              : List.of(
                  new UnknownRange("", 1, 5),
                  new UnknownRange("ORF8", 3, 4),
                  new UnknownRange("S", first, last));
      Set<String> changes = new HashSet<>(Set.of("A5G"));
      for (int codon = 1; codon <= CODONS; codon++) {
        boolean knows = unknown.isEmpty() || codon < first || codon > last;
        if (knows && random.nextInt(3) == 0) {
          changes.add("S:A" + codon + List.of("V", "W", "-").get(random.nextInt(3)));
        }
      }
      Genome genome =
          new Genome(
              7L * random.nextInt(5),
              "lab " + random.nextInt(30),
              List.of("BA.2", "BA.5", "").get(random.nextInt(3)),
              changes,
              unknown,
              1);
      genomes.add(genome);
      if (random.nextInt(4) == 0) {
        genomes.add(
            new Genome(
                genome.week, genome.lab, genome.lineage, genome.changes, genome.unknown, -1));
      }
    }
    Collections.shuffle(genomes, random);
    return genomes;
  }

  @Test
  void labsStayInTheirGroupsAndFillThem() {
    int[] labs = new int[CarriedChanges.GROUPS];
    for (int i = 0; i < 8000; i++) {
      labs[CarriedChanges.groupOf("Lab " + i)]++;
    }

    assertThat(Arrays.stream(labs)).allMatch(number -> number > 800 && number < 1200);
    assertThat(CarriedChanges.groupOf("")).isZero();
    assertThat(CarriedChanges.groupOf("Lab A")).isEqualTo(7);
  }
}
