package org.virowatch.surveillance.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;

class DelayEstimatorTest {
  private static final LocalDate START = LocalDate.of(2022, 1, 1);
  private static final int DAYS = 160;
  private static final double FOREVER = Double.POSITIVE_INFINITY;

  /** A genome's days of collection and submission, counted from the start. */
  private record Genome(int collected, int submitted) {}

  @Test
  void everyDayALookRecoversTheDelaysOfAGrowingEpidemic() {
    List<Genome> genomes = genomes(1, 1.02);
    GenomeDelays replayed = new GenomeDelays();
    genomes.forEach(
        genome -> replayed.add(START.plusDays(genome.collected), START.plusDays(genome.submitted)));
    DelayEstimator estimator = new DelayEstimator(60, FOREVER);

    replayed.replay(estimator, START.plusDays(DAYS));

    assertCloseToTruth(estimator.distribution(), 0, 0.015);
  }

  @Test
  void aLookAFortnightRecoversThemToo() {
    DelayEstimator estimator = new DelayEstimator(60, FOREVER);

    looks(genomes(2, 1.01), estimator, 14);

    assertCloseToTruth(estimator.distribution(), 0, 0.08);
  }

  @Test
  void whatIsLongAgoFades() {
    List<Genome> genomes = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      for (int genome = 0; genome < 50; genome++) {
        genomes.add(new Genome(day, day + (day < 80 ? 20 : 5)));
      }
    }
    DelayEstimator forgetting = new DelayEstimator(40, 10);
    DelayEstimator remembering = new DelayEstimator(40, FOREVER);

    looks(genomes, forgetting, 1);
    looks(genomes, remembering, 1);

