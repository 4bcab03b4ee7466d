package org.virowatch.stack.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which records of each genome reach the network: the first version, revisions, withdrawals,
 * repeated uploads; and the records that are simply wrong.
 */
final class UploadPlan {
  private static final double REVISED = 0.025;
  private static final double REVISED_AGAIN = 0.15;
  private static final double WITHDRAWN = 0.008;
  private static final double REPEATED = 0.003;
  private static final int LATEST_CHANGE_DAYS = 40;
  private static final int GENOMES_PER_HOSTILE_ROUND = 4_000;
  private static final int MOST_HOSTILE_ROUNDS = 10;

  private static final Upload.Change[] REVISIONS = {
    Upload.Change.RESEQUENCED, Upload.Change.DATE, Upload.Change.REGION
  };

  private final SeededRandom random;
  private final Instant end;

  UploadPlan(SeededRandom random, Instant end) {
    this.random = random;
    this.end = end;
  }

  /** All records, in no particular order. */
  List<Upload> uploads(List<SimulatedGenome> genomes) {
    List<Upload> uploads = new ArrayList<>(genomes.size() + genomes.size() / 16 + 64);
    for (SimulatedGenome genome : genomes) {
      versions(genome, uploads);
    }
    int rounds = Math.min(MOST_HOSTILE_ROUNDS, 1 + genomes.size() / GENOMES_PER_HOSTILE_ROUND);
    for (int round = 0; round < rounds; round++) {
      for (HostileFault fault : HostileFault.values()) {
        SimulatedGenome model = genomes.get(random.nextInt(genomes.size()));
        uploads.add(hostile(fault, round, model));
      }
    }
    return uploads;
  }

  private void versions(SimulatedGenome genome, List<Upload> uploads) {
    uploads.add(version(genome, 1, Upload.Change.FIRST, genome.submitted()));
    if (random.chance(REPEATED)) {
      add(version(genome, 1, Upload.Change.REPEATED, later(genome.submitted())), uploads);
    }
    int version = 1;
    Instant submitted = genome.submitted();
    double again = REVISED;
    while (random.chance(again)) {
      submitted = later(submitted);
      Upload.Change change = REVISIONS[random.nextInt(REVISIONS.length)];
      add(version(genome, ++version, change, submitted), uploads);
      again = REVISED_AGAIN;
    }
    if (random.chance(WITHDRAWN)) {
      Upload.Change change = Upload.Change.WITHDRAWN;
      add(version(genome, ++version, change, later(submitted)), uploads);
    }
  }

  private void add(Upload upload, List<Upload> uploads) {
    if (upload.submitted().isBefore(end)) {
      uploads.add(upload);
    }
  }

  private Instant later(Instant than) {
    return than.plus(Duration.ofHours(12 + random.nextInt(24 * LATEST_CHANGE_DAYS)));
  }

  private static Upload version(
      SimulatedGenome genome, int version, Upload.Change change, Instant submitted) {
    String suffix = change == Upload.Change.REPEATED ? "-repeated" : "";
    return new Upload(
        submitted,
        genome.accession() + "." + version + suffix,
        new Upload.Version(genome, version, change));
  }

  private static Upload hostile(HostileFault fault, int round, SimulatedGenome model) {
    String name = fault == HostileFault.UNICODE_NAME ? "çœur-Ω-病毒" : fault.name().replace('_', '-');
    return new Upload(
        model.submitted(),
        "SIM-HOSTILE-%s-%02d".formatted(name, round + 1),
        new Upload.Hostile(fault, model));
  }
}
