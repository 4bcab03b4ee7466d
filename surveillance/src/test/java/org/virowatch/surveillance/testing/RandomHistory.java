package org.virowatch.surveillance.testing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.CodonRange;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.schemas.SiteRange;

/**
 * A random history of a few genomes in a tiny world, so that everything collides with everything:
 * versions that change place, date, lineage and mutations, withdrawals, partial dates, overlapping
 * unknown ranges, insertions after unknown bases.
 */
public final class RandomHistory {
  /** Nucleotide positions and codons run from 1 to this. */
  public static final int SITES = 30;

  private static final Instant START = Instant.parse("2022-03-01T00:00:00Z");
  private static final int MAX_VERSIONS = 4;
  private static final @Nullable String[][] PLACES = {
    {"GB", "GB-ENG"}, {"GB", "GB-SCT"}, {"FR", "FR-IDF"}, {"FR", null}, {null, null}
  };
  private static final @Nullable String[] LINEAGES = {"BA.2", "BA.2.75", "BA.5", "XBB", null};
  private static final @Nullable String[] LABS = {"Lab A", "Lab B", null};

  private static final List<Map<String, String>> PURPOSES =
      List.of(
          Map.of(),
          Map.of("purpose_of_sequencing", "Baseline surveillance (random sampling)"),
          Map.of("host", "human", "purpose_of_sampling", "Cluster/Outbreak investigation"));

  private final Random random;

  /** Makes a generator; the same seed gives the same histories. */
  public RandomHistory(long seed) {
    this.random = new Random(seed);
  }

  /** Returns the generator's source of chance, for what the test itself draws. */
  public Random random() {
    return random;
  }

  /**
   * Returns every version of so many genomes, each version once. A later version is submitted
   * later, over so many days.
   */
  public List<CalledGenome> versions(int accessions, int days) {
    List<CalledGenome> versions = new ArrayList<>();
    for (int i = 0; i < accessions; i++) {
      String accession = "A" + i;
      Instant submittedAt = START.plus(Duration.ofHours(random.nextInt(24 * days)));
      int count = 1 + random.nextInt(MAX_VERSIONS);
      for (int version = 1; version <= count; version++) {
        versions.add(version(accession, version, submittedAt));
        submittedAt = submittedAt.plus(Duration.ofHours(1 + random.nextInt(12 * days)));
      }
    }
    return versions;
  }

  private CalledGenome version(String accession, int version, Instant submittedAt) {
    CalledGenome genome = blank(accession, version, submittedAt);
    if (version > 1 && random.nextInt(4) == 0) {
      genome.setStatus(GenomeStatus.WITHDRAWN);
      return genome;
    }
    @Nullable String[] place = PLACES[random.nextInt(PLACES.length)];
    genome.setCollectionDate(collectionDate(submittedAt));
    genome.setCountry(place[0]);
    genome.setSubdivision(place[1]);
    genome.setLab(LABS[random.nextInt(LABS.length)]);
    genome.setLineage(LINEAGES[random.nextInt(LINEAGES.length)]);
    genome.setSimulated(random.nextInt(3) == 0);
    genome.setMetadata(PURPOSES.get(random.nextInt(PURPOSES.size())));
    genome.setSubstitutions(some("C5T", "A12G", "G20A", "C30T"));
    if (random.nextBoolean()) {
      genome.setDeletions(List.of(new SiteRange(14, 16)));
      genome.setDeletedBases("ACG");
    }
    genome.setInsertions(some("0:AAC", "8:GAG", "30:TTT"));
    genome.setAaSubstitutions(some("S:E4K", "S:D6G", "N:Q3*"));
    genome.setAaDeletions(some("S:H5-"));
    genome.setAaInsertions(some("S:9:EPE"));
    genome.setMissing(ranges());
    genome.setUnknownCodons(codons());
    genome.setPrivateSubstitutions(privateOf(genome.getSubstitutions()));
    return genome;
  }

  /** A record by its setters: the builder, which copies defaults, is too slow for so many. */
  private static CalledGenome blank(String accession, int version, Instant submittedAt) {
    CalledGenome genome = new CalledGenome();
    genome.setAccession(accession);
    genome.setVersion(version);
    genome.setStatus(GenomeStatus.CALLED);
    genome.setDataset(Genomes.DATASET);
    genome.setDatasetVersion("test");
    genome.setSequenceName(accession);
    genome.setContentDigest(ByteBuffer.wrap(new byte[] {(byte) version}));
    genome.setSubmittedAt(submittedAt);
    genome.setCladeAttributes(Map.of());
    genome.setSubstitutions(List.of());
    genome.setDeletions(List.of());
    genome.setDeletedBases("");
    genome.setInsertions(List.of());
    genome.setMissing(List.of());
    genome.setFrameShifts(List.of());
    genome.setAaSubstitutions(List.of());
    genome.setAaDeletions(List.of());
    genome.setAaInsertions(List.of());
    genome.setUnknownCodons(List.of());
    genome.setMetadata(Map.of());
    return genome;
  }

  private @Nullable String collectionDate(Instant submittedAt) {
    LocalDate date = LocalDate.ofInstant(submittedAt, ZoneOffset.UTC).minusDays(random.nextInt(25));
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> date.toString().substring(0, 4);
      case 2 -> date.toString().substring(0, 7);
      default -> date.toString();
    };
  }

  private List<String> some(String... choices) {
    List<String> chosen = new ArrayList<>();
    for (String choice : choices) {
      if (random.nextInt(3) == 0) {
        chosen.add(choice);
      }
    }
    return chosen;
  }

  private @Nullable List<String> privateOf(List<String> substitutions) {
    return switch (random.nextInt(3)) {
      case 0 -> null;
      case 1 -> List.of();
      default -> substitutions.stream().filter(absent -> random.nextBoolean()).toList();
    };
  }

  private List<SiteRange> ranges() {
    List<SiteRange> ranges = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      int start = 1 + random.nextInt(SITES);
      ranges.add(new SiteRange(start, start + random.nextInt(SITES + 1 - start)));
    }
    return ranges;
  }

  private List<CodonRange> codons() {
    List<CodonRange> codons = new ArrayList<>();
    for (SiteRange range : ranges()) {
      String cds = random.nextBoolean() ? "S" : "N";
      codons.add(new CodonRange(cds, range.getStart(), range.getEnd()));
    }
    return codons;
  }
}
