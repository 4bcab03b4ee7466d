package org.virowatch.surveillance.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.virowatch.surveillance.testing.Genomes.genome;
import static org.virowatch.surveillance.testing.Genomes.withdrawal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;
import org.virowatch.surveillance.rule.InvalidRulesException;
import org.virowatch.surveillance.rule.RuleDocuments;

class AlertLifeTest {
  private static final LineageHierarchy LINEAGES =
      LineageHierarchy.of(Map.of("BA.2.75", "BA.2", "BN.1", "BA.2.75"));
  private static final Ticks DAILY = new Ticks(Duration.ofDays(1));

  private final List<CalledGenome> history = new ArrayList<>();

  /** Adds genomes collected on a day and submitted on the same day at noon. */
  private void sample(int count, String day, String lineage, String lab, String... changes) {
    for (int i = 0; i < count; i++) {
      history.add(
          genome("G" + history.size(), 1)
              .setCollectionDate(day)
              .setSubmittedAt(noon(day))
              .setLineage(lineage)
              .setLab(lab)
              .setAaSubstitutions(List.of(changes))
              .build());
    }
  }

  private static Instant noon(String day) {
    return LocalDate.parse(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
  }

  private List<AlertEvent> replay(String rules, String until) throws InvalidRulesException {
    return AlertReplay.replay(
        history,
        RuleDocuments.parse(rules),
        dataset -> LINEAGES,
        DAILY,
        Instant.parse(until + "T00:00:00Z"));
  }

  private List<String> story(String rules, String until) throws InvalidRulesException {
    return replay(rules, until).stream()
        .map(
            event ->
                event.getAsOf().toString().substring(0, 10)
                    + " "
                    + event.getState()
                    + " "
                    + event.getSubject()
                    + " "
                    + event.getRegion())
        .toList();
  }

  private static final String BA275_TENTH =
      """
      id: ba275
      kind: frequency
      subject: lineage:BA.2.75*
      regions: GB-ENG
      threshold: 0.1
      windowWeeks: 2
      """;

  @Test
  void aFrequencyAlertFiresAtTheFirstTickAtWhichTheLowerBoundReachesTheThreshold()
      throws InvalidRulesException {
    sample(80, "2022-03-01", "BA.2", "Lab A");
    sample(10, "2022-03-02", "BN.1", "Lab B");
    sample(10, "2022-03-03", "BA.2.75", "Lab C");
    List<AlertEvent> events = replay(BA275_TENTH, "2022-03-06");
    assertThat(events).hasSize(1);
    AlertEvent event = events.get(0);
    assertThat(event.getState()).isEqualTo(AlertState.FIRING);
    assertThat(event.getAsOf()).isEqualTo("2022-03-04T00:00:00Z");
    assertThat(event.getSubject()).isEqualTo("lineage:BA.2.75*");
    var evidence = event.getEvidence();
    assertThat(evidence.getCount()).isEqualTo(20);
    assertThat(evidence.getCoverage()).isEqualTo(100);
    assertThat(evidence.getFrequency()).isEqualTo(0.2);
    assertThat(evidence.getLower()).isBetween(0.13, 0.14);
    assertThat(evidence.getUpper()).isBetween(0.28, 0.29);
    assertThat(evidence.getFirstWeek()).isEqualTo("2022-W08");
    assertThat(evidence.getLastWeek()).isEqualTo("2022-W09");
    assertThat(evidence.getLabs()).isEqualTo(2);
    assertThat(evidence.getTested()).isEqualTo(1);
    assertThat(event.getMessage())
        .isEqualTo(
            "lineage BA.2.75* in GB-ENG is frequent: 20 of 100 genomes (20.0 %, 95 % interval 13.3"
                + " to 28.9 %) collected in 2022-W08 to 2022-W09, from 2 labs");
    assertThat(event.getAlertId())
        .isEqualTo(
            AlertId.of("sars-cov-2", "ba275", "lineage:BA.2.75*", "GB-ENG", event.getOnset()));
  }

  @Test
  void anUpdateIsToldOnlyWhenTheEvidenceChangedMaterially() throws InvalidRulesException {
    sample(60, "2022-03-01", "BA.2", "Lab A");
    sample(40, "2022-03-01", "BA.2.75", "Lab A");
    sample(5, "2022-03-02", "BA.2.75", "Lab A");
    sample(40, "2022-03-03", "BA.2.75", "Lab A");
    assertThat(story(BA275_TENTH, "2022-03-08"))
        .containsExactly(
            "2022-03-02 FIRING lineage:BA.2.75* GB-ENG",
            "2022-03-04 UPDATED lineage:BA.2.75* GB-ENG");
  }

  @Test
  void anAlertResolvesAfterItsTicksInARowBelowTheLevel() throws InvalidRulesException {
    sample(10, "2022-03-01", "BA.2.75", "Lab A");
    sample(290, "2022-03-02", "BA.2", "Lab A"); // 3.3 %: below for one tick
    sample(20, "2022-03-03", "BA.2.75", "Lab A"); // 9.4 %: above the level again
    sample(500, "2022-03-05", "BA.2", "Lab A"); // 3.7 %: below to the end
    assertThat(story(BA275_TENTH + "forTicks: 2\n", "2022-03-12"))
        .containsExactly(
            "2022-03-02 FIRING lineage:BA.2.75* GB-ENG",
            "2022-03-04 UPDATED lineage:BA.2.75* GB-ENG",
            "2022-03-07 RESOLVED lineage:BA.2.75* GB-ENG");
  }

  @Test
  void anAlertResolvesWhenItsGenomesAreTooOldForTheWindow() throws InvalidRulesException {
    sample(10, "2022-03-01", "BA.2.75", "Lab A");
    assertThat(story(BA275_TENTH, "2022-04-01"))
        .containsExactly(
            "2022-03-02 FIRING lineage:BA.2.75* GB-ENG",
            "2022-03-14 RESOLVED lineage:BA.2.75* GB-ENG");
  }

  @Test
  void withdrawnGenomesResolveTheAlertTheyCausedAtOnce() throws InvalidRulesException {
    sample(50, "2022-03-01", "BA.2", "Lab A");
    sample(20, "2022-03-01", "BA.2.75", "Lab A");
    for (int i = 50; i < 70; i++) {
      history.add(withdrawal("G" + i, 2, noon("2022-03-04")));
    }
    List<AlertEvent> events = replay(BA275_TENTH + "forTicks: 5\n", "2022-03-10");
    assertThat(events)
        .extracting(AlertEvent::getState)
        .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    assertThat(events.get(1).getAsOf()).isEqualTo("2022-03-05T00:00:00Z");
    assertThat(events.get(1).getAlertId()).isEqualTo(events.get(0).getAlertId());
    assertThat(events.get(1).getMessage()).contains("withdrawn");
    assertThat(events.get(1).getEvidence().getCount()).isZero();
  }

  @Test
  void aResolvedAlertDoesNotFireAgainBeforeItsCoolDownEnds() throws InvalidRulesException {
    sample(10, "2022-03-01", "BA.2.75", "Lab A");
    sample(290, "2022-03-02", "BA.2", "Lab A");
    sample(100, "2022-03-03", "BA.2.75", "Lab A");
    String cooling = BA275_TENTH + "cooldownHours: 72\n";
    assertThat(story(cooling, "2022-03-10"))
        .containsExactly(
            "2022-03-02 FIRING lineage:BA.2.75* GB-ENG",
            "2022-03-03 RESOLVED lineage:BA.2.75* GB-ENG",
            "2022-03-06 FIRING lineage:BA.2.75* GB-ENG");
    assertThat(replay(cooling, "2022-03-10"))
        .extracting(AlertEvent::getAlertId)
        .hasSize(3)
        .containsOnlyOnce(replay(cooling, "2022-03-10").get(2).getAlertId());
  }

  private static final String NEW_LINEAGES =
      """
      id: new-lineage
      kind: emergence
      subject: lineage:*
      regions: [GB-ENG]
      minGenomes: 3
      minLabs: 2
      minGenomesBefore: 50
      windowWeeks: 2
      """;

  @Test
  void anEmergenceNeedsGenomesOfSeveralLabsAndARegionWithAPast() throws InvalidRulesException {
    sample(200, "2022-03-01", "BA.2", "Lab A");
    sample(200, "2022-03-01", "BA.5", "Lab B");
    sample(2, "2022-03-22", "BA.2.75", "Lab A");
    sample(30, "2022-03-22", "BN.1", "Lab A");
    sample(30, "2022-03-22", "BA.2", "Lab B");
    sample(1, "2022-03-24", "BA.2.75", "Lab B");
    List<AlertEvent> events = replay(NEW_LINEAGES, "2022-03-30");
    assertThat(events).extracting(AlertEvent::getSubject).containsExactly("lineage:BA.2.75");
    assertThat(events.get(0).getAsOf()).isEqualTo("2022-03-25T00:00:00Z");
    assertThat(events.get(0).getEvidence().getCountBefore()).isZero();
    assertThat(events.get(0).getEvidence().getTested()).isEqualTo(3);
  }

  @Test
  void theFirstGenomesOfAnEmptySystemAreNoEmergence() throws InvalidRulesException {
    for (String day : List.of("2022-03-01", "2022-03-08", "2022-03-15", "2022-03-22")) {
      sample(40, day, "BA.2", "Lab A");
      sample(40, day, "BA.5", "Lab B");
    }
    assertThat(replay(NEW_LINEAGES.replace("minLabs: 2", "minLabs: 1"), "2022-04-10")).isEmpty();
  }

  @Test
  void onlyADateThatIsSurelyBeforeTheWindowMakesASubjectOld() throws InvalidRulesException {
    sample(200, "2022-03-01", "BA.2", "Lab A");
    sample(3, "2022-03-22", "BA.2.75", "Lab A");
    sample(3, "2022-03-22", "BN.1", "Lab A");
    sample(3, "2022-03-22", "BA.5", "Lab A");
    String rule = NEW_LINEAGES.replace("minLabs: 2", "minLabs: 1");
    for (String[] dated : new String[][] {{"2022-02", "BN.1"}, {"2022-03", "BA.5"}}) {
      history.add(
          genome("P" + dated[0], 1)
              .setCollectionDate(dated[0])
              .setLineage(dated[1])
              .setSubmittedAt(noon("2022-03-20"))
              .build());
    }
    assertThat(replay(rule, "2022-03-24"))
        .extracting(AlertEvent::getSubject)
        .containsExactly("lineage:BA.2.75", "lineage:BA.5");
  }

  @Test
  void aWatchlistRuleFiresForEachMutationOfThePanelThatAppears() throws InvalidRulesException {
    String rule =
        """
        id: resistance
        kind: watchlist
        subject: watchlist:nirmatrelvir
        mutations: ["ORF1a:E3429V", "ORF1a:L3313F", "S:E484K"]
        regions: GB
        minGenomes: 2
        severity: critical
        """;
    sample(30, "2022-03-01", "BA.2", "Lab A", "S:D614G");
    sample(2, "2022-03-02", "BA.2", "Lab A", "ORF1a:E3429V");
    sample(1, "2022-03-02", "BA.2", "Lab A", "S:E484K");
    List<AlertEvent> events = replay(rule, "2022-03-05");
    assertThat(events).extracting(AlertEvent::getSubject).containsExactly("mutation:ORF1a:E3429V");
    assertThat(events.get(0).getEvidence().getTested()).isEqualTo(3);
    assertThat(events.get(0).getMessage()).startsWith("ORF1a:E3429V in GB is on the panel");
  }

  @Test
  void eachAminoAcidChangeOfACdsIsASubjectOfItsOwn() throws InvalidRulesException {
    sample(30, "2022-03-01", "BA.2", "Lab A", "S:D614G", "N:R203K", "S:E484K");
    String rule =
        """
        id: spike
        kind: frequency
        subject: mutation:S:*
        regions: GB-ENG
        threshold: 0.5
        """;
    assertThat(replay(rule, "2022-03-03"))
        .extracting(AlertEvent::getSubject)
        .containsExactly("mutation:S:D614G", "mutation:S:E484K");
  }

  @Test
  void alertsOfSimulatedGenomesSaySo() throws InvalidRulesException {
    sample(10, "2022-03-01", "BA.2.75", "Lab A");
    assertThat(replay(BA275_TENTH, "2022-03-03").get(0).getSimulated()).isFalse();
    history.replaceAll(genome -> CalledGenome.newBuilder(genome).setSimulated(true).build());
    assertThat(replay(BA275_TENTH, "2022-03-03").get(0).getSimulated()).isTrue();
  }
}
