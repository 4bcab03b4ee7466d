package org.virowatch.surveillance.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.virowatch.surveillance.testing.Genomes.genome;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.CodonRange;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.lineage.LineageHierarchy;

class ConvergenceRuleTest {
  static {
    TrustedRecords.install();
  }

  private static final LineageHierarchy LINEAGES =
      LineageHierarchy.of(
          Map.of(
              "XBB.1.5",
              "XBB",
              "XBB.1.16",
              "XBB",
              "EG.5",
              "XBB",
              "XBB",
              "",
              "FL.1",
              "XBB.9",
              "FL.2",
              "XBB.9",
              "XBB.9",
              "XBB"));
  private static final LocalDate START = LocalDate.of(2023, 1, 2);
  private static final int WEEKS = 8;
  private static final AlertRule RULE =
      AlertRule.newBuilder()
          .setId("convergence")
          .setRevision(1)
          .setKind(RuleKind.CONVERGENCE)
          .setSubject("mutation:S:*")
          .setRegions(List.of("world"))
          .setMinGenomes(20)
          .setMinLineages(3)
          .setFdr(0.05)
          .setWindowWeeks(WEEKS)
          .build();

  private static final List<CodonRange> DROPOUT = List.of(new CodonRange("S", 440, 470));

  private final List<CalledGenome> history = new ArrayList<>();

  /** Genomes of one lineage in one week, some of which carry further changes. */
  private void sample(int week, String lineage, int genomes, Map<String, Integer> carriers) {
    sample(week, lineage, genomes, carriers, List.of());
  }

  private void sample(
      int week,
      String lineage,
      int genomes,
      Map<String, Integer> carriers,
      List<CodonRange> unknown) {
    for (int i = 0; i < genomes; i++) {
      List<String> changes = new ArrayList<>(List.of("S:D614G", "ORF8:Q27*"));
      int place = i;
      carriers.forEach(
          (change, number) -> {
            if (place < number) {
              changes.add(change);
            }
          });
      LocalDate day = START.plusWeeks(week).plusDays(i % 7);
      history.add(
          genome("G" + history.size(), 1)
              .setCollectionDate(day.toString())
              .setSubmittedAt(day.plusDays(3).atTime(12, 0).toInstant(ZoneOffset.UTC))
              .setLineage(lineage)
              .setCountry(i % 2 == 0 ? "GB" : "US")
              .setSubdivision(null)
              .setAaSubstitutions(List.copyOf(changes))
              .setUnknownCodons(unknown)
              .build());
    }
  }

