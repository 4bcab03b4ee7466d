package org.virowatch.surveillance.alert;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.Evidence;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.lab.HeldLabs;
import org.virowatch.surveillance.rule.SubjectPattern;
import org.virowatch.surveillance.rule.WatchRule;

/** Writes the events of one region's alerts: identity, evidence and the sentence for people. */
final class AlertEvents {
  static {
    TrustedRecords.install();
  }

  private final String dataset;
  private final String region;

  AlertEvents(String dataset, String region) {
    this.dataset = dataset;
    this.region = region;
  }

  /** Returns the first event of an alert. */
  AlertEvent firing(WatchRule rule, AlertKind kind, String subject, Decision decision) {
    Evidence evidence = decision.evidence();
    return AlertEvent.newBuilder()
        .setAlertId(AlertId.of(dataset, rule.id(), subject, region, decision.tick()))
        .setSequence(0)
        .setState(AlertState.FIRING)
        .setRuleId(rule.id())
        .setRuleRevision(rule.rule().getRevision())
        .setKind(rule.rule().getKind())
        .setSeverity(rule.rule().getSeverity())
        .setDataset(dataset)
        .setSubject(subject)
        .setRegion(region)
        .setOnset(decision.tick())
        .setAsOf(decision.tick())
        .setMessage(sentence(subject, kind.verb(), evidence))
        .setEvidence(evidence)
        .setSimulated(decision.observed().simulated())
        .build();
  }

  /** Returns the next event of an alert with new evidence. */
  AlertEvent next(
      AlertEvent last, WatchRule rule, AlertState state, String verb, Decision decision) {
    Evidence evidence = decision.evidence();
    return AlertEvent.newBuilder(last)
        .setSequence(last.getSequence() + 1)
        .setState(state)
        .setRuleRevision(rule.rule().getRevision())
        .setSeverity(rule.rule().getSeverity())
        .setAsOf(decision.tick())
        .setMessage(sentence(last.getSubject(), verb, evidence))
        .setEvidence(evidence)
        .setSimulated(decision.observed().simulated())
        .build();
  }

  /** Returns the end of an alert that no rule watches any more, with its last evidence. */
  AlertEvent orphaned(AlertEvent last, Instant tick) {
    return AlertEvent.newBuilder(last)
        .setSequence(last.getSequence() + 1)
        .setState(AlertState.RESOLVED)
        .setAsOf(tick)
        .setMessage(
            name(last.getSubject())
                + " in "
                + region
                + ": resolved because rule "
                + last.getRuleId()
                + " no longer watches it; the evidence is that of the last event")
        .build();
  }

  /**
   * What a decision rests on; the evidence is written only when there is an event to carry it.
   *
   * @param tick when it is taken
   * @param observed the numbers
   * @param tested how many subjects the rule looked at
   */
  record Decision(Instant tick, Observation observed, int tested) {
    Evidence evidence() {
      return observed.evidence(tested);
    }
  }

  private String sentence(String subject, String verb, Evidence evidence) {
    @Nullable Long leftOut = evidence.getTargetedLeftOut();
    @Nullable Long heldOut = evidence.getHeldOut();
    return String.format(
        Locale.ROOT,
        "%s in %s %s: %d of %d genomes (%.1f %%, 95 %% interval %.1f to %.1f %%) collected in %s to"
            + " %s, from %d %s%s%s",
        name(subject),
        region,
        verb,
        evidence.getCount(),
        evidence.getCoverage(),
        100 * evidence.getFrequency(),
        100 * evidence.getLower(),
        100 * evidence.getUpper(),
        evidence.getFirstWeek(),
        evidence.getLastWeek(),
        evidence.getLabs(),
        evidence.getLabs() == 1 ? "lab" : "labs",
        leftOut == null ? "" : "; " + leftOut + " targeted left out",
        heldOut == null ? "" : HeldLabs.leftOut(heldOut));
  }

  /** Returns what an alert is about, in a sentence. */
  static String name(String subject) {
    if (subject.startsWith(SubjectPattern.MUTATION)) {
      return subject.substring(SubjectPattern.MUTATION.length());
    }
    return subject.startsWith(SubjectPattern.LINEAGE)
        ? "lineage " + subject.substring(SubjectPattern.LINEAGE.length())
        : subject;
  }
}
