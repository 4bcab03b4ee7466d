package org.virowatch.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.schemas.SiteRange;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;
import org.virowatch.schemas.wire.WireCodec;

/** Makes records for tests. Everything random comes from a seed. */
public final class Genomes {
  /** Submission time of most genomes in tests. */
  public static final Instant START = Instant.parse("2022-03-01T00:00:00Z");

  static {
    WireCodec.trustGeneratedRecords();
  }

  private Genomes() {}

  /** A genome of one version, from England, with one substitution. */
  public static CalledGenome.Builder called(String accession, int version) {
    return CalledGenome.newBuilder()
        .setAccession(accession)
        .setVersion(version)
        .setDataset("sars-cov-2")
        .setStatus(GenomeStatus.CALLED)
        .setDatasetVersion("test")
        .setSequenceName("hCoV-19/" + accession)
        .setContentDigest(ByteBuffer.wrap(("digest " + accession + version).getBytes(UTF_8)))
        .setCollectionDate("2022-02-21")
        .setSubmittedAt(START)
        .setCountry("GB")
        .setSubdivision("GB-ENG")
        .setLab("Lab A")
        .setLineage("BA.2")
        .setSubstitutions(List.of("C241T"));
  }

  /** The withdrawal of a genome. */
  public static CalledGenome.Builder withdrawn(String accession, int version) {
    return CalledGenome.newBuilder(
            called(accession, version).setLineage(null).setSubstitutions(List.of()).build())
        .setStatus(GenomeStatus.WITHDRAWN);
  }

  /** A closed range of positions. */
  static SiteRange sites(int start, int end) {
    return new SiteRange(start, end);
  }

  /** A submission with a sequence. */
  public static Submission.Builder submission(String accession, int version) {
    return Submission.newBuilder()
        .setAccession(accession)
        .setVersion(version)
        .setAction(version == 1 ? SubmissionAction.SUBMIT : SubmissionAction.REVISE)
        .setDataset("sars-cov-2")
        .setSequenceName("hCoV-19/" + accession)
        .setSequence(ByteBuffer.wrap("ACGT".getBytes(UTF_8)))
        .setCollectionDate("2022-02-21")
        .setSubmittedAt(START)
        .setCountry("GB");
  }

  /**
   * A random history: versions of a few accessions, each version one content, some of them
   * withdrawals, some sent twice, submission times anywhere in some days and the order of versions
   * not always theirs.
   */
  public static List<CalledGenome> history(Random random, int accessions, int maxVersions) {
    List<CalledGenome> history = new ArrayList<>();
    for (int i = 0; i < accessions; i++) {
      int versions = 1 + random.nextInt(maxVersions);
      for (int version = 1; version <= versions; version++) {
        CalledGenome genome = random(random, "ACC-" + i, version);
        history.add(genome);
        if (random.nextInt(5) == 0) {
          history.add(genome);
        }
      }
    }
    return history;
  }

  private static CalledGenome random(Random random, String accession, int version) {
    CalledGenome.Builder genome =
        random.nextInt(8) == 0 ? withdrawn(accession, version) : called(accession, version);
    genome.setSubmittedAt(
        START.plusSeconds(86_400L * version + random.nextInt(3 * 86_400) - 86_400));
    if (genome.getStatus() == GenomeStatus.WITHDRAWN) {
      return genome.build();
    }
    String[] places = {"GB", "FR", "GB"};
    String[] dates = {"2022-02-21", "2022-02-28", "2022-03-01", "2022-02", "2022"};
    String[] lineages = {"BA.1", "BA.2", "BA.2.12.1"};
    genome
        .setCountry(places[random.nextInt(places.length)])
        .setSubdivision(null)
        .setCollectionDate(random.nextInt(10) == 0 ? null : dates[random.nextInt(dates.length)])
        .setLineage(random.nextInt(10) == 0 ? null : lineages[random.nextInt(lineages.length)])
        .setLab("Lab " + (char) ('A' + random.nextInt(3)))
        .setSubstitutions(random.nextBoolean() ? List.of("C241T") : List.of("C241T", "A23403G"))
        .setAaSubstitutions(random.nextBoolean() ? List.of("S:D614G") : List.of());
    if (random.nextInt(3) == 0) {
      int start = 1 + random.nextInt(29_000);
      genome.setMissing(List.of(new SiteRange(start, start + random.nextInt(500))));
    }
    if (genome.getCountry().equals("GB") && random.nextBoolean()) {
      genome.setSubdivision("GB-ENG");
    }
    return genome.build();
  }
}