  private List<AlertEvent> replay() {
    return AlertReplay.replay(
        history,
        List.of(RULE),
        dataset -> LINEAGES,
        new Ticks(Duration.ofDays(1)),
        START.plusWeeks(WEEKS + 1).atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private void noise(int week) {
    noise(week, List.of());
  }

  private void noise(int week, List<CodonRange> unknown) {
    Random random = new Random(week);
    for (String lineage : List.of("XBB", "XBB.1.5", "XBB.1.16", "EG.5")) {
      for (int i = 0; i < 12; i++) {
        sample(week, lineage, 1, Map.of("S:A" + (10 + random.nextInt(900)) + "V", 1), unknown);
      }
    }
  }

  @Test
  void aChangeThatRisesOnSeveralLineagesConverges() {
    for (int week = 0; week < WEEKS; week++) {
      noise(week);
      for (String lineage : List.of("XBB.1.5", "XBB.1.16", "EG.5")) {
        sample(week, lineage, 20, Map.of("S:F456L", 2 * week, "S:R346T", week == 0 ? 1 : 0));
      }
      sample(week, "XBB", 30, Map.of());
    }

    List<AlertEvent> events = replay();

    assertThat(events).isNotEmpty();
    assertThat(events).extracting(AlertEvent::getSubject).containsOnly("mutation:S:F456L");
    AlertEvent first = events.get(0);
    assertThat(first.getState()).isEqualTo(AlertState.FIRING);
    assertThat(first.getRegion()).isEqualTo("world");
    assertThat(first.getEvidence().getLineages()).isEqualTo(3);
    assertThat(first.getEvidence().getGrowthLower()).isPositive();
    assertThat(first.getEvidence().getAdjustedP()).isLessThan(0.05);
    assertThat(first.getMessage())
        .startsWith(
            "S:F456L converges: gained independently on 3 lineages (EG.5, XBB.1.16, XBB.1.5)");
  }

  @Test
  void lineagesThatInheritedAChangeGainedItOnce() {
    for (int week = 0; week < WEEKS; week++) {
      noise(week);
      sample(week, "XBB", 30, Map.of());
      // Two children of one lineage that does not circulate itself, and one that is polymorphic.
      sample(week, "FL.1", 3 * week, Map.of("S:F456L", 3 * week));
      sample(week, "FL.2", 3 * week, Map.of("S:F456L", 3 * week));
      sample(week, "EG.5", 20, Map.of("S:F456L", week));
    }

    assertThat(replay()).isEmpty();
  }

  @Test
  void genomesThatDoNotKnowTheCodonAreNeitherWithNorWithoutTheChange() {
    for (int week = 0; week < WEEKS; week++) {
      noise(week);
      for (String lineage : List.of("XBB.1.5", "XBB.1.16", "EG.5")) {
        sample(week, lineage, 20, Map.of("S:F456L", 2 * week));
      }
      sample(week, "EG.5", 32, Map.of(), DROPOUT);
      sample(week, "XBB", 30, Map.of());
      // FL.1 has the change on all its genomes that know the codon, which is half of them: it came
      // on the way from XBB, by XBB.9, and not within FL.1.
      sample(week, "FL.1", 3 * week, Map.of("S:F456L", 3 * week));
      sample(week, "FL.1", 3 * week, Map.of(), DROPOUT);
    }

    List<AlertEvent> events = replay();

    assertThat(events).isNotEmpty();
    AlertEvent last = events.get(events.size() - 1);
    assertThat(last.getMessage())
        .contains("gained independently on 4 lineages (EG.5, XBB.1.16, XBB.1.5, XBB.9)");
    List<CalledGenome> knowing =
        history.stream()
            .filter(genome -> genome.getSubmittedAt().isBefore(last.getAsOf()))
            .filter(genome -> genome.getUnknownCodons().isEmpty())
            .toList();
    assertThat(last.getEvidence().getCoverage()).isEqualTo(knowing.size());
    assertThat(last.getEvidence().getCount())
        .isEqualTo(
            knowing.stream()
                .filter(genome -> genome.getAaSubstitutions().contains("S:F456L"))
                .count());
  }

  @Test
  void aDropoutThatEndsIsNoGrowth() {
    for (int week = 0; week < WEEKS; week++) {
      noise(week, DROPOUT);
      for (String lineage : List.of("XBB.1.5", "XBB.1.16", "EG.5")) {
        // The share is a quarter in every week; of all genomes it would rise from 1 in 20.
        int knowing = 4 * (week + 1);
        sample(week, lineage, knowing, Map.of("S:F456L", week + 1));
        sample(week, lineage, 4 * WEEKS - knowing, Map.of(), DROPOUT);
      }
    }

    assertThat(replay()).isEmpty();
  }

  @Test
  void aChangeThatDoesNotRiseIsNoNews() {
    for (int week = 0; week < WEEKS; week++) {
      noise(week);
      for (String lineage : List.of("XBB.1.5", "XBB.1.16", "EG.5")) {
        sample(week, lineage, 20, Map.of("S:F456L", 6));
      }
    }

    assertThat(replay()).isEmpty();
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    aChangeThatRisesOnSeveralLineagesConverges();
    List<AlertEvent> expected = replay();
    Collections.shuffle(history, new Random(1));

    assertThat(replay()).isEqualTo(expected);
    assertThat(expected.get(0).getOnset()).isAfter(Instant.parse("2023-01-15T00:00:00Z"));
  }
}
