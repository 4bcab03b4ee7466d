package org.virowatch.alerting;

import java.time.Instant;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.Evidence;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.Severity;

/** Alert events for tests, invented. */
public final class SampleAlerts {
  private SampleAlerts() {}

  /** Returns an event of the given alert; sequence 0 fires, the others update. */
  public static AlertEvent event(String alertId, int sequence) {
    return builder(alertId, sequence).build();
  }

  /** Returns a builder with everything filled in. */
  public static AlertEvent.Builder builder(String alertId, int sequence) {
    return AlertEvent.newBuilder()
        .setAlertId(alertId)
        .setSequence(sequence)
        .setState(sequence == 0 ? AlertState.FIRING : AlertState.UPDATED)
        .setRuleId("new-lineage")
        .setRuleRevision(3)
        .setKind(RuleKind.EMERGENCE)
        .setSeverity(Severity.WARNING)
        .setDataset("sars-cov-2")
        .setSubject("lineage:XBB.1.5*")
        .setRegion("GB-ENG")
        .setOnset(Instant.parse("2022-11-14T06:00:00Z"))
        .setAsOf(Instant.parse("2022-11-14T06:00:00Z"))
        .setMessage("XBB.1.5* is new in GB-ENG: 4 of 410 genomes from 3 labs")
        .setEvidence(
            Evidence.newBuilder()
                .setCount(4)
                .setCoverage(410)
                .setFrequency(4 / 410.0)
                .setLower(0.0038)
                .setUpper(0.0248)
                .setFirstWeek("2022-W43")
                .setLastWeek("2022-W46")
                .setLabs(3)
                .setCountBefore(0)
                .setTested(57)
                .build());
  }
}