    assertThat(forgetting.distribution().within(6)).isGreaterThan(0.95);
    assertThat(remembering.distribution().within(6)).isLessThan(0.7);
  }

  @Test
  void labsMergeIntoTheirRegion() {
    List<Genome> genomes = genomes(3, 1);
    DelayEstimator whole = new DelayEstimator(60, 30);
    DelayEstimator first = new DelayEstimator(60, 30);
    DelayEstimator second = new DelayEstimator(60, 30);

    looks(genomes, whole, 1);
    looks(genomes.subList(0, genomes.size() / 3), first, 1);
    looks(genomes.subList(genomes.size() / 3, genomes.size()), second, 1);
    first.merge(second);

    for (int delay = 0; delay <= 60; delay++) {
      assertThat(first.distribution().within(delay))
          .isCloseTo(whole.distribution().within(delay), within(1e-9));
    }
    assertThatThrownBy(() -> first.merge(new DelayEstimator(60, 30)))
        .hasMessageContaining("cannot be merged");
  }

  @Test
  void stateIsSmallAndComesBackAsItWas() {
    DelayEstimator estimator = new DelayEstimator();
    looks(genomes(4, 1), estimator, 1);
    CompactWriter out = new CompactWriter();
    estimator.writeTo(out);
    byte[] state = out.toByteArray();

    DelayEstimator read = DelayEstimator.readFrom(new CompactReader(state, new TextPool()));

    assertThat(state.length).isLessThan(1500);
    assertThat(read.asOf()).isEqualTo(estimator.asOf());
    for (int delay = 0; delay <= 90; delay++) {
      assertThat(read.distribution().within(delay))
          .isCloseTo(estimator.distribution().within(delay), within(1e-5));
      LocalDate day = START.plusDays(DAYS - delay);
      assertThat(read.known(day)).isEqualTo(estimator.known(day));
    }
  }

  @Test
  void aRegionOfWhichLittleIsKnownLeansOnTheOthers() {
    ReportingDelays delays = new ReportingDelays(() -> new DelayEstimator(60, FOREVER));
    LocalDate asOf = START.plusDays(DAYS);
    delays.observe("New", asOf.minusDays(1), day -> 0);
    delays.observe("New", asOf, day -> 0);
    List<Genome> genomes = genomes(5, 1);
    for (int now = 0; now <= DAYS; now++) {
      Map<LocalDate, Long> known = known(genomes, now);
      delays.observe("Large", START.plusDays(now), day -> known.getOrDefault(day, 0L));
    }

    Completeness completeness = delays.completeness();

    for (int delay : new int[] {5, 15, 30}) {
      assertThat(completeness.at("New", asOf.minusDays(delay), asOf))
          .isCloseTo(completeness.at("Large", asOf.minusDays(delay), asOf), within(0.02));
      assertThat(completeness.at("never seen", asOf.minusDays(delay), asOf))
          .isCloseTo(completeness.at("Large", asOf.minusDays(delay), asOf), within(0.02));
    }
    assertThat(completeness.at("Large", asOf.plusDays(1), asOf)).isZero();
    assertThat(completeness.at("Large", asOf.minusDays(400), asOf)).isEqualTo(1);
    assertThat(completeness.between("Large", asOf.minusDays(6), asOf, asOf)).isBetween(0.0, 0.5);
  }

  @Test
  void nowcastsHoldWhatWillBe() {
    SplittableRandom random = new SplittableRandom(6);
    int held = 0;
    int repeats = 2000;
    for (int repeat = 0; repeat < repeats; repeat++) {
      int total = poisson(40, random);
      int known = 0;
      for (int genome = 0; genome < total; genome++) {
        known += random.nextDouble() < 0.4 ? 1 : 0;
      }
      Nowcast nowcast = Nowcast.of(known, 0.4, 0, 40);
      held += nowcast.lower() <= total && total <= nowcast.upper() ? 1 : 0;
    }
    // 95 % less four standard errors; whole numbers make it a little more.
    assertThat(held / (double) repeats).isBetween(0.93, 0.99);
  }

  @Test
  void noGenomeYetGivesTheLevelAndACompleteDayItself() {
    Nowcast none = Nowcast.of(0, 0.02, 0.1, 80);
    Nowcast complete = Nowcast.of(17, 1, 0.1, 80);

    assertThat(none.expected()).isBetween(10.0, 80.0);
    assertThat(none.lower()).isZero();
    assertThat(complete).isEqualTo(new Nowcast(17, 1, 17, 17, 17));
    assertThatThrownBy(() -> Nowcast.of(3, 1.2, 0, 5)).hasMessageContaining("1.2");
  }

  @Test
  void looksMustGoForward() {
    DelayEstimator estimator = new DelayEstimator();
    estimator.observe(START, day -> 0);

    assertThatThrownBy(() -> estimator.observe(START, day -> 0)).hasMessageContaining("2022-01-01");
    assertThatThrownBy(() -> new GenomeDelays().add(START, START.minusDays(1)))
        .hasMessageContaining("2021-12-31");
  }

  private static void assertCloseToTruth(
      DelayDistribution distribution, int from, double tolerance) {
    for (int delay = from; delay <= 60; delay++) {
      assertThat(distribution.within(delay))
          .as("delay " + delay)
          .isCloseTo(truth(delay), within(tolerance));
    }
  }

  /** Three geometric steps of a mean of five days each, as a lab's work might take. */
  private static int delay(SplittableRandom random) {
    int delay = 0;
    for (int step = 0; step < 3; step++) {
      while (random.nextDouble() < 5 / 6.0) {
        delay++;
      }
    }
    return delay;
  }

  private static double truth(int delay) {
    double share = 0;
    for (int d = 0; d <= delay; d++) {
      share += (d + 1) * (d + 2) / 2.0 * Math.pow(5 / 6.0, d) / 216;
    }
    return Math.min(1, share);
  }

  private static List<Genome> genomes(long seed, double growth) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Genome> genomes = new ArrayList<>();
    double mean = 30;
    for (int day = 0; day < DAYS; day++) {
      for (int genome = poisson(mean, random); genome > 0; genome--) {
        genomes.add(new Genome(day, day + delay(random)));
      }
      mean *= growth;
    }
    return genomes;
  }

  private static int poisson(double mean, SplittableRandom random) {
    int count = 0;
    double sum = -Math.log(random.nextDouble());
    while (sum < mean) {
      count++;
      sum -= Math.log(random.nextDouble());
    }
    return count;
  }

  private static void looks(List<Genome> genomes, DelayEstimator estimator, int step) {
    for (int now = 0; now <= DAYS; now += step) {
      Map<LocalDate, Long> known = known(genomes, now);
      estimator.observe(START.plusDays(now), day -> known.getOrDefault(day, 0L));
    }
  }

  private static Map<LocalDate, Long> known(List<Genome> genomes, int now) {
    Map<LocalDate, Long> known = new TreeMap<>();
    for (Genome genome : genomes) {
      if (genome.submitted <= now) {
        known.merge(START.plusDays(genome.collected), 1L, Long::sum);
      }
    }
    return known;
  }
}
