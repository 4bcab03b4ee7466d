package org.virowatch.stack.simulate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What to simulate.
 *
 * @param genomes genomes with an accession of their own; hostile records come on top
 * @param seed the same seed gives the same bytes
 * @param start first day of sampling
 * @param end last day of sampling and of submission
 */
public record SimulationSettings(int genomes, long seed, LocalDate start, LocalDate end) {
  /** Genomes where nothing else is asked for. */
  public static final int DEFAULT_GENOMES = 20_000;

  /** First day where nothing else is asked for: Delta still rules. */
  public static final LocalDate DEFAULT_START = LocalDate.of(2021, 12, 1);

  /** Last day where nothing else is asked for. */
  public static final LocalDate DEFAULT_END = LocalDate.of(2022, 6, 30);

  private static final int MOST_GENOMES = 10_000_000;
  private static final int FEWEST_DAYS = 60;

  public SimulationSettings {
    if (genomes < 1 || genomes > MOST_GENOMES) {
      throw new IllegalArgumentException(
          "cannot simulate " + genomes + " genomes: give 1 to " + MOST_GENOMES);
    }
    if (ChronoUnit.DAYS.between(start, end) < FEWEST_DAYS) {
      throw new IllegalArgumentException(
          "from %s to %s are fewer than %d days: lineages need that long to replace one another"
              .formatted(start, end, FEWEST_DAYS));
    }
  }

  /** Settings with the usual dates. */
  public static SimulationSettings of(int genomes, long seed) {
    return new SimulationSettings(genomes, seed, DEFAULT_START, DEFAULT_END);
  }

  /** Days from the first to the last. */
  int days() {
    return Math.toIntExact(ChronoUnit.DAYS.between(start, end));
  }
}
