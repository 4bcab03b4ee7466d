package org.virowatch.surveillance.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.virowatch.surveillance.testing.Genomes.codons;
import static org.virowatch.surveillance.testing.Genomes.genome;
import static org.virowatch.surveillance.testing.Genomes.sites;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.testing.Genomes;

class ContributionTest {
  @Test
  void aGenomeCountsInACellOfEachOfItsRegions() {
    assertThat(Contribution.of(genome("A", 1).build()).keys())
        .extracting(CellKey::wireKey)
        .containsExactly(
            "sars-cov-2|world|2022-W09|BA.2",
            "sars-cov-2|GB|2022-W09|BA.2",
            "sars-cov-2|GB-ENG|2022-W09|BA.2");
  }

  @Test
  void aWithdrawnGenomeCountsNowhere() {
    Contribution nothing = Contribution.of(Genomes.withdrawal("A", 2, Instant.EPOCH));
    assertThat(nothing.isEmpty()).isTrue();
    assertThat(nothing.keys()).isEmpty();
    assertThatThrownBy(() -> new CellCounts().add(nothing))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void eachDeletedSiteIsNamedWithItsReferenceBase() {
    Contribution genome =
        Contribution.of(
            genome("A", 1)
                .setDeletions(List.of(sites(10, 11), sites(20, 20)))
                .setDeletedBases("ACG")
                .build());
    assertThat(genome.mutations().names()).containsExactly("A10-", "C11-", "G20-");
  }

  @Test
  void aMutationCountsOnceAndOnlyWhereTheSiteIsKnown() {
    Contribution genome =
        Contribution.of(
            genome("A", 1)
                .setSubstitutions(List.of("C5T", "C5T"))
                .setInsertions(List.of("7:AAA", "20:CCC"))
                .setAaInsertions(List.of("S:4:E", "N:4:E"))
                .setMissing(List.of(sites(20, 30)))
                .setUnknownCodons(List.of(codons("S", 4, 4)))
                .build());
    assertThat(genome.mutations().names()).containsExactly("C5T", "7:AAA", "N:4:E");
  }

  @Test
  void unknownRangesThatOverlapCountOnce() {
    CellCounts counts = new CellCounts();
    counts.add(
        Contribution.of(
            genome("A", 1)
                .setMissing(List.of(sites(5, 9), sites(1, 2), sites(8, 12), sites(-3, 0)))
                .setUnknownCodons(List.of(codons("S", 3, 4)))
                .build()));
    Coverage coverage = counts.coverage();
    assertThat(coverage.at(MutationName.of("A2T"))).isZero();
    assertThat(coverage.at(MutationName.of("A3T"))).isOne();
    assertThat(coverage.at(MutationName.of("A8T"))).isZero();
    assertThat(coverage.at(MutationName.of("A12T"))).isZero();
    assertThat(coverage.at(MutationName.of("A13T"))).isOne();
    assertThat(coverage.at(MutationName.of("S:A4T"))).isZero();
    assertThat(coverage.at(MutationName.of("N:A4T"))).isOne();
  }

  @Test
  void whatIsTakenBackLeavesNothing() {
    Contribution genome =
        Contribution.of(
            genome("A", 1)
                .setSubstitutions(List.of("C5T"))
                .setMissing(List.of(sites(5, 9)))
                .setSimulated(true)
                .build());
    CellCounts counts = new CellCounts();
    counts.subtract(genome);
    assertThat(counts.isZero()).isFalse();
    counts.add(genome);
    assertThat(counts.isZero()).isTrue();
    assertThat(counts).isEqualTo(new CellCounts());
  }

  @Test
  void privateMutationsAreAmongTheMutationsAndUnknownWhereNothingIsSaid() {
    CalledGenome.Builder genome =
        genome("A", 1)
            .setSubstitutions(List.of("C5T", "G20T", "A40C"))
            .setMissing(List.of(sites(20, 30)));
    assertThat(Contribution.of(genome.build()).privateMutations()).isNull();
    genome.setPrivateSubstitutions(List.of("G20T", "A40C", "T50C"));
    assertThat(Contribution.of(genome.build()).privateMutations())
        .isEqualTo(MutationSet.of(List.of("A40C")));
    genome.setPrivateSubstitutions(List.of());
    assertThat(Contribution.of(genome.build()).privateMutations()).isEqualTo(MutationSet.of());
  }

  /** As releases wrote that knew no private mutations. */
  @Test
  void whatAnEarlierReleaseKeptHasUnknownPrivateMutations() {
    CalledGenome.Builder called =
        genome("A", 1).setSubstitutions(List.of("C5T", "A40C")).setSimulated(true);
    Contribution genome = Contribution.of(called.build());
    CompactWriter earlier = new CompactWriter();
    earlier.text("sars-cov-2");
    earlier.unsigned(3);
    List.of("world", "GB", "GB-ENG").forEach(earlier::text);
    List.of("2022-03-01", "BA.2", "Lab A").forEach(earlier::text);
    earlier.octet(1);
    PackedMutations.write(genome.mutations(), earlier);
    UnknownSites.write(genome.unknown(), earlier);
    assertThat(Contribution.readFrom(new CompactReader(earlier.toByteArray(), new TextPool())))
        .isEqualTo(genome);
  }

  @Test
  void whatIsKeptOfAGenomeComesBackAsItWas() {
    Random random = new Random(5);
    TextPool pool = new TextPool();
    var form = new CompactForm<>("genomes", 1, Contribution::writeTo, Contribution::readFrom, pool);
    for (int run = 0; run < 300; run++) {
      List<String> mutations = new ArrayList<>();
      for (String axis : List.of("", "ORF1a:", "S:")) {
        for (int i = random.nextInt(30); i > 0; i--) {
          mutations.add(
              axis
                  + "ACDY".charAt(random.nextInt(4))
                  + random.nextInt(30_000)
                  + "T-*Q".charAt(random.nextInt(4)));
        }
      }
      mutations.addAll(List.of("22204:GAGCCAGAA", "S:214:EPE", "A0007T", "unheard of", "S:", ":"));
      Collections.shuffle(mutations, random);
      MutationSet privateOnes =
          MutationSet.of(mutations.subList(0, random.nextInt(mutations.size())));
      Contribution genome =
          new Contribution(
              "sars-cov-2",
              List.of("world", "GB", "GB-ENG"),
              "2022-W09",
              random.nextBoolean() ? LocalDate.of(2022, 3, 5) : null,
              "BA.2",
              "Hôpital Édouard-Herriot",
              random.nextBoolean(),
              random.nextBoolean(),
              MutationSet.of(mutations),
              List.of(
                  new Contribution.UnknownRange("", 1, 54),
                  new Contribution.UnknownRange("", 21_000, 29_903),
                  new Contribution.UnknownRange("S", 3, 3)),
              random.nextInt(4) == 0 ? null : privateOnes);
      assertThat(genome.mutations().names())
          .containsExactlyInAnyOrderElementsOf(Set.copyOf(mutations));
      assertThat(form.decode(form.encode(genome))).isEqualTo(genome);
      assertThat(form.decode(form.encode(genome.withoutSites()))).isEqualTo(genome.withoutSites());
      assertThat(genome.withoutSites().withLineage("BA.5").privateMutations())
          .isEqualTo(genome.privateMutations());
    }
  }
}
