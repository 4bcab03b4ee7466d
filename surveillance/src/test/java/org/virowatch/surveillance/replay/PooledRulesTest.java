package org.virowatch.surveillance.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.virowatch.surveillance.testing.Genomes.genome;
import static org.virowatch.surveillance.testing.Genomes.withdrawal;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.rule.RuleDocuments;

/** Rules that look across regions, over whole histories of genomes. */
class PooledRulesTest {
  private static final LineageHierarchy LINEAGES =
      LineageHierarchy.of(Map.of("BA.2.86", "BA.2", "JN.1", "BA.2.86", "XBB", "BA.2"));
  private static final LocalDate START = LocalDate.of(2023, 9, 4);
  private static final int WEEKS = 10;
  private static final String EXPECTED =
      """
      id: expected
      kind: spread
      subject: lineage:*
      regions: ["*/country"]
      threshold: 0.05
      horizonDays: 90
      probability: 0.4
      fdr: 0.1
      """;

  private final List<CalledGenome> history = new ArrayList<>();

  private void sample(
      LocalDate day, String country, @Nullable String subdivision, String lineage, int genomes) {
    for (int i = 0; i < genomes; i++) {
      history.add(
          genome("G" + history.size(), 1)
              .setCollectionDate(day.toString())
              .setSubmittedAt(day.plusDays(5 + i % 10).atTime(12, 0).toInstant(ZoneOffset.UTC))
              .setLineage(lineage)
              .setCountry(country)
              .setSubdivision(subdivision)
              .setSimulated(country.equals("GB"))
              .build());
    }
  }

  /** JN.1 grows in GB from one genome a day to thirty; DK has nothing but XBB. */
  private void outbreak() {
    for (int day = 0; day < 7 * WEEKS; day++) {
      LocalDate date = START.plusDays(day);
      sample(date, "GB", day % 2 == 0 ? "GB-ENG" : "GB-SCT", "XBB", 20);
      sample(date, "DK", null, "XBB", 6);
      sample(date, "GB", "GB-ENG", "BA.2.86", (int) Math.round(Math.exp(0.04 * day - 1)));
      sample(date, "GB", "GB-SCT", "JN.1", (int) Math.round(Math.exp(0.05 * day - 1)));
    }
  }

  private List<AlertEvent> replay(String rules) throws Exception {
    return replay(rules, Duration.ofDays(7));
  }

