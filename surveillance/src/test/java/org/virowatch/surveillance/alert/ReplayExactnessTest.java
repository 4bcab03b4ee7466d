package org.virowatch.surveillance.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Evidence;
import org.virowatch.schemas.LabAction;
import org.virowatch.schemas.LabOrder;
import org.virowatch.schemas.Sampling;
import org.virowatch.surveillance.calendar.Period;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.SamplingPurpose;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;
import org.virowatch.surveillance.rule.InvalidRulesException;
import org.virowatch.surveillance.rule.RuleDocuments;
import org.virowatch.surveillance.rule.RuleSet;
import org.virowatch.surveillance.testing.Genomes;
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
      id: each-lineage-with-targeted
      kind: frequency
      subject: lineage:*
      sampling: all
      threshold: 0.1
      windowWeeks: 2
      ---
      id: new-in-spike-with-targeted
      kind: emergence
      subject: mutation:S:*
      sampling: all
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

  /** Rules of growth: one of all countries together, which the plain replay does not know. */
  private static final String GROWTH_RULES =
      """
      ---
      id: growth-of-a-mutation
      kind: growth
      subject: mutation:S:E4K
      regions: [world]
      fdr: 0.9
      minGrowth: -9
      windowWeeks: 6
      ---
      id: growth-of-a-mutation-with-targeted
      kind: growth
      subject: mutation:S:E4K
      regions: [world]
      sampling: all
      fdr: 0.9
      minGrowth: -9
      windowWeeks: 6
      ---
      id: growth-of-lineages
      kind: growth
      subject: lineage:*
      fdr: 0.9
      windowWeeks: 4
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

  /**
   * What leaving targeted genomes out must mean, whatever is counted where: the alerts are those of
   * a history in which every version that is targeted withdraws its genome.
   */
  @Test
  void rulesThatLeaveTargetedGenomesOutDecideAsIfThereWereNone() throws InvalidRulesException {
    List<AlertRule> rules =
        RuleDocuments.parse(RULES + GROWTH_RULES).stream()
            .filter(rule -> rule.getSampling() != Sampling.ALL)
            .toList();
    assertSameDecisions(
        rules,
        genome ->
            SamplingPurpose.of(genome.getMetadata()) == SamplingPurpose.TARGETED
                ? Genomes.withdrawal(
                    genome.getAccession(), genome.getVersion(), genome.getSubmittedAt())
                : genome);
  }

  @Test
  void rulesThatTakeAllGenomesDecideAsIfNoneWereTargeted() throws InvalidRulesException {
    List<AlertRule> rules =
        RuleDocuments.parse(RULES + GROWTH_RULES).stream()
            .filter(rule -> rule.getSampling() == Sampling.ALL)
            .toList();
    assertSameDecisions(
        rules, genome -> CalledGenome.newBuilder(genome).setMetadata(Map.of()).build());
  }

  /** What holding a lab must mean: as if it had withdrawn its genomes of these days. */
  @Test
  void rulesDecideAsIfHeldLabsHadSubmittedNothing() throws InvalidRulesException {
    LabOrder hold =
        LabOrder.newBuilder()
            .setDataset(Genomes.DATASET)
            .setLab("Lab A")
            .setAction(LabAction.HOLD)
            .setSince(LocalDate.of(2022, 3, 7))
            .setOrderedAt(Instant.parse("2022-03-07T00:00:00Z"))
            .build();
    assertSameDecisions(
        RuleDocuments.parse(RULES + GROWTH_RULES),
        List.of(hold),
        genome ->
            "Lab A".equals(genome.getLab())
                    && !Period.ofRecorded(genome.getCollectionDate())
                        .lastDay()
                        .isBefore(LocalDate.of(2022, 3, 7))
                ? Genomes.withdrawal(
                    genome.getAccession(), genome.getVersion(), genome.getSubmittedAt())
                : genome);
  }

  private static void assertSameDecisions(
      List<AlertRule> rules, UnaryOperator<CalledGenome> other) {
    assertSameDecisions(rules, List.of(), other);
  }

  private static void assertSameDecisions(
      List<AlertRule> rules, List<LabOrder> orders, UnaryOperator<CalledGenome> other) {
    Ticks ticks = new Ticks(Duration.ofDays(1));
    RandomHistory histories = new RandomHistory(SEED);
    int events = 0;
    for (int i = 0; i < HISTORIES; i += 5) {
      List<CalledGenome> history = histories.versions(60, 20);
      List<AlertEvent> decided = comparable(history, rules, orders, ticks);
      List<CalledGenome> changed = history.stream().map(other).toList();
      List<AlertEvent> expected = comparable(changed, rules, List.of(), ticks);
      for (int event = 0; event < Math.min(decided.size(), expected.size()); event++) {
        assertThat(decided.get(event))
            .as("event %d of history %d of seed %d", event, i, SEED)
            .isEqualTo(expected.get(event));
      }
      assertThat(decided).as("history %d of seed %d", i, SEED).hasSameSizeAs(expected);
      events += decided.size();
    }
    assertThat(events).isGreaterThan(HISTORIES);
  }

  /** Without what says that genomes were left out, and completeness, which is of all uploads. */
  private static List<AlertEvent> comparable(
      List<CalledGenome> history, List<AlertRule> rules, List<LabOrder> orders, Ticks ticks) {
    Instant last =
        history.stream()
            .map(CalledGenome::getSubmittedAt)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return AlertReplay.replay(
            history, rules, orders, dataset -> LINEAGES, ticks, last, Retention.FOREVER)
        .stream()
        .map(
            event ->
                AlertEvent.newBuilder(event)
                    .setMessage(
                        event
                            .getMessage()
                            .replaceFirst("; \\d+ of held labs left out$", "")
                            .replaceFirst("; \\d+ targeted left out$", ""))
                    .setEvidence(
                        Evidence.newBuilder(event.getEvidence())
                            .setTargetedLeftOut(null)
                            .setHeldOut(null)
                            .setCompleteness(null)
                            .build())
                    .build())
        .toList();
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
