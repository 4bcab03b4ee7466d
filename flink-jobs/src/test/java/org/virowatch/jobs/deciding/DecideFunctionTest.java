package org.virowatch.jobs.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.virowatch.jobs.Genomes;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.Evidence;
import org.virowatch.schemas.LabAction;
import org.virowatch.schemas.LabOrder;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.Sampling;
import org.virowatch.schemas.Severity;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.alert.SampledPeriod;
import org.virowatch.surveillance.count.Contribution;

@SuppressWarnings("try") // harnesses are closed at the end of their test
class DecideFunctionTest {
  private static final Duration TICK = Duration.ofDays(1);
  private static final long DAY_1 = Genomes.START.toEpochMilli();
  private static final long DAY_2 = DAY_1 + TICK.toMillis();
  private static final long DAY_3 = DAY_2 + TICK.toMillis();

  @Test
  void aTickSeesWhatWasKnownByThenAndNothingLater() throws Exception {
    try (var harness = open(null)) {
      rule(harness, "ba2", 3);
      harness.processElement1(new StreamRecord<>(genomes(2, DAY_2), 0));
      harness.processElement1(new StreamRecord<>(genomes(1, DAY_3), 0));
      watermark(harness, DAY_2);
      assertThat(alerts(harness)).isEmpty();
      watermark(harness, DAY_3);
      assertThat(alerts(harness)).hasSize(1);
      AlertEvent alert = alerts(harness).get(0);
      assertThat(alert.getState()).isEqualTo(AlertState.FIRING);
      assertThat(alert.getAsOf()).isEqualTo(Instant.ofEpochMilli(DAY_3));
      assertThat(alert.getEvidence().getCount()).isEqualTo(3);
    }
  }

  @Test
  void ticksOfAJumpInTimeAreDecidedOneAfterTheOther() throws Exception {
    try (var harness = open(null)) {
      rule(harness, "ba2", 2);
      harness.processElement1(new StreamRecord<>(genomes(2, DAY_2), 0));
      harness.processElement1(new StreamRecord<>(genomes(-2, DAY_3), 0));
      watermark(harness, DAY_3);
      assertThat(alerts(harness))
          .extracting(AlertEvent::getState)
          .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }
  }

