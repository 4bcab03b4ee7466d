package org.virowatch.surveillance.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;
import org.virowatch.surveillance.rule.InvalidRulesException;
import org.virowatch.surveillance.rule.RuleDocuments;
import org.virowatch.surveillance.rule.RuleSet;
import org.virowatch.surveillance.testing.RandomHistory;

/** The alerts of random histories, whatever order they are fed in, against a plain replay. */
class ReplayExactnessTest {
  private static final int HISTORIES = Integer.getInteger("virowatch.alertHistories", 25);
  private static final long SEED = 20220401;
  private static final LineageHierarchy LINEAGES =
      LineageHierarchy.of(Map.of("BA.2", "B.1.1.529", "BA.2.75", "BA.2"));
  private static final String RULES =
      """
      id: each-lineage
      kind: frequency
      subject: lineage:*
      threshold: 0.1
      windowWeeks: 2
      ---
      id: ba2
      kind: frequency
      subject: lineage:BA.2*
      threshold: 0.2
      resolveBelow: 0.19
      forTicks: 3
      cooldownHours: 60
      ---
      id: new-in-spike
      kind: emergence
      subject: mutation:S:*
      minGenomes: 2
      minLabs: 2
      minGenomesBefore: 1
      windowWeeks: 1
      ---
      id: panel
      kind: watchlist
      subject: watchlist:test
      mutations: [C5T, A14-, "S:9:EPE"]
      regions: ["*/country", world]
      cooldownHours: 30
      """;

  @Test
  void theReplayGivesTheEventsOfAPlainOneWhateverOrderItIsFed() throws InvalidRulesException {
    List<AlertRule> rules = RuleDocuments.parse(RULES);
    Ticks ticks = new Ticks(Duration.ofDays(1));
    RandomHistory histories = new RandomHistory(SEED);
    Set<AlertState> seen = EnumSet.noneOf(AlertState.class);
    for (int i = 0; i < HISTORIES; i++) {
      int accessions = i % 5 == 0 ? 60 : 2 + histories.random().nextInt(14);
      List<CalledGenome> history = histories.versions(accessions, 20);
      Instant first = history.get(0).getSubmittedAt();
      Instant last = first;
      for (CalledGenome genome : history) {
        first = genome.getSubmittedAt().isBefore(first) ? genome.getSubmittedAt() : first;
        last = genome.getSubmittedAt().isAfter(last) ? genome.getSubmittedAt() : last;
      }
      List<CalledGenome> shuffled = new ArrayList<>(history);
      shuffled.addAll(history.subList(0, history.size() / 2));
      Collections.shuffle(shuffled, histories.random());
      Instant end = ticks.atOrAfter(last.plus(Duration.ofDays(21)));

      List<AlertEvent> replayed =
          AlertReplay.replay(shuffled, rules, dataset -> LINEAGES, ticks, end);

      List<AlertEvent> expected =
          new NaiveReplay(history, RuleSet.of(rules), LINEAGES)
              .run(ticks, ticks.atOrAfter(first), end);
      assertThat(replayed).as("history %d of seed %d", i, SEED).isEqualTo(expected);
      replayed.forEach(event -> seen.add(event.getState()));
      assertEachAlertIsOneLife(replayed);
    }
    assertThat(seen).containsExactlyInAnyOrder(AlertState.values());
  }

  private static void assertEachAlertIsOneLife(List<AlertEvent> events) {
    Map<String, AlertEvent> last = new HashMap<>();
    for (AlertEvent event : events) {
      AlertEvent before = last.put(event.getAlertId(), event);
      if (before == null) {
        assertThat(event.getState()).isEqualTo(AlertState.FIRING);
        assertThat(event.getSequence()).isZero();
        assertThat(event.getOnset()).isEqualTo(event.getAsOf());
      } else {
        assertThat(before.getState()).isNotEqualTo(AlertState.RESOLVED);
        assertThat(event.getState()).isNotEqualTo(AlertState.FIRING);
        assertThat(event.getSequence()).isEqualTo(before.getSequence() + 1);
        assertThat(event.getOnset()).isEqualTo(before.getOnset());
      }
    }
  }
}