  private List<AlertEvent> replay(String rules, Duration tick) throws Exception {
    return AlertReplay.replay(
        history,
        RuleDocuments.parse(rules),
        dataset -> LINEAGES,
        new Ticks(tick),
        START.plusWeeks(WEEKS + 2).atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private static Set<String> fired(List<AlertEvent> events) {
    return events.stream()
        .filter(event -> event.getState() == AlertState.FIRING)
        .map(event -> event.getSubject() + " " + event.getRegion())
        .collect(Collectors.toSet());
  }

  @Test
  void aLineageThatGrowsInOneCountryIsExpectedInTheOther() throws Exception {
    outbreak();

    List<AlertEvent> events = replay(EXPECTED);

    assertThat(fired(events)).contains("lineage:JN.1 GB", "lineage:JN.1 DK");
    assertThat(fired(events)).noneMatch(alert -> alert.startsWith("lineage:XBB"));
    AlertEvent first = events.get(0);
    assertThat(first.getEvidence().getCompleteness()).isStrictlyBetween(0.0, 1.0);
    assertThat(first.getEvidence().getProbability()).isGreaterThan(0.4);
  }

  @Test
  void regionsDecideTogetherOnceADay() throws Exception {
    sample(START, "GB", null, "XBB", 30);
    for (int day = 0; day < 21; day++) {
      sample(START.plusDays(day), "GB", null, "XBB", 10);
      sample(START.plusDays(day), "GB", null, "JN.1", day);
    }

    List<AlertEvent> events = replay(EXPECTED, Duration.ofHours(12));

    assertThat(fired(events)).contains("lineage:JN.1 GB");
    assertThat(events)
        .allMatch(event -> event.getAsOf().atZone(ZoneOffset.UTC).getHour() == 0)
        .extracting(AlertEvent::getAsOf)
        .doesNotHaveDuplicates();
  }

  @Test
  void aLineageCanBeJudgedWithItsDescendants() throws Exception {
    outbreak();

    List<AlertEvent> events =
        replay(EXPECTED.replace("lineage:*", "lineage:BA.2.86*").replace("expected", "family"));

    assertThat(events).extracting(AlertEvent::getSubject).containsOnly("lineage:BA.2.86*");
    AlertEvent ofBritain =
        events.stream().filter(event -> event.getRegion().equals("GB")).findFirst().orElseThrow();
    long alone =
        replay(EXPECTED).stream()
            .filter(event -> event.getRegion().equals("GB"))
            .filter(event -> event.getAsOf().equals(ofBritain.getAsOf()))
            .mapToLong(event -> event.getEvidence().getCount())
            .max()
            .orElse(0);
    assertThat(ofBritain.getEvidence().getCount()).isGreaterThan(alone);
  }

  @Test
  void subdivisionsOfACountryAreJudgedTogether() throws Exception {
    outbreak();

    // JN.1 grows in Scotland alone, so whether it does in England is less sure than its arrival.
    List<AlertEvent> events =
        replay(EXPECTED.replace("*/country", "GB-*").replace("fdr: 0.1", "fdr: 0.5"));

    assertThat(fired(events)).contains("lineage:JN.1 GB-SCT", "lineage:JN.1 GB-ENG");
    assertThat(events).extracting(AlertEvent::getRegion).containsOnly("GB-ENG", "GB-SCT");
  }

  @Test
  void simulatedGenomesAreSaidToBe() throws Exception {
    outbreak();

    List<AlertEvent> events = replay(EXPECTED);

    assertThat(events)
        .filteredOn(event -> event.getRegion().equals("GB"))
        .isNotEmpty()
        .allMatch(AlertEvent::getSimulated);
  }

  @Test
  void whatIsWithdrawnResolves() throws Exception {
    outbreak();
    for (CalledGenome genome : List.copyOf(history)) {
      if (!String.valueOf(genome.getLineage()).equals("XBB")) {
        history.add(
            withdrawal(
                genome.getAccession(),
                2,
                START.plusWeeks(WEEKS + 1).atTime(1, 0).toInstant(ZoneOffset.UTC)));
      }
    }

    List<AlertEvent> events = replay(EXPECTED);

    Map<String, AlertState> last =
        events.stream()
            .collect(
                Collectors.toMap(
                    AlertEvent::getAlertId, AlertEvent::getState, (before, after) -> after));
    assertThat(last.values()).isNotEmpty().containsOnly(AlertState.RESOLVED);
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() throws Exception {
    outbreak();
    List<AlertEvent> expected = replay(EXPECTED);
    Collections.shuffle(history, new Random(3));

    assertThat(replay(EXPECTED)).isEqualTo(expected);
  }

  @Test
  void aMutationThatGrowsInARegionFiresThere() throws Exception {
    for (int day = 0; day < 7 * WEEKS; day++) {
      for (int i = 0; i < 20; i++) {
        List<String> changes = new ArrayList<>(List.of("S:D614G"));
        if (i * 7 < day) {
          changes.add("S:F456L");
        }
        if (i < 5) {
          changes.add("S:K444T");
        }
        LocalDate date = START.plusDays(day);
        history.add(
            genome("G" + history.size(), 1)
                .setCollectionDate(date.toString())
                .setSubmittedAt(date.plusDays(3).atTime(12, 0).toInstant(ZoneOffset.UTC))
                .setLab(i % 2 == 0 ? "Lab A" : "Lab B")
                .setAaSubstitutions(changes)
                .build());
      }
    }

    List<AlertEvent> events =
        replay(
            """
            id: rising
            kind: growth
            subject: mutation:S:*
            regions: [GB]
            fdr: 0.01
            minGrowth: 0.1
            minGenomes: 10
            minLabs: 2
            windowWeeks: 8
            """);

    assertThat(fired(events)).containsExactly("mutation:S:F456L GB");
    var evidence = events.get(0).getEvidence();
    assertThat(evidence.getGrowthLower()).isGreaterThan(0.1);
    assertThat(evidence.getAdjustedP()).isLessThan(0.01);
    assertThat(evidence.getTested()).isEqualTo(3);
  }
}