  @Test
  void whatComesLateCountsAtTheNextTickAlsoAfterARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = open(null)) {
      rule(harness, "ba2", 2);
      harness.processElement1(new StreamRecord<>(genomes(1, DAY_1), 0));
      watermark(harness, DAY_2);
      harness.prepareSnapshotPreBarrier(1);
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = open(snapshot)) {
      harness.processElement1(new StreamRecord<>(genomes(1, DAY_1), 0));
      watermark(harness, DAY_2);
      assertThat(alerts(harness)).isEmpty();
      watermark(harness, DAY_3);
      assertThat(alerts(harness))
          .extracting(AlertEvent::getAsOf)
          .containsExactly(Instant.ofEpochMilli(DAY_3));
    }
  }

  @Test
  void aRuleThatComesLaterFiresAtOnceOnWhatTheLastTickSawInAReplay() throws Exception {
    try (var harness = open(null)) {
      harness.setProcessingTime(DAY_3 + 400 * TICK.toMillis());
      rule(harness, "other", 99);
      harness.processElement1(new StreamRecord<>(genomes(2, DAY_1), 0));
      harness.processElement1(new StreamRecord<>(genomes(5, DAY_3), 0));
      watermark(harness, DAY_2);
      rule(harness, "ba2", 2);
      assertThat(alerts(harness))
          .extracting(AlertEvent::getAsOf, alert -> alert.getEvidence().getCount())
          .containsExactly(tuple(Instant.ofEpochMilli(DAY_2), 2L));
      watermark(harness, DAY_3);
      assertThat(alerts(harness))
          .extracting(AlertEvent::getState, alert -> alert.getEvidence().getCount())
          .containsExactly(tuple(AlertState.FIRING, 2L), tuple(AlertState.UPDATED, 7L));
    }
  }

  @Test
  void aRuleThatComesLaterFiresLiveOnWhatIsKnownByNowThoughTheTickIsStillToCome() throws Exception {
    try (var harness = open(null)) {
      long noon = DAY_1 + TICK.toMillis() / 2;
      harness.setProcessingTime(noon);
      rule(harness, "other", 99);
      harness.processElement1(new StreamRecord<>(genomes(2, DAY_2), 0));
      watermark(harness, noon - 60_000);
      rule(harness, "ba2", 2);
      assertThat(alerts(harness))
          .extracting(AlertEvent::getAsOf, alert -> alert.getEvidence().getCount())
          .containsExactly(tuple(Instant.ofEpochMilli(noon), 2L));
      watermark(harness, DAY_3);
      assertThat(alerts(harness)).as("looking ahead counted nothing twice").hasSize(1);
    }
  }

  @Test
  void editsApplyAtOnceAlsoToARegionRestoredFromACheckpoint() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = open(null)) {
      rule(harness, "other", 99);
      harness.processElement1(new StreamRecord<>(genomes(2, DAY_1), 0));
      watermark(harness, DAY_1);
      harness.prepareSnapshotPreBarrier(1);
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = open(snapshot)) {
      harness.setProcessingTime(DAY_1 + 1_000);
      rule(harness, "ba2", 2);
      assertThat(alerts(harness)).extracting(AlertEvent::getState).containsOnly(AlertState.FIRING);
      assertThat(alerts(harness)).hasSize(1);
      harness.processElement2(
          new StreamRecord<>(new Directive.RuleEdit(new Incoming.Removed<>("ba2")), 0));
      assertThat(alerts(harness))
          .extracting(AlertEvent::getState)
          .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }
  }

  @Test
  void anEditConcernsItsOwnRuleAloneAndTheEvidenceNamesItsRevision() throws Exception {
    try (var harness = open(null)) {
      rule(harness, "kept", 2);
      rule(harness, "edited", 9);
      harness.processElement1(new StreamRecord<>(genomes(2, DAY_1), 0));
      watermark(harness, DAY_1);
      assertThat(alerts(harness)).extracting(AlertEvent::getRuleId).containsExactly("kept");
      AlertRule lower = AlertRule.newBuilder(ruleOf("edited", 2)).setRevision(7).build();
      harness.processElement2(
          new StreamRecord<>(new Directive.RuleEdit(new Incoming.Decoded<>(lower)), 0));
      harness.processElement2(
          new StreamRecord<>(new Directive.RuleEdit(new Incoming.Decoded<>(lower)), 0));
      assertThat(alerts(harness))
          .extracting(AlertEvent::getRuleId, AlertEvent::getRuleRevision, AlertEvent::getState)
          .containsExactly(
              tuple("kept", 1, AlertState.FIRING), tuple("edited", 7, AlertState.FIRING));
    }
  }

  @Test
  void aPausedRuleDecidesNothingAndAppliesAtOnceWhenItIsResumed() throws Exception {
    try (var harness = open(null)) {
      AlertRule paused = AlertRule.newBuilder(ruleOf("ba2", 2)).setPaused(true).build();
      harness.processElement2(
          new StreamRecord<>(new Directive.RuleEdit(new Incoming.Decoded<>(paused)), 0));
      harness.processElement1(new StreamRecord<>(genomes(2, DAY_1), 0));
      watermark(harness, DAY_2);
      assertThat(alerts(harness)).isEmpty();
      rule(harness, "ba2", 2);
      assertThat(alerts(harness)).hasSize(1);
    }
  }

  @Test
  void aRuleThatMakesNoSenseNeverBreaksTheJobAndHidesNoOther() throws Exception {
    try (var harness = open(null)) {
      rule(harness, "ba2", 2);
      harness.processElement1(new StreamRecord<>(genomes(2, DAY_1), 0));
      watermark(harness, DAY_1);
      for (AlertRule.Builder poison :
          List.of(
              AlertRule.newBuilder(ruleOf("a", 1)).setSubject("lineage:((("),
              AlertRule.newBuilder(ruleOf("b", 1)).setThreshold(Double.NaN),
              AlertRule.newBuilder(ruleOf("c", 1)).setRegions(List.of("[")),
              AlertRule.newBuilder(ruleOf("d", 1)).setWindowWeeks(Integer.MAX_VALUE),
              AlertRule.newBuilder(ruleOf("e", 1)).setCooldownHours(Integer.MIN_VALUE),
              AlertRule.newBuilder(ruleOf("", 1)),
              AlertRule.newBuilder(ruleOf("f", 1)).setKind(RuleKind.OTHER),
              AlertRule.newBuilder(ruleOf("g", 1)).setSubject("watchlist:x"))) {
        harness.processElement2(
            new StreamRecord<>(new Directive.RuleEdit(new Incoming.Decoded<>(poison.build())), 0));
      }
      harness.processElement2(
          new StreamRecord<>(new Directive.RuleEdit(new Incoming.Removed<>("never-there")), 0));
      watermark(harness, DAY_3);
      assertThat(alerts(harness)).extracting(AlertEvent::getRuleId).containsExactly("ba2");
    }
  }

  @Test
  void aRemovedRuleEndsItsAlertsAndAPausedOneKeepsThem() throws Exception {
    try (var harness = open(null)) {
      rule(harness, "removed", 2);
      rule(harness, "paused", 2);
      harness.processElement1(new StreamRecord<>(genomes(2, DAY_1), 0));
      watermark(harness, DAY_1);
      assertThat(alerts(harness)).hasSize(2);

      harness.processElement2(
          new StreamRecord<>(new Directive.RuleEdit(new Incoming.Removed<>("removed")), 0));
      AlertRule paused = AlertRule.newBuilder(ruleOf("paused", 2)).setPaused(true).build();
      harness.processElement2(
          new StreamRecord<>(new Directive.RuleEdit(new Incoming.Decoded<>(paused)), 0));
      watermark(harness, DAY_2);
      assertThat(alerts(harness))
          .filteredOn(alert -> alert.getState() == AlertState.RESOLVED)
          .extracting(AlertEvent::getRuleId)
          .containsExactly("removed");
      assertThat(alerts(harness)).hasSize(3);
    }
  }

  @Test
  void aRegionWithoutGenomesLeavesNeitherTimersNorAlerts() throws Exception {
    try (var harness = open(null)) {
      rule(harness, "ba2", 2);
      harness.processElement1(new StreamRecord<>(genomes(2, DAY_1), 0));
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
      watermark(harness, DAY_1);
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
      harness.processElement1(new StreamRecord<>(genomes(-2, DAY_2), 0));
      watermark(harness, DAY_3 + 30 * TICK.toMillis());
      assertThat(alerts(harness))
          .extracting(AlertEvent::getState)
          .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void theEndOfTheStreamDecidesWhatIsPendingAndComesToAnEnd() throws Exception {
    try (var harness = open(null)) {
      rule(harness, "ba2", 2);
      harness.processElement1(new StreamRecord<>(genomes(2, DAY_3), 0));
      watermark(harness, Long.MAX_VALUE);
      assertThat(alerts(harness)).hasSize(1);
    }
  }

  @Test
  void targetedGenomesCountForTheRulesThatAskForThemAloneAlsoAfterARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = open(null)) {
      rule(harness, "baseline", 2);
      harness.processElement2(
          new StreamRecord<>(
              new Directive.RuleEdit(
                  new Incoming.Decoded<>(
                      AlertRule.newBuilder(ruleOf("all", 2)).setSampling(Sampling.ALL).build())),
              0));
      harness.processElement1(new StreamRecord<>(targeted(1, DAY_1), 0));
      harness.processElement1(new StreamRecord<>(genomes(1, DAY_1), 0));
      watermark(harness, DAY_1);
      assertThat(alerts(harness))
          .extracting(AlertEvent::getRuleId, alert -> alert.getEvidence().getCoverage())
          .containsExactly(tuple("all", 2L));
      assertThat(alerts(harness).get(0).getEvidence().getTargetedLeftOut()).isNull();
      harness.prepareSnapshotPreBarrier(1);
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = open(snapshot)) {
      harness.processElement1(new StreamRecord<>(targeted(4, DAY_2), 0));
      harness.processElement1(new StreamRecord<>(genomes(1, DAY_3), 0));
      watermark(harness, DAY_3);
      assertThat(alerts(harness))
          .extracting(
              AlertEvent::getRuleId,
              AlertEvent::getState,
              alert -> alert.getEvidence().getCount(),
              alert -> alert.getEvidence().getTargetedLeftOut())
          .containsExactly(
              tuple("all", AlertState.UPDATED, 7L, null),
              tuple("baseline", AlertState.FIRING, 2L, 5L));
    }
  }

  /** Ticks that lie before the hold are decided without it, though they are decided after it. */
  @Test
  void aLabIsLeftOutFromTheTickOnAtWhichItStandsOutUntilItIsReleased() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = open(null)) {
      rule(harness, "ba2", 2);
      harness.processElement1(new StreamRecord<>(genomes(3, DAY_1), 0));
      tell(harness, new Directive.LabJudged(judged(AlertState.FIRING, DAY_3)));
      watermark(harness, DAY_2);
      assertThat(alerts(harness)).extracting(AlertEvent::getState).containsOnly(AlertState.FIRING);
      harness.prepareSnapshotPreBarrier(1);
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = open(snapshot)) {
      watermark(harness, DAY_3);
      assertThat(alerts(harness))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.getState()).isEqualTo(AlertState.RESOLVED);
                assertThat(event.getAsOf()).isEqualTo(Instant.ofEpochMilli(DAY_3));
                assertThat(event.getEvidence().getHeldOut()).isEqualTo(3);
                assertThat(event.getMessage()).endsWith("; 3 of held labs left out");
              });
      tell(harness, new Directive.LabJudged(judged(AlertState.RESOLVED, DAY_3 + 1)));
      watermark(harness, DAY_3 + 9 * TICK.toMillis());
      assertThat(alerts(harness))
          .extracting(AlertEvent::getState, AlertEvent::getAsOf)
          .last()
          .isEqualTo(tuple(AlertState.FIRING, Instant.ofEpochMilli(DAY_3 + TICK.toMillis())));
    }
  }

  @Test
  void ticksAreNotSkippedAtWhichALabIsHeldThoughTimeJumps() throws Exception {
    try (var harness = open(null)) {
      rule(harness, "ba2", 2);
      harness.processElement1(new StreamRecord<>(genomes(3, DAY_1), 0));
      tell(harness, new Directive.LabJudged(judged(AlertState.FIRING, DAY_3)));
      watermark(harness, DAY_3 + 2 * TICK.toMillis());
      assertThat(alerts(harness))
          .extracting(AlertEvent::getState, AlertEvent::getAsOf)
          .containsExactly(
              tuple(AlertState.FIRING, Instant.ofEpochMilli(DAY_1)),
              tuple(AlertState.RESOLVED, Instant.ofEpochMilli(DAY_3)));
    }
  }

  @Test
  void aPersonHoldsAndReleasesALabFromTheNextTickOn() throws Exception {
    try (var harness = open(null)) {
      rule(harness, "ba2", 2);
      harness.processElement1(new StreamRecord<>(genomes(3, DAY_1), 0));
      watermark(harness, DAY_1);
      tell(harness, ordered(LabAction.HOLD, LocalDate.of(2022, 2, 28)));
      watermark(harness, DAY_2);
      assertThat(alerts(harness)).as("its genomes were collected earlier").hasSize(1);
      tell(harness, ordered(LabAction.HOLD, LocalDate.of(2022, 2, 21)));
      watermark(harness, DAY_3);
      assertThat(alerts(harness))
          .extracting(AlertEvent::getState)
          .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
      tell(harness, ordered(LabAction.RELEASE, null));
      watermark(harness, DAY_3 + TICK.toMillis());
      assertThat(alerts(harness))
          .extracting(AlertEvent::getState)
          .last()
          .isEqualTo(AlertState.FIRING);
    }
  }

  private static void tell(
      KeyedTwoInputStreamOperatorTestHarness<
              String, KnownChange<PeriodCounts>, Directive, Outgoing<AlertEvent>>
          harness,
      Directive directive)
      throws Exception {
    harness.processElement2(new StreamRecord<>(directive, 0));
  }

  private static Directive ordered(LabAction action, @Nullable LocalDate since) {
    return new Directive.LabOrdered(
        new Incoming.Decoded<>(
            LabOrder.newBuilder()
                .setDataset("sars-cov-2")
                .setLab("Lab A")
                .setAction(action)
                .setSince(since)
                .setOrderedAt(Instant.ofEpochMilli(DAY_1))
                .build()));
  }

  private static AlertEvent judged(AlertState state, long asOf) {
    return AlertEvent.newBuilder()
        .setAlertId("a lab")
        .setSequence(state == AlertState.FIRING ? 0 : 1)
        .setState(state)
        .setRuleId("labs")
        .setRuleRevision(1)
        .setKind(RuleKind.QUALITY)
        .setSeverity(Severity.WARNING)
        .setDataset("sars-cov-2")
        .setSubject("submissions:Lab A")
        .setRegion("GB")
        .setOnset(Instant.ofEpochMilli(DAY_3))
        .setAsOf(Instant.ofEpochMilli(asOf))
        .setMessage("")
        .setEvidence(
            Evidence.newBuilder()
                .setCount(1)
                .setCoverage(1)
                .setFrequency(1)
                .setLower(0)
                .setUpper(1)
                .setFirstWeek("2022-W01")
                .setLastWeek("2022-W09")
                .setLabs(1)
                .setCountBefore(0)
                .setTested(1)
                .build())
        .build();
  }

  private static KnownChange<PeriodCounts> genomes(int count, long tick) {
    return changes(Contribution.of(Genomes.called("A", 1).build()), count, tick);
  }

  private static KnownChange<PeriodCounts> targeted(int count, long tick) {
    return changes(
        Contribution.of(
            Genomes.called("T", 1)
                .setMetadata(Map.of("purpose_of_sampling", "Cluster/Outbreak investigation"))
                .build()),
        count,
        tick);
  }

  private static KnownChange<PeriodCounts> changes(Contribution one, int count, long tick) {
    PeriodCounts counts = new PeriodCounts();
    for (int i = 0; i < Math.abs(count); i++) {
      counts.add(one, Integer.signum(count));
    }
    return KnownChange.ofRegion(tick, one.dataset(), "GB", SampledPeriod.nameOf(one), counts, 0);
  }

  private static AlertRule ruleOf(String id, int minGenomes) {
    return AlertRule.newBuilder()
        .setId(id)
        .setRevision(1)
        .setKind(RuleKind.FREQUENCY)
        .setSubject("lineage:BA.2")
        .setThreshold(0.01)
        .setMinGenomes(minGenomes)
        .build();
  }

  private static void rule(
      KeyedTwoInputStreamOperatorTestHarness<
              String, KnownChange<PeriodCounts>, Directive, Outgoing<AlertEvent>>
          harness,
      String id,
      int minGenomes)
      throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            new Directive.RuleEdit(new Incoming.Decoded<>(ruleOf(id, minGenomes))), 0));
  }

  private static void watermark(
      KeyedTwoInputStreamOperatorTestHarness<
              String, KnownChange<PeriodCounts>, Directive, Outgoing<AlertEvent>>
          harness,
      long time)
      throws Exception {
    harness.processWatermark2(Watermark.MAX_WATERMARK);
    harness.processWatermark1(new Watermark(time));
  }

  private static List<AlertEvent> alerts(
      KeyedTwoInputStreamOperatorTestHarness<
              String, KnownChange<PeriodCounts>, Directive, Outgoing<AlertEvent>>
          harness) {
    return harness.extractOutputValues().stream().map(Outgoing::value).toList();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, KnownChange<PeriodCounts>, Directive, Outgoing<AlertEvent>>
      open(@Nullable OperatorSubtaskState snapshot) throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new DecideOperator<>(DecideFunction.ofRegions(TICK, Map::of)),
            KnownChange::key,
            null,
            Types.STRING);
    harness.setup(
        ExplicitType.outgoing(AlertEvent.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return harness;
  }
}
