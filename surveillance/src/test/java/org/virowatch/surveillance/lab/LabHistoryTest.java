package org.virowatch.surveillance.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.Evidence;
import org.virowatch.schemas.LabAction;
import org.virowatch.schemas.LabOrder;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.Severity;
import org.virowatch.schemas.wire.TrustedRecords;

class LabHistoryTest {
  static {
    TrustedRecords.install();
  }

  private static final String DATASET = "sars-cov-2";

  /** A Tuesday. */
  private static final Instant ONSET = Instant.parse("2022-03-01T00:00:00Z");

  private static final Instant END = Instant.parse("2022-04-01T00:00:00Z");

  /** The Monday seven weeks before that of the onset. */
  private static final long SINCE = LocalDate.of(2022, 1, 10).toEpochDay();

  @Test
  void nobodyIsHeldAtFirst() {
    LabStandings none = LabHistory.NONE.at(ONSET);

    assertThat(none.isEmpty()).isTrue();
    assertThat(none.held(DATASET).isEmpty()).isTrue();
    assertThat(none.fingerprint()).isEmpty();
    assertThat(LabHistory.NONE.nextChange(Instant.EPOCH)).isEmpty();
  }

  @Test
  void anAlertHoldsFromItsOnsetUntilItsEndWhateverIsAskedFirst() {
    LabHistory history = LabHistory.of(List.of(alert("North", ONSET, END)), List.of());

    assertThat(held(history, END, "North", SINCE)).isFalse();
    assertThat(held(history, ONSET, "North", SINCE)).isTrue();
    assertThat(held(history, ONSET, "North", SINCE - 1)).isFalse();
    assertThat(held(history, ONSET, "South", SINCE)).isFalse();
    assertThat(held(history, ONSET.minusMillis(1), "North", SINCE)).isFalse();
    assertThat(held(history, END.minusMillis(1), "North", SINCE)).isTrue();
    assertThat(history.nextChange(Instant.EPOCH)).contains(ONSET);
    assertThat(history.nextChange(ONSET)).contains(END);
    assertThat(history.nextChange(END)).isEmpty();
  }

  @Test
  void anAlertThatIsOpenHasNoEndAndTwoHoldTheLongerStretch() {
    LabHistory history =
        LabHistory.of(List.of(alert("North", ONSET, null), alert("North", END, null)), List.of());

    assertThat(held(history, END.plusSeconds(1_000_000), "North", SINCE)).isTrue();
    assertThat(LabHistory.isOverBy(alert("North", ONSET, null), Long.MAX_VALUE)).isFalse();
    assertThat(LabHistory.isOverBy(alert("North", ONSET, END), END.toEpochMilli())).isTrue();
    assertThat(LabHistory.isOverBy(alert("North", ONSET, END), END.toEpochMilli() - 1)).isFalse();
  }

  @Test
  void anOrderHoldsInItsDatasetAndAReleaseIsRemembered() {
    LabHistory history =
        LabHistory.of(
            List.of(),
            List.of(
                order("North", LabAction.HOLD, LocalDate.of(2022, 2, 1)),
                order("East", LabAction.HOLD, null),
                order("South", LabAction.RELEASE, null),
                order("West", LabAction.OTHER, null)));
    LabStandings standings = history.at(Instant.EPOCH);

    assertThat(standings.held("mpox").isEmpty()).isTrue();
    assertThat(standings.held(DATASET).on(LocalDate.of(2022, 2, 1).toEpochDay()))
        .containsExactly("East", "North");
    assertThat(standings.held(DATASET).on(LocalDate.of(2022, 1, 31).toEpochDay()))
        .containsExactly("East");
    assertThat(standings.releasedAt(DATASET, "South")).contains(END);
    assertThat(standings.releasedAt(DATASET, "North")).isEmpty();
    assertThat(standings.fingerprint())
        .isNotEqualTo(LabHistory.of(List.of(), List.of()).at(ONSET).fingerprint());
  }

  private static boolean held(LabHistory history, Instant tick, String lab, long day) {
    return history.at(tick).held(DATASET).holds(lab, day);
  }

  private static LabOrder order(String lab, LabAction action, @Nullable LocalDate since) {
    return LabOrder.newBuilder()
        .setDataset(DATASET)
        .setLab(lab)
        .setAction(action)
        .setSince(since)
        .setOrderedAt(END)
        .build();
  }

  private static AlertEvent alert(String lab, Instant onset, @Nullable Instant end) {
    return AlertEvent.newBuilder()
        .setAlertId(lab + onset)
        .setSequence(end == null ? 0 : 1)
        .setState(end == null ? AlertState.UPDATED : AlertState.RESOLVED)
        .setRuleId("labs")
        .setRuleRevision(1)
        .setKind(RuleKind.QUALITY)
        .setSeverity(Severity.WARNING)
        .setDataset(DATASET)
        .setSubject("submissions:" + lab)
        .setRegion("GB")
        .setOnset(onset)
        .setAsOf(end == null ? onset : end)
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
}
