package org.virowatch.surveillance.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.SiteRange;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.testing.Genomes;
import org.virowatch.surveillance.testing.RandomHistory;

class LabWeeksTest {
  private static LabWeeks of(List<Contribution> genomes) {
    LabWeeks weeks = new LabWeeks();
    genomes.forEach(genome -> weeks.add(genome, 1));
    return weeks;
  }

  private static LabWeeks copy(LabWeeks weeks) {
    CompactWriter out = new CompactWriter();
    weeks.writeTo(out);
    return LabWeeks.readFrom(new CompactReader(out.toByteArray(), new TextPool()));
  }

  private static List<Contribution> genomes(long seed) {
    List<Contribution> genomes = new ArrayList<>();
    for (CalledGenome genome : new RandomHistory(seed).versions(60, 40)) {
      genomes.add(Contribution.of(genome));
    }
    SplittableRandom random = new SplittableRandom(seed);
    genomes.addAll(
        new SimulatedLabs(1, 5, 10, 0, random).genomes(0, (lab, lineage, week, names) -> lineage));
    return genomes;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void changesAddUpInAnyOrderAndAreTakenBack(long seed) {
    Random random = new Random(seed);
    List<Contribution> genomes = genomes(seed);
    LabWeeks all = of(genomes);
    assertThat(all.isZero()).isFalse();
    assertThat(copy(all)).isEqualTo(all).hasSameHashCodeAs(all);

    Collections.shuffle(genomes, random);
    LabWeeks sum = of(genomes.subList(0, 100));
    sum.add(of(genomes.subList(100, genomes.size())));
    assertThat(sum).isEqualTo(all);

    LabWeeks rest = copy(all);
    rest.add(of(genomes.subList(0, 100)).negated());
    assertThat(rest).isEqualTo(of(genomes.subList(100, genomes.size())));
    assertThat(copy(rest.negated())).isEqualTo(rest.negated());

    genomes.forEach(genome -> all.add(genome, -1));
    assertThat(all.isZero()).isTrue();
    assertThat(all).isEqualTo(new LabWeeks());
    sum.add(sum.negated());
    assertThat(sum.isZero()).isTrue();
  }

  @Test
  void weeksBeginOnMondayAndAreForgottenWhole() {
    SimulatedLabs labs = new SimulatedLabs(1, 5, 10, 0, new SplittableRandom(1));
    LocalDate sunday = SimulatedLabs.FIRST.minusDays(1);
    Contribution before = at(labs.genome("lab", "A", 0, new TreeSet<>()), sunday, true);
    Contribution after = at(before, SimulatedLabs.FIRST, false);
    LabWeeks weeks = of(List.of(before, after, after));

    long monday = SimulatedLabs.FIRST.toEpochDay();
    assertThat(weeks.from(0).genomes()).isEqualTo(3);
    assertThat(weeks.from(monday - 1).genomes()).isEqualTo(3);
    assertThat(weeks.from(monday).genomes()).isEqualTo(2);
    assertThat(weeks.from(monday + 6).genomes()).isEqualTo(2);
    assertThat(weeks.from(monday + 7).genomes()).isZero();
    assertThat(weeks.isSimulated(monday - 1)).isTrue();
    assertThat(weeks.isSimulated(monday)).isFalse();
    weeks.forgetBefore(monday - 7);
    assertThat(weeks.from(0).genomes()).isEqualTo(3);
    weeks.forgetBefore(monday);
    assertThat(weeks).isEqualTo(of(List.of(after, after)));
  }

  @Test
  void whatIsNotKnownIsNotInIt() {
    CalledGenome.Builder genome = Genomes.genome("A", 1).setSubstitutions(List.of("C241T"));
    assertThat(of(List.of(Contribution.of(genome.build()))).isZero()).isTrue();
    genome.setPrivateSubstitutions(List.of("C241T"));
    LabWeeks weeks = of(List.of(Contribution.of(genome.build())));
    assertThat(weeks.from(0).privateMutationsPerGenome()).isEqualTo(1);
    genome.setCollectionDate("2022-03");
    assertThat(of(List.of(Contribution.of(genome.build()))).isZero()).isTrue();
  }

  @Test
  void fragmentsOfGenomesAreNotInIt() {
    CalledGenome.Builder genome =
        Genomes.genome("A", 1)
            .setSubstitutions(List.of("C241T", "A23403G"))
            .setPrivateSubstitutions(List.of("C241T"));
    genome.setMissing(List.of(new SiteRange(1, 54), new SiteRange(29_837, 29_903)));
    assertThat(of(List.of(Contribution.of(genome.build()))).from(0).genomes()).isEqualTo(1);
    genome.setMissing(List.of(new SiteRange(1, 200)));
    assertThat(of(List.of(Contribution.of(genome.build()))).from(0).genomes()).isEqualTo(1);
    genome.setMissing(List.of(new SiteRange(1, 21_562), new SiteRange(25_385, 29_903)));
    assertThat(of(List.of(Contribution.of(genome.build()))).isZero()).isTrue();
    genome.setMissing(List.of(new SiteRange(250, 29_903)));
    assertThat(of(List.of(Contribution.of(genome.build()))).isZero()).isTrue();
  }

  @Test
  void aGenomeTakesAFewBytes() {
    SimulatedLabs labs = new SimulatedLabs(1, 40, 2_000, 0, new SplittableRandom(1));
    LabWeeks weeks = of(labs.genomes(0, (lab, lineage, week, names) -> lineage));
    CompactWriter out = new CompactWriter();
    weeks.writeTo(out);
    double bytes = (double) out.toByteArray().length / weeks.from(0).genomes();
    System.out.println(bytes + " bytes a genome of a lab");
    assertThat(bytes).isLessThan(20);
  }

  private static Contribution at(Contribution genome, LocalDate day, boolean simulated) {
    return new Contribution(
        genome.dataset(),
        genome.regions(),
        genome.period(),
        day,
        genome.lineage(),
        genome.lab(),
        simulated,
        genome.targeted(),
        genome.mutations(),
        genome.unknown(),
        genome.privateMutations());
  }
}
