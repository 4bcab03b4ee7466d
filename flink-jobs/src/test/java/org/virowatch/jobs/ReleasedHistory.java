package org.virowatch.jobs;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.SiteRange;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;

/**
 * What the savepoints of released state layouts were taken from, and what comes after them. The
 * savepoints hold the state of the first parts, so <b>nothing that is made here may ever
 * change</b>: the test would compare with another history than the one in the savepoint.
 */
final class ReleasedHistory {
  static final int PARTITIONS = 3;
  private static final int GENOMES = 60;
  private static final int DAYS = 20;
  private static final String[] LINEAGES = {"BA.1", "BA.2", "BA.2.12.1"};

  /** The savepoint is taken when everything submitted before this has been read. */
  static final Instant CUT = Genomes.START.plusSeconds(86_400L * 10);

  private ReleasedHistory() {}

  /** Every version of every genome, by time of submission. */
  static List<CalledGenome> genomes() {
    Random random = new Random(20220301);
    List<CalledGenome> history = new ArrayList<>();
    for (int i = 0; i < GENOMES; i++) {
      int versions = 1 + random.nextInt(3);
      for (int version = 1; version <= versions; version++) {
        history.add(genome("R" + i, version, random));
      }
    }
    history.sort(
        Comparator.comparing(CalledGenome::getSubmittedAt)
            .thenComparing(CalledGenome::getAccession)
            .thenComparing(CalledGenome::getVersion));
    return List.copyOf(history);
  }

  private static CalledGenome genome(String accession, int version, Random random) {
    Instant submittedAt = Genomes.START.plusSeconds(random.nextInt(86_400 * DAYS));
    if (version > 1 && random.nextInt(5) == 0) {
      return Genomes.withdrawn(accession, version).setSubmittedAt(submittedAt).build();
    }
    CalledGenome.Builder genome =
        Genomes.called(accession, version)
            .setSubmittedAt(submittedAt)
            .setCountry(random.nextBoolean() ? "GB" : "FR")
            .setSubdivision(null)
            .setCollectionDate(random.nextInt(8) == 0 ? "2022-02" : "2022-02-2" + random.nextInt(9))
            .setLineage(random.nextInt(10) == 0 ? null : LINEAGES[random.nextInt(3)])
            .setLab("Lab " + (char) ('A' + random.nextInt(3)))
            .setSubstitutions(List.of("C241T", "A23403G"))
            .setDeletions(List.of(new SiteRange(21765, 21770)))
            .setDeletedBases("TACATG")
            .setInsertions(random.nextBoolean() ? List.of("22204:GAGCCAGAA") : List.of())
            .setAaSubstitutions(random.nextBoolean() ? List.of("S:D614G") : List.of());
    if (random.nextInt(3) == 0) {
      int start = 1 + random.nextInt(29_000);
      genome.setMissing(List.of(new SiteRange(start, start + random.nextInt(500))));
    }
    return genome.setStatus(GenomeStatus.CALLED).build();
  }

  /** The partitions of the topic: each part by time of submission, the early part alone or both. */
  static List<List<Incoming<CalledGenome>>> partitions(boolean early) {
    List<List<Incoming<CalledGenome>>> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new ArrayList<>());
    }
    for (CalledGenome genome : genomes()) {
      if (!early || genome.getSubmittedAt().isBefore(CUT)) {
        partitions
            .get(Math.floorMod(genome.getAccession().hashCode(), PARTITIONS))
            .add(new Incoming.Decoded<>(genome));
      }
    }
    return partitions;
  }

  static List<AlertRule> rules() {
    return List.of(rule("ba2", "lineage:BA.2*", 0.3), rule("each", "lineage:*", 0.2));
  }

  private static AlertRule rule(String id, String subject, double threshold) {
    return AlertRule.newBuilder()
        .setId(id)
        .setRevision(1)
        .setKind(RuleKind.FREQUENCY)
        .setSubject(subject)
        .setThreshold(threshold)
        .setForTicks(2)
        .setCooldownHours(48)
        .build();
  }

  /** What was submitted before the savepoint of the variant-calling job. */
  static List<Submission> earlySubmissions() {
    return List.of(submission("A", 1, 0), submission("A", 3, 1), submission("B", 1, 2));
  }

  /** What comes after it: known versions again, a conflict, a version in between, a new one. */
  static List<Submission> lateSubmissions() {
    return List.of(
        submission("A", 3, 1),
        submission("A", 1, 9),
        submission("A", 2, 4),
        submission("B", 1, 2),
        submission("B", 2, 5),
        submission("C", 1, 6));
  }

  private static Submission submission(String accession, int version, int variant) {
    byte[] sequence = ReferenceDatasets.builtIn().reference();
    sequence[1_000 + variant] = (byte) (sequence[1_000 + variant] == 'A' ? 'C' : 'A');
    return Submission.newBuilder()
        .setAccession(accession)
        .setVersion(version)
        .setAction(version == 1 ? SubmissionAction.SUBMIT : SubmissionAction.REVISE)
        .setDataset(ReferenceDatasets.BUILT_IN)
        .setSequenceName("hCoV-19/" + accession)
        .setSequence(ByteBuffer.wrap(sequence))
        .setCollectionDate("2022-02-21")
        .setSubmittedAt(Genomes.START)
        .setCountry("GB")
        .setLab("Lab A")
        .build();
  }
}
