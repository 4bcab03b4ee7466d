package org.virowatch.benchmarks.stream;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.Severity;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;
import org.virowatch.schemas.wire.TrustedRecords;

/**
 * Genomes that can be recognised in whatever they cause: each comes from a lab of its own, which
 * the published cell lists, and is the reference with one substitution of its own, which a rule of
 * the measurement watches for.
 */
final class Probes {
  static {
    TrustedRecords.install();
  }

  /** Id of the rule. */
  static final String RULE = "bench-probes";

  /** First 0-based position that is changed; before it genomes are often unread. */
  private static final int FIRST = 500;

  private static final String LAB = "Probe ";

  private final ReferenceDataset dataset;
  private final byte[] reference;
  private final List<String> mutations = new ArrayList<>();
  private final Map<String, Integer> byMutation = new HashMap<>();

  /**
   * Plans probes.
   *
   * @throws IllegalArgumentException if the reference is too short for so many
   */
  Probes(ReferenceDataset dataset, int count) {
    this.dataset = dataset;
    this.reference = dataset.reference();
    int usable = reference.length - 2 * FIRST;
    if (count > usable) {
      throw new IllegalArgumentException(
          count + " probes need a longer reference than " + reference.length + " bases");
    }
    for (int probe = 0; probe < count; probe++) {
      int position = position(probe);
      String mutation = "" + (char) reference[position] + (position + 1) + (char) other(position);
      byMutation.put(mutation, probe);
      mutations.add(mutation);
    }
  }

  private static int position(int probe) {
    return FIRST + probe;
  }

  private byte other(int position) {
    // A change that is rare by itself: a transversion.
    return (byte) (reference[position] == 'A' || reference[position] == 'G' ? 'C' : 'A');
  }

  /** Returns the rule that tells of each probe. */
  AlertRule rule() {
    return AlertRule.newBuilder()
        .setId(RULE)
        .setRevision(1)
        .setKind(RuleKind.WATCHLIST)
        .setSubject("watchlist:" + RULE)
        .setMutations(mutations)
        .setRegions(List.of("world"))
        .setMinGenomes(1)
        .setMinLabs(1)
        .setSeverity(Severity.INFO)
        .build();
  }

  /** Returns a probe as it is submitted now. */
  Submission submission(int probe, Instant now) {
    byte[] sequence = reference.clone();
    sequence[position(probe)] = other(position(probe));
    String name = "PROBE-" + probe;
    return Submission.newBuilder()
        .setAccession(name)
        .setVersion(1)
        .setAction(SubmissionAction.SUBMIT)
        .setDataset(dataset.name())
        .setSequenceName(name)
        .setSequence(ByteBuffer.wrap(sequence))
        .setCollectionDate(LocalDate.ofInstant(now, ZoneOffset.UTC).toString())
        .setSubmittedAt(now)
        .setLab(LAB + probe)
        .setSimulated(true)
        .build();
  }

  /** Returns the number of the probe that a lab stands for; -1 for other labs. */
  static int ofLab(String lab) {
    return lab.startsWith(LAB) ? Integer.parseInt(lab.substring(LAB.length())) : -1;
  }

  /** Returns the number of the probe that an alert's subject stands for; -1 for others. */
  int ofSubject(String subject) {
    return byMutation.getOrDefault(subject.substring(subject.indexOf(':') + 1), -1);
  }
}
