package org.virowatch.benchmarks.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;

/**
 * Where, when and by whom the n-th genome of a synthetic stream was sequenced, and which of the
 * templates it looks like. A function of the seed and the number alone.
 *
 * <p>Countries are as unequal as Zipf's law has it: the first sends about a quarter of everything,
 * half of the countries together hardly more than a tenth. Collection lies days to weeks before
 * submission. Some forty lineages circulate at a time, the first of them a quarter, and one gives
 * way to another every two weeks.
 */
final class GenomeMix {
  private static final int COUNTRIES = 60;
  private static final int CIRCULATING = 40;
  private static final Duration TURNOVER = Duration.ofDays(14);
  private static final int LEAST_DELAY_DAYS = 3;
  private static final double MEAN_FURTHER_DELAY_DAYS = 11;

  private final long seed;
  private final Instant start;
  private final double genomesPerHour;
  private final double hot;
  private final double[] countries = zipf(COUNTRIES);
  private final double[] lineages = zipf(CIRCULATING);

  /**
   * Describes a stream.
   *
   * @param seed of everything random
   * @param start submission time of the first genome
   * @param genomesPerHour by how fast submission times advance
   * @param hot share of genomes that the first country sends besides its own
   */
  GenomeMix(long seed, Instant start, double genomesPerHour, double hot) {
    this.seed = seed;
    this.start = start;
    this.genomesPerHour = genomesPerHour;
    this.hot = hot;
  }

  /**
   * What is known of a genome besides its sequence.
   *
   * @param accession its identity
   * @param submittedAt when the network learned of it
   * @param collected ISO 8601; one in fifty only a month
   * @param country ISO 3166-1 alpha-2
   * @param subdivision ISO 3166-2
   * @param lab who sequenced it
   * @param lineage number of its lineage, to be taken modulo how many there are
   * @param random of this genome, for what else there is to choose
   */
  record Origin(
      String accession,
      Instant submittedAt,
      String collected,
      String country,
      String subdivision,
      String lab,
      int lineage,
      Random random) {}

  /** Returns the origin of the n-th genome. */
  Origin origin(long n) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + n);
    random.nextInt();
    long sinceStart = (long) (n * 3_600_000.0 / genomesPerHour);
    Instant submittedAt = start.plusMillis(sinceStart);
    int delay =
        LEAST_DELAY_DAYS
            + (int) Math.round(-Math.log(1 - random.nextDouble()) * MEAN_FURTHER_DELAY_DAYS);
    LocalDate day = LocalDate.ofInstant(submittedAt, ZoneOffset.UTC).minusDays(delay);
    String collected = random.nextInt(50) == 0 ? day.toString().substring(0, 7) : day.toString();
    int country = random.nextDouble() < hot ? 0 : drawn(countries, random);
    String code = "" + (char) ('A' + country / 26) + (char) ('A' + country % 26);
    int subdivision = random.nextInt(Math.max(2, 16 - country / 2));
    int lab = Math.min(random.nextInt(4), random.nextInt(4));
    int shift = (int) (sinceStart / TURNOVER.toMillis());
    return new Origin(
        "BENCH-" + Long.toString(n + seed * 100_000_000L, 36).toUpperCase(java.util.Locale.ROOT),
        submittedAt,
        collected,
        code,
        code + "-" + (10 + subdivision),
        "Laboratory " + (1 + lab) + " of " + code + "-" + (10 + subdivision),
        shift + drawn(lineages, random),
        random);
  }

  private static int drawn(double[] cumulative, Random random) {
    double at = random.nextDouble();
    int index = 0;
    while (index < cumulative.length - 1 && cumulative[index] < at) {
      index++;
    }
    return index;
  }

  private static double[] zipf(int size) {
    double[] cumulative = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += 1.0 / (i + 1);
      cumulative[i] = sum;
    }
    for (int i = 0; i < size; i++) {
      cumulative[i] /= sum;
    }
    return cumulative;
  }
}
