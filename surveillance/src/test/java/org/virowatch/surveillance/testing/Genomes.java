package org.virowatch.surveillance.testing;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.CodonRange;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.schemas.SiteRange;
import org.virowatch.schemas.wire.TrustedRecords;

/** Called genomes for tests. */
public final class Genomes {
  static {
    TrustedRecords.install();
  }

  /** Dataset of all of them. */
  public static final String DATASET = "sars-cov-2";

  private Genomes() {}

  /** Returns a builder of a genome of England without mutations, known throughout. */
  public static CalledGenome.Builder genome(String accession, int version) {
    return CalledGenome.newBuilder()
        .setAccession(accession)
        .setVersion(version)
        .setStatus(GenomeStatus.CALLED)
        .setDataset(DATASET)
        .setDatasetVersion("test")
        .setSequenceName(accession)
        .setContentDigest(ByteBuffer.wrap(new byte[] {(byte) version}))
        .setCollectionDate("2022-03-01")
        .setSubmittedAt(Instant.parse("2022-03-02T00:00:00Z"))
        .setCountry("GB")
        .setSubdivision("GB-ENG")
        .setLab("Lab A")
        .setLineage("BA.2");
  }

  /** Returns the withdrawal of a genome. */
  public static CalledGenome withdrawal(String accession, int version, Instant submittedAt) {
    return CalledGenome.newBuilder()
        .setAccession(accession)
        .setVersion(version)
        .setStatus(GenomeStatus.WITHDRAWN)
        .setDataset(DATASET)
        .setDatasetVersion("test")
        .setSequenceName(accession)
        .setContentDigest(ByteBuffer.wrap(new byte[] {(byte) version}))
        .setSubmittedAt(submittedAt)
        .build();
  }

  /** Returns a closed range of positions. */
  public static SiteRange sites(int start, int end) {
    return new SiteRange(start, end);
  }

  /** Returns a closed range of codons. */
  public static CodonRange codons(String cds, int start, int end) {
    return new CodonRange(cds, start, end);
  }
}
