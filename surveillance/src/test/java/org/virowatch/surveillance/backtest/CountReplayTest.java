package org.virowatch.surveillance.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;
import org.virowatch.surveillance.rule.InvalidRulesException;
import org.virowatch.surveillance.rule.RuleDocuments;
import org.virowatch.surveillance.testing.Genomes;

class CountReplayTest {
  private static final LocalDate START = LocalDate.of(2022, 3, 7);

  private static List<AlertRule> rules(String yaml) {
    try {
      return RuleDocuments.parse(yaml);
    } catch (InvalidRulesException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void rulesAreAdaptedToWhatCountsSay() {
    List<AlertRule> adapted = CountReplay.adapted(RuleDocuments.defaults(), Duration.ofDays(14));
    assertThat(adapted)
        .extracting(AlertRule::getId)
        .containsExactly("new-lineage", "common-lineage", "spreading-lineage", "growing-lineage");
    assertThat(adapted).allSatisfy(rule -> assertThat(rule.getMinLabs()).isEqualTo(1));
    // A day of hourly ticks is one look, four weeks of daily ones are two.
    assertThat(adapted).extracting(AlertRule::getForTicks).containsExactly(1, 1, 2, 2);
  }

  @Test
  void variantsThatStandForManyAreNotAlertedOn() {
    DailyCounts.Builder counts = new DailyCounts.Builder();
    for (int day = 0; day < 21; day++) {
      counts.add("GB", "other", START.plusDays(day), 50).add("GB", "BA.2", START.plusDays(day), 50);
    }
    List<KnownCounts> history = List.of(new KnownCounts(START.plusDays(20), counts.build()));
    List<AlertRule> rules = rules("id: r\nkind: frequency\nsubject: lineage:*\nthreshold: 0.2\n");
    assertThat(new CountReplay("sars-cov-2", UnaryOperator.identity()).replay(history, rules))
        .extracting(ReplayedAlert::variant)
        .containsExactly("BA.2");
  }

  @Test
  void genomesThatAreTakenBackEndTheirAlert() {
    List<AlertRule> rules =
        rules("id: r\nkind: emergence\nsubject: lineage:*\nminGenomesBefore: 0\n");
    KnownCounts first =
        new KnownCounts(START, new DailyCounts.Builder().add("GB", "BA.2", START, 4).build());
    KnownCounts second =
        new KnownCounts(
            START.plusDays(1), new DailyCounts.Builder().add("GB", "BA.1", START, 4).build());
    List<ReplayedAlert> alerts =
        new CountReplay("sars-cov-2", UnaryOperator.identity())
            .replay(List.of(first, second), rules);
    assertThat(alerts)
        .filteredOn(alert -> alert.variant().equals("BA.2"))
        .extracting(alert -> alert.event().getState())
        .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
  }

  /** The same genomes as genomes and as daily counts give the same alerts with the same ids. */
  @Test
  void countsGiveTheAlertsThatTheirGenomesGive() {
    List<CalledGenome> genomes = new ArrayList<>();
    for (int day = 0; day < 30; day++) {
      for (int number = 0; number < 6; number++) {
        String lineage = number < day / 6 ? "BA.2" : "BA.1";
        LocalDate collected = START.plusDays(day);
        Instant submitted = collected.plusDays(3).atStartOfDay(ZoneOffset.UTC).toInstant();
        genomes.add(
            Genomes.genome("G" + day + "-" + number, 1)
                .setSubdivision(null)
                .setLab(null)
                .setLineage(lineage)
                .setCollectionDate(collected.toString())
                .setSubmittedAt(submitted)
                .build());
      }
    }
    List<AlertRule> rules =
        rules(
            """
            id: r
            kind: frequency
            subject: lineage:*
            threshold: 0.2
            regions: [GB]
            ---
            id: e
            kind: emergence
            subject: lineage:*
            minGenomesBefore: 20
            regions: [GB]
            windowWeeks: 1
            """);
    Map<LocalDate, DailyCounts.Builder> known = new TreeMap<>();
    for (int day = 3; day < 33; day++) {
      LocalDate asOf = START.plusDays(day);
      DailyCounts.Builder counts = new DailyCounts.Builder();
      for (CalledGenome genome : genomes) {
        if (!genome.getSubmittedAt().isAfter(asOf.atStartOfDay(ZoneOffset.UTC).toInstant())) {
          counts.add(
              "GB",
              String.valueOf(genome.getLineage()),
              LocalDate.parse(String.valueOf(genome.getCollectionDate())),
              1);
        }
      }
      known.put(asOf, counts);
    }
    List<KnownCounts> history = new ArrayList<>();
    known.forEach((asOf, counts) -> history.add(new KnownCounts(asOf, counts.build())));
    var ofCounts = new CountReplay("sars-cov-2", UnaryOperator.identity()).replay(history, rules);
    var ofGenomes =
        AlertReplay.replay(
            genomes, rules, name -> LineageHierarchy.BY_NAME, new Ticks(Duration.ofDays(1)));
    assertThat(ofGenomes).isNotEmpty();
    assertThat(ofCounts.stream().map(ReplayedAlert::event))
        .containsExactlyInAnyOrderElementsOf(ofGenomes);
  }
}
