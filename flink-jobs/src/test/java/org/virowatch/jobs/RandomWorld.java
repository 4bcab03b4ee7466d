package org.virowatch.jobs;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.CalledGenome;

/**
 * Many small random histories side by side, each in datasets of its own, so that they share nothing
 * but the tasks they run in: submissions, revisions that change place, date, lineage, mutations,
 * dataset and why a sample was taken, withdrawals, versions that are submitted in another order
 * than theirs, duplicates, and other contents under a known version. They arrive mixed, out of
 * order by at most {@link #BOUND}.
 */
final class RandomWorld {
  /** By how much submission times go back in the order of arrival. */
  static final Duration BOUND = Duration.ofDays(2);

  private static final int DAYS = 12;
  private static final int HOUR = 3_600;
  private static final @Nullable String[][] PLACES = {
    {"GB", "GB-ENG"}, {"GB", null}, {"FR", null}, {null, null}
  };
  private static final @Nullable String[] LINEAGES = {"BA.1", "BA.2", "BA.2.12.1", null};

  private record Arrival(long at, CalledGenome genome) {}

  private final Random random;

  RandomWorld(Random random) {
    this.random = random;
  }

  /** Returns the called genomes of so many histories in their order of arrival. */
  List<CalledGenome> arrivals(int histories) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int history = 0; history < histories; history++) {
      // One of them is larger, so that evidence grows enough to be told again.
      int genomes = history == 0 ? 30 : 1 + random.nextInt(2);
      for (int i = genomes; i > 0; i--) {
        addVersions(history, "h" + history + "-" + i, arrivals);
      }
    }
    arrivals.sort(
        Comparator.comparingLong(Arrival::at).thenComparing(a -> a.genome().getAccession()));
    return arrivals.stream().map(Arrival::genome).toList();
  }

  private void addVersions(int history, String accession, List<Arrival> arrivals) {
    int count = 1 + random.nextInt(4);
    for (int version = 1; version <= count; version++) {
      CalledGenome genome = version(history, accession, version);
      add(genome, arrivals);
      if (random.nextInt(4) == 0) {
        add(genome, arrivals);
      }
      if (random.nextInt(8) == 0) {
        add(
            CalledGenome.newBuilder(genome)
                .setContentDigest(ByteBuffer.wrap(new byte[] {-1}))
                .setLineage("BA.2.75")
                .build(),
            arrivals);
      }
    }
  }

  private void add(CalledGenome genome, List<Arrival> arrivals) {
    long delay = random.nextInt((int) BOUND.toMillis());
    arrivals.add(new Arrival(genome.getSubmittedAt().toEpochMilli() + delay, genome));
  }

  private CalledGenome version(int history, String accession, int version) {
    var submittedAt = Genomes.START.plusSeconds((long) HOUR * random.nextInt(24 * DAYS));
    String dataset = (random.nextInt(8) == 0 ? "other-" : "d-") + history;
    if (version > 1 && random.nextInt(5) == 0) {
      return Genomes.withdrawn(accession, version)
          .setDataset(dataset)
          .setSubmittedAt(submittedAt)
          .build();
    }
    String[] place = PLACES[random.nextInt(PLACES.length)];
    CalledGenome.Builder genome =
        Genomes.called(accession, version)
            .setDataset(dataset)
            .setSubmittedAt(submittedAt)
            .setCountry(place[0])
            .setSubdivision(place[1])
            .setCollectionDate(date(LocalDate.ofInstant(submittedAt, ZoneOffset.UTC)))
            .setLineage(LINEAGES[random.nextInt(LINEAGES.length)])
            .setLab("Lab " + (char) ('A' + random.nextInt(2)))
            .setSubstitutions(random.nextBoolean() ? List.of("C241T") : List.of())
            .setAaSubstitutions(random.nextBoolean() ? List.of("S:D614G") : List.of());
    if (random.nextInt(4) > 0) {
      genome.setPrivateSubstitutions(random.nextBoolean() ? genome.getSubstitutions() : List.of());
    }
    if (random.nextInt(3) == 0) {
      genome.setMetadata(Map.of("purpose_of_sampling", "Cluster/Outbreak investigation"));
    }
    if (random.nextInt(3) == 0) {
      genome.setMissing(List.of(Genomes.sites(200, 200 + random.nextInt(100))));
    }
    return genome.build();
  }

  /** Up to five weeks before the submission, one in eight imprecise or unknown. */
  private @Nullable String date(LocalDate submitted) {
    String day = submitted.minusDays(random.nextInt(36)).toString();
    return switch (random.nextInt(24)) {
      case 0 -> null;
      case 1 -> day.substring(0, 7);
      case 2 -> day.substring(0, 4);
      default -> day;
    };
  }
}
