package org.virowatch.surveillance.pooled;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.Evidence;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.alert.AlertId;
import org.virowatch.surveillance.rule.SubjectPattern;
import org.virowatch.surveillance.rule.WatchRule;

/** Writes the events of alerts that look across regions, at one tick of one dataset. */
final class PooledEvents {
  static {
    TrustedRecords.install();
  }

  private final String dataset;
  private final Instant tick;

  PooledEvents(String dataset, Instant tick) {
    this.dataset = dataset;
    this.tick = tick;
  }

  /** Returns the first event of an alert. */
  AlertEvent firing(WatchRule rule, PooledCase observed, PooledCase.Tested tested) {
    String subject = SubjectPattern.LINEAGE + observed.variant();
    Evidence evidence = observed.evidence(tested);
    return AlertEvent.newBuilder()
        .setAlertId(AlertId.of(dataset, rule.id(), subject, observed.region(), tick))
        .setSequence(0)
        .setState(AlertState.FIRING)
        .setRuleId(rule.id())
        .setRuleRevision(rule.rule().getRevision())
        .setKind(rule.rule().getKind())
        .setSeverity(rule.rule().getSeverity())
        .setDataset(dataset)
        .setSubject(subject)
        .setRegion(observed.region())
        .setOnset(tick)
        .setAsOf(tick)
        .setMessage(sentence(observed, new PooledKind(rule).verb(), evidence))
        .setEvidence(evidence)
        .build();
  }

  /** Returns the next event of an alert with new evidence. */
  AlertEvent next(
      AlertEvent last,
      WatchRule rule,
      AlertState state,
      PooledCase observed,
      PooledCase.Tested tested) {
    Evidence evidence = observed.evidence(tested);
    String verb = state == AlertState.RESOLVED ? "resolved" : "changed";
    return AlertEvent.newBuilder(last)
        .setSequence(last.getSequence() + 1)
        .setState(state)
        .setRuleRevision(rule.rule().getRevision())
        .setSeverity(rule.rule().getSeverity())
        .setAsOf(tick)
        .setMessage(sentence(observed, verb, evidence))
        .setEvidence(evidence)
        .build();
  }

  /** Returns the end of an alert that no rule watches any more, with its last evidence. */
  AlertEvent orphaned(AlertEvent last) {
    return AlertEvent.newBuilder(last)
        .setSequence(last.getSequence() + 1)
        .setState(AlertState.RESOLVED)
        .setAsOf(tick)
        .setMessage(
            "lineage "
                + last.getSubject().substring(SubjectPattern.LINEAGE.length())
                + " in "
                + last.getRegion()
                + ": resolved because rule "
                + last.getRuleId()
                + " no longer watches it; the evidence is that of the last event")
        .build();
  }

  private static String sentence(PooledCase observed, String verb, Evidence evidence) {
    StringBuilder sentence =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "lineage %s in %s %s: %d of %d genomes (%.1f %%) collected in %s to %s, reported"
                    + " by %d %s",
                observed.variant(),
                observed.region(),
                verb,
                evidence.getCount(),
                evidence.getCoverage(),
                100 * evidence.getFrequency(),
                evidence.getFirstWeek(),
                evidence.getLastWeek(),
                observed.regions(),
                observed.regions() == 1 ? "region" : "regions"));
    PooledCase.@Nullable Growth growth = observed.growth();
    if (growth != null) {
      sentence.append(
          String.format(
              Locale.ROOT,
              ", log odds %+.2f a week (95 %% interval %+.2f to %+.2f)",
              growth.perWeek(),
              growth.lower(),
              growth.upper()));
    }
    if (observed.probability() != null) {
      sentence.append(String.format(Locale.ROOT, ", probability %.2f", observed.probability()));
    }
    return sentence.toString();
  }
}
