package org.virowatch.stack.foresight;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.schemas.wire.WireCodec;

/** Called genomes of Britain as the topic {@code genomes} has them. */
final class StoredGenomes {
  static final String DATASET = "sars-cov-2";
  static final int WEEKS = 6;
  static final LocalDate FIRST_DAY = LocalDate.of(2022, 1, 3);

  static {
    WireCodec.trustGeneratedRecords();
  }

  private StoredGenomes() {}

  /** Returns a genome that was submitted three days after its collection. */
  static CalledGenome.Builder genome(
      String accession, int version, LocalDate collected, String lineage) {
    return CalledGenome.newBuilder()
        .setAccession(accession)
        .setVersion(version)
        .setStatus(GenomeStatus.CALLED)
        .setDataset(DATASET)
        .setDatasetVersion("test")
        .setSequenceName(accession)
        .setContentDigest(ByteBuffer.wrap(new byte[] {(byte) version}))
        .setCollectionDate(collected.toString())
        .setSubmittedAt(collected.plusDays(3).atTime(12, 0).toInstant(ZoneOffset.UTC))
        .setCountry("GB")
        .setLab("Lab A")
        .setLineage(lineage)
        .setAaSubstitutions(List.of("S:D614G"));
  }

  /** Returns the same genome of an outbreak investigation. */
  static CalledGenome targeted(CalledGenome genome) {
    return CalledGenome.newBuilder(genome)
        .setMetadata(Map.of("purpose_of_sampling", "Cluster/Outbreak investigation"))
        .build();
  }

  /**
   * Returns a history in which BA.2 and BA.1 stay as frequent as they are, each ten genomes a week,
   * but for outbreaks of BA.2 that are looked into: 10, 20, 30 and so on genomes a week.
   */
  static List<CalledGenome> outbreaks() {
    List<CalledGenome> genomes = new ArrayList<>();
    for (int week = 0; week < WEEKS; week++) {
      LocalDate day = FIRST_DAY.plusWeeks(week);
      for (String lineage : List.of("BA.1", "BA.2")) {
        for (int i = 0; i < 10; i++) {
          genomes.add(genome("G" + genomes.size(), 1, day, lineage).build());
        }
      }
      for (int i = 0; i < 10 * (week + 1); i++) {
        genomes.add(targeted(genome("G" + genomes.size(), 1, day, "BA.2").build()));
      }
    }
    return genomes;
  }
}
