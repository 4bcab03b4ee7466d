package org.virowatch.surveillance.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.virowatch.surveillance.testing.Genomes.genome;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.rule.RuleDocuments;

class FreshnessRuleTest {
  private static final LocalDate START = LocalDate.of(2023, 1, 2);
  private static final int DAYS = 100;
  private static final String RULE =
      """
      id: silent
      kind: freshness
      subject: submissions
      regions: ["*/country"]
      minGenomes: 20
      fdr: 0.05
      forTicks: 2
      """;

  private final List<CalledGenome> history = new ArrayList<>();
  private final Random random = new Random(20230102);

  private void submit(LocalDate day, String country, String lab, int genomes) {
    for (int i = 0; i < genomes; i++) {
      history.add(
          genome("G" + history.size(), 1)
              .setCollectionDate(day.minusDays(3 + random.nextInt(10)).toString())
              .setSubmittedAt(
                  day.atTime(random.nextInt(24), random.nextInt(60)).toInstant(ZoneOffset.UTC))
              .setCountry(country)
              .setSubdivision(null)
              .setLab(lab)
              .build());
    }
  }

  private int about(int genomes) {
    return genomes + random.nextInt(7) - 3;
  }

  /**
   * FR never rests; the first lab of GB is silent for days 70 to 84 and submits as much as ever.
   */
  private void uploads() {
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = START.plusDays(day);
      submit(date, "FR", "Pasteur", about(15));
      if (day < 70 || day > 84) {
        submit(date, "GB", "Wellcome", about(12));
      }
    }
  }

  private List<AlertEvent> replay(String rule) throws Exception {
    return AlertReplay.replay(
        history,
        RuleDocuments.parse(rule),
        dataset -> LineageHierarchy.of(Map.of()),
        new Ticks(Duration.ofDays(1)),
        START.plusDays(DAYS).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  @Test
  void aCountryThatStopsIsToldAndSoIsThatItIsBack() throws Exception {
    uploads();

    List<AlertEvent> events = replay(RULE);

    assertThat(events).extracting(AlertEvent::getRegion).containsOnly("GB");
    assertThat(events)
        .extracting(AlertEvent::getState)
        .startsWith(AlertState.FIRING)
        .endsWith(AlertState.RESOLVED);
    AlertEvent first = events.get(0);
    assertThat(first.getSubject()).isEqualTo("submissions");
    assertThat(LocalDate.ofInstant(first.getOnset(), ZoneOffset.UTC))
        .isBetween(START.plusDays(71), START.plusDays(76));
    assertThat(first.getMessage())
        .startsWith("submissions of GB have s")
        .contains("last weeks say");
    assertThat(events.get(events.size() - 1).getMessage())
        .isEqualTo("submissions of GB are as they were again");
  }

  @Test
  void aLabIsWatchedByItself() throws Exception {
    uploads();
    for (int day = 0; day < DAYS; day++) {
      submit(START.plusDays(day), "GB", "UKHSA", about(200));
    }

    assertThat(replay(RULE)).isEmpty();
    assertThat(replay(RULE.replace("subject: submissions", "subject: submissions:*")))
        .isNotEmpty()
        .allMatch(event -> event.getSubject().equals("submissions:Wellcome"));
  }

  @Test
  void anArchiveThatIsLoadedIsNoJump() throws Exception {
    uploads();
    LocalDate day = START.plusDays(60);
    for (int i = 0; i < 500; i++) {
      history.add(
          genome("old" + i, 1)
              .setCollectionDate(START.minusDays(400 + i % 30).toString())
              .setSubmittedAt(day.atTime(3, 0).toInstant(ZoneOffset.UTC))
              .setCountry("FR")
              .setSubdivision(null)
              .build());
    }

    assertThat(replay(RULE)).extracting(AlertEvent::getRegion).containsOnly("GB");
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() throws Exception {
    uploads();
    List<AlertEvent> expected = replay(RULE);
    Collections.shuffle(history, random);

    assertThat(replay(RULE)).isEqualTo(expected);
  }
}
