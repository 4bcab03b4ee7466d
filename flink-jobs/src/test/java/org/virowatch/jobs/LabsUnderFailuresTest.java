package org.virowatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.RuleKind;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;
import org.virowatch.surveillance.rule.RuleDocuments;

/**
 * A lab whose genomes carry an artefact, through the operators with crashes: it is held at the tick
 * at which it stands out, and what regions and pools decide is what the batch decides.
 */
@SuppressWarnings("try") // the path is closed at its end
class LabsUnderFailuresTest {
  private static final long SEED = 20230205;
  private static final LocalDate START = LocalDate.of(2023, 1, 2);
  private static final int DAYS = 56;

  /** The artefact begins on this day. */
  private static final int BAD_FROM = 28;

  private static final int LABS = 8;
  private static final String BAD_LAB = "Lab 0";
  private static final String ARTEFACT = "A24389C";
  private static final Duration TICK = Duration.ofDays(1);
  private static final String RULES =
      """
      id: labs
      kind: quality
      subject: submissions:*
      regions: ["*/country"]
      ---
      id: each-lineage
      kind: frequency
      subject: lineage:*
      threshold: 0.1
      windowWeeks: 3
      ---
      id: artefact
      kind: frequency
      subject: mutation:A24389C
      threshold: 0.001
      ---
      id: new-artefact
      kind: emergence
      subject: mutation:A24389C
      minGenomesBefore: 50
      minGenomes: 4
      windowWeeks: 3
      ---
      id: spreading
      kind: spread
      subject: lineage:*
      regions: ["*/country"]
      threshold: 0.05
      horizonDays: 60
      probability: 0.3
      fdr: 0.5
      windowWeeks: 6
      """;

  @Test
  void aLabThatStandsOutIsHeldAsInTheBatch() throws Exception {
    Random random = new Random(SEED);
    List<AlertRule> rules = RuleDocuments.parse(RULES);
    List<CalledGenome> history = history(random);
    Instant end = START.plusDays(DAYS + 21).atStartOfDay().toInstant(ZoneOffset.UTC);
    try (SurveillancePath job = new SurveillancePath(Retention.FOREVER, rules, TICK, random)) {
      job.run(history);
      job.silenceUntil(end);

      List<AlertEvent> expected =
          AlertReplay.replay(
              history, rules, dataset -> LineageHierarchy.BY_NAME, new Ticks(TICK), end);

      assertThat(job.crashes()).isPositive();
      assertThat(job.alerts()).containsExactlyInAnyOrderElementsOf(expected);
      AlertEvent held =
          expected.stream().filter(e -> e.getKind() == RuleKind.QUALITY).findFirst().orElseThrow();
      assertThat(held.getSubject()).isEqualTo("submissions:" + BAD_LAB);
      assertThat(held.getMessage()).contains(ARTEFACT);
      assertThat(expected)
          .filteredOn(event -> event.getKind() == RuleKind.QUALITY)
          .extracting(AlertEvent::getState)
          .doesNotContain(AlertState.RESOLVED);
      // From that tick on nothing is said of what only the held lab has.
      assertThat(expected)
          .filteredOn(event -> event.getSubject().endsWith(ARTEFACT))
          .filteredOn(event -> !event.getAsOf().isBefore(held.getAsOf()))
          .extracting(AlertEvent::getState)
          .containsOnly(AlertState.RESOLVED);
      assertThat(expected)
          .filteredOn(event -> event.getEvidence().getHeldOut() != null)
          .extracting(AlertEvent::getKind)
          .contains(RuleKind.FREQUENCY, RuleKind.SPREAD);
    }
  }

  private static List<CalledGenome> history(Random random) {
    List<CalledGenome> history = new ArrayList<>();
    List<String> lineages = List.of("BA.5", "BQ.1", "BF.7", "XBB.1", "CH.1.1");
    for (int day = 0; day < DAYS; day++) {
      for (int genome = 0; genome < 24; genome++) {
        int lab = random.nextInt(LABS);
        String lineage =
            random.nextInt(DAYS) < day / 2 ? "XBB.1.5" : lineages.get(random.nextInt(5));
        List<String> privates = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          privates.add("C" + (300 + random.nextInt(20_000)) + "T");
        }
        if (lab == 0 && day >= BAD_FROM && random.nextInt(5) < 2) {
          privates.add(ARTEFACT);
        }
        privates.sort(
            Comparator.comparingInt(name -> Integer.parseInt(name, 1, name.length() - 1, 10)));
        List<String> substitutions = new ArrayList<>(List.of("C241T"));
        substitutions.addAll(privates);
        LocalDate collected = START.plusDays(day);
        history.add(
            Genomes.called("G" + history.size(), 1)
                .setCollectionDate(collected.toString())
                .setSubmittedAt(
                    collected
                        .plusDays(2 + random.nextInt(6))
                        .atTime(random.nextInt(24), 0)
                        .toInstant(ZoneOffset.UTC))
                .setLineage(lineage)
                .setCountry(lab < 6 ? "GB" : "FR")
                .setSubdivision(null)
                .setLab("Lab " + lab)
                .setSubstitutions(substitutions)
                .setPrivateSubstitutions(privates)
                .build());
      }
    }
    history.sort(
        Comparator.comparing(CalledGenome::getSubmittedAt)
            .thenComparing(CalledGenome::getAccession));
    return history;
  }
}
