package org.virowatch.surveillance.growthmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.surveillance.alert.AlertId;
import org.virowatch.surveillance.alert.AlertLife;
import org.virowatch.surveillance.history.KnownCounts;
import org.virowatch.surveillance.rule.RuleSet;

class PooledSurveillanceTest {
  private static final LocalDate DAY = LocalDate.of(2022, 5, 1);
  private static final PooledSurveillance SURVEILLANCE =
      new PooledSurveillance("sars-cov-2", Set.of("other"));
  private static final RuleSet SPREAD = PooledHistories.defaults("spreading-lineage");
  private static final RuleSet GROWTH = PooledHistories.defaults("growing-lineage");
  private static final String RULE =
      "id: r\nkind: growth\nsubject: lineage:*\nfdr: 0.1\nregions: ['*/country']\n";

  private static Instant tick(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static KnownCounts growing(LocalDate day) {
    double now = -3.5 + 0.08 * (day.toEpochDay() - DAY.toEpochDay());
    return new PooledHistories(day, 70, day.toEpochDay())
        .region("GB", 300, Map.of("old", 0.0, "new", now, "other", now), Map.of("new", 0.08))
        .region("ZA", 30, Map.of("old", 0.0), Map.of())
        .known();
  }

  private static AlertLife.Outcome at(KnownCounts known, RuleSet rules, List<OpenAlert> open) {
    return SURVEILLANCE.evaluate(
        tick(known.asOf()), known, rules, open, WindowCompleteness.UNKNOWN);
  }

  @Test
  void spreadFiresWhereTheVariantIsAndWhereItIsExpectedAndGrowthOnlyWhereItIs() {
    KnownCounts known = growing(DAY);
    List<AlertEvent> spread = at(known, SPREAD, List.of()).events();
    assertThat(spread).extracting(AlertEvent::getRegion).containsExactly("GB", "ZA");
    assertThat(spread).extracting(AlertEvent::getSubject).containsOnly("lineage:new");
    AlertEvent expected = spread.get(1);
    assertThat(expected.getEvidence().getCount()).isZero();
    assertThat(expected.getEvidence().getFirstCollected()).isNull();
    assertThat(expected.getEvidence().getRegions()).isEqualTo(1);
    assertThat(expected.getEvidence().getProbability()).isGreaterThan(0.4);
    assertThat(expected.getAlertId())
        .isEqualTo(AlertId.of("sars-cov-2", "spreading-lineage", "lineage:new", "ZA", tick(DAY)));
    assertThat(at(known, GROWTH, List.of()).events())
        .extracting(AlertEvent::getRegion)
        .containsExactly("GB");
  }

  @Test
  void evidenceHoldsGrowthItsIntervalAndHowManyWereTested() {
    AlertEvent event = at(growing(DAY), GROWTH, List.of()).events().get(0);
    var evidence = event.getEvidence();
    assertThat(evidence.getGrowthPerWeek()).isBetween(0.35, 0.8);
    assertThat(evidence.getGrowthLower()).isLessThan(evidence.getGrowthPerWeek());
    assertThat(evidence.getGrowthUpper()).isGreaterThan(evidence.getGrowthPerWeek());
    assertThat(evidence.getAdjustedP()).isBetween(0.0, 0.2);
    // Old and new in GB and old in ZA; "other" stands for many and is not tested.
    assertThat(evidence.getTested()).isEqualTo(3);
    assertThat(evidence.getLastCollected()).isEqualTo(DAY);
    assertThat(event.getMessage()).contains("lineage new in GB grows").contains("1 region,");
  }

  @Test
  void theSameHistoryGivesTheSameEventsWhateverElseWasEvaluatedBefore() {
    List<AlertEvent> once = at(growing(DAY), SPREAD, List.of()).events();
    at(growing(DAY.plusDays(1)), SPREAD, List.of());
    assertThat(at(growing(DAY), SPREAD, List.of()).events()).isEqualTo(once);
  }

  @Test
  void anAlertIsUpdatedWhenItsCountDoublesAndResolvesWhenGrowthEnds() {
    List<AlertEvent> events = new ArrayList<>();
    List<OpenAlert> open = List.of();
    for (LocalDate day = DAY; day.isBefore(DAY.plusDays(30)); day = day.plusDays(7)) {
      AlertLife.Outcome outcome = at(growing(day), GROWTH, open);
      events.addAll(outcome.events());
      open = outcome.open();
    }
    assertThat(events.get(0).getState()).isEqualTo(AlertState.FIRING);
    assertThat(events).extracting(AlertEvent::getState).contains(AlertState.UPDATED);
    assertThat(events).extracting(AlertEvent::getAlertId).containsOnly(events.get(0).getAlertId());
    LocalDate later = DAY.plusDays(120);
    KnownCounts falling =
        new PooledHistories(later, 70, 1)
            .region("GB", 300, Map.of("old", 0.0, "new", -4.0), Map.of("new", -0.08))
            .known();
    AlertLife.Outcome end = at(falling, GROWTH, open);
    // The old variant takes its place, and says so.
    assertThat(end.events())
        .extracting(AlertEvent::getSubject, AlertEvent::getState)
        .containsExactly(
            tuple("lineage:new", AlertState.RESOLVED), tuple("lineage:old", AlertState.FIRING));
  }

  @Test
  void resolutionWaitsForTicksAndCoolDownKeepsItSilent() {
    RuleSet rules = PooledHistories.rules(RULE + "forTicks: 2\ncooldownHours: 48\n");
    List<OpenAlert> open = at(growing(DAY), rules, List.of()).open();
    KnownCounts nothing = new PooledHistories(DAY.plusDays(1), 0, 1).known();
    AlertLife.Outcome first = at(nothing, rules, open);
    assertThat(first.events()).isEmpty();
    AlertLife.Outcome second =
        at(new KnownCounts(DAY.plusDays(2), nothing.counts()), rules, first.open());
    assertThat(second.events())
        .extracting(AlertEvent::getState)
        .containsExactly(AlertState.RESOLVED);
    AlertLife.Outcome cooling = at(growing(DAY.plusDays(3)), rules, second.open());
    assertThat(cooling.events()).isEmpty();
    AlertLife.Outcome again = at(growing(DAY.plusDays(4)), rules, cooling.open());
    assertThat(again.events()).extracting(AlertEvent::getState).containsExactly(AlertState.FIRING);
  }

  @Test
  void alertsOfARuleThatIsGoneEndAndThoseOfAPausedOneStay() {
    List<OpenAlert> open = at(growing(DAY), SPREAD, List.of()).open();
    AlertLife.Outcome gone = at(growing(DAY.plusDays(1)), RuleSet.EMPTY, open);
    assertThat(gone.events()).extracting(AlertEvent::getState).containsOnly(AlertState.RESOLVED);
    assertThat(gone.open()).isEmpty();
    RuleSet paused =
        RuleSet.of(
            SPREAD.rules().stream()
                .map(rule -> AlertRule.newBuilder(rule.rule()).setPaused(true).build())
                .toList());
    AlertLife.Outcome kept = at(growing(DAY.plusDays(1)), paused, open);
    assertThat(kept.events()).isEmpty();
    assertThat(kept.open()).isEqualTo(open);
  }

  @Test
  void aMinimumOfCompletenessHoldsDecisionsBackUntilItIsKnownAndReached() {
    RuleSet rules = PooledHistories.rules(RULE + "minCompleteness: 0.6\n");
    KnownCounts known = growing(DAY);
    assertThat(at(known, rules, List.of()).events()).isEmpty();
    for (double share : new double[] {0.5, 0.7}) {
      List<AlertEvent> events =
          SURVEILLANCE
              .evaluate(tick(DAY), known, rules, List.of(), (region, first, last) -> share)
              .events();
      assertThat(events).hasSize(share < 0.6 ? 0 : 1);
      events.forEach(event -> assertThat(event.getEvidence().getCompleteness()).isEqualTo(share));
    }
  }
}
