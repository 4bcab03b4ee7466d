package org.virowatch.jobs.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.virowatch.jobs.Genomes;
import org.virowatch.jobs.deciding.KnownChange;
import org.virowatch.jobs.deciding.RegionBundle;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.count.Contribution;

@SuppressWarnings("try") // harnesses are closed at the end of their test
class BundleOperatorTest {
  private static final Contribution GENOME = Contribution.of(Genomes.called("A", 1).build());
  private static final Ticks DAILY = new Ticks(Duration.ofDays(1));

  @Test
  void changesOfACellAreAddedUpUntilTheIntervalIsOver() throws Exception {
    try (var harness = cells()) {
      harness.processElement(change(1), 0);
      harness.processElement(change(1), 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.setProcessingTime(100);
      assertThat(harness.extractOutputValues())
          .hasSize(3)
          .allSatisfy(cell -> assertThat(cell.counts().genomes()).isEqualTo(2))
          .extracting(change -> change.key().region())
          .containsExactlyInAnyOrder("world", "GB", "GB-ENG");
      harness.processElement(change(1), 0);
      harness.setProcessingTime(200);
      assertThat(harness.extractOutputValues()).hasSize(6);
    }
  }

  @Test
  void nothingIsHeldOverACheckpoint() throws Exception {
    try (var harness = cells()) {
      harness.processElement(change(1), 0);
      harness.prepareSnapshotPreBarrier(1);
      assertThat(harness.extractOutputValues()).hasSize(3);
      harness.setProcessingTime(1_000);
      assertThat(harness.extractOutputValues()).hasSize(3);
    }
  }

  @Test
  void aSumOfNothingIsStillHandedOnSoThatItsCellIsTouchedAgainAfterAFailure() throws Exception {
    try (var harness = cells()) {
      harness.processElement(change(1), 0);
      harness.processElement(change(-1), 0);
      harness.setProcessingTime(100);
      assertThat(harness.extractOutputValues())
          .hasSize(3)
          .allSatisfy(cell -> assertThat(cell.counts().genomes()).isZero());
    }
  }

  @Test
  void aFullBundleDoesNotWait() throws Exception {
    try (var harness = cells()) {
      for (int i = 0; i < BundleOperator.MAX_CHANGES; i++) {
        harness.processElement(change(1), 0);
      }
      assertThat(harness.extractOutputValues()).hasSize(3);
    }
  }

  /**
   * Without bundling the hot region's key would get one change for each of its genomes, 80 % of the
   * stream; with it a few sums a bundle, hardly more than a quiet region.
   */
  @Test
  void aRegionWithMostOfTheStreamCostsItsKeyNoMoreThanOthers() throws Exception {
    int genomes = 20_000;
    Random random = new Random(1);
    try (var harness = cells()) {
      for (int n = 0; n < genomes; n++) {
        String country = random.nextInt(100) < 80 ? "GB" : "D" + (char) ('A' + random.nextInt(20));
        Contribution genome =
            Contribution.of(
                Genomes.called("G" + n, 1).setCountry(country).setSubdivision(null).build());
        harness.processElement(new GenomeChange(genome, 1, 0), 0);
        if (n % 100 == 99) {
          harness.setProcessingTime(n);
        }
      }
      harness.prepareSnapshotPreBarrier(1);
      long hot = sums(harness.extractOutputValues(), "GB");
      long bundles = genomes / 100;
      assertThat(hot).isLessThanOrEqualTo(bundles + 1);
      assertThat(sums(harness.extractOutputValues(), "world")).isEqualTo(hot);
      assertThat(hot).isLessThan(10 * sums(harness.extractOutputValues(), "DA"));
      assertThat(
              harness.extractOutputValues().stream()
                  .filter(change -> change.key().region().equals("world"))
                  .mapToLong(change -> change.counts().genomes())
                  .sum())
          .isEqualTo(genomes);
    }
  }

  private static long sums(List<CellChange> changes, String region) {
    return changes.stream().filter(change -> change.key().region().equals(region)).count();
  }

  @Test
  void whatATickMustKnowPrecedesItsWatermark() throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<GenomeChange, KnownChange<PeriodCounts>>(
            new BundleOperator<>(() -> new RegionBundle(DAILY), Duration.ofMillis(100)))) {
      harness.setup(KnownChange.typeOfRegions().createSerializer(new SerializerConfigImpl()));
      harness.open();
      Instant tick = DAILY.after(Genomes.START);
      harness.processElement(new GenomeChange(GENOME, 1, Genomes.START.toEpochMilli() + 1), 0);
      harness.processWatermark(tick.toEpochMilli() - 1);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(tick.toEpochMilli());
      assertThat(harness.extractOutputValues())
          .hasSize(3)
          .allSatisfy(change -> assertThat(change.tick()).isEqualTo(tick.toEpochMilli()));
      assertThat(harness.getOutput())
          .hasSize(5)
          .last()
          .isEqualTo(new Watermark(tick.toEpochMilli()));
    }
  }

  @Test
  void whatAnActivationChangesWaitsForTheCheckpointAndHoldsNothingElseUp() throws Exception {
    try (var harness = cells()) {
      harness.processElement(moved(0), 0);
      harness.setProcessingTime(1_000);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processElement(change(1), 0);
      harness.setProcessingTime(2_000);
      assertThat(harness.extractOutputValues())
          .hasSize(3)
          .extracting(CellChange::generation)
          .containsOnly(0L);
      harness.prepareSnapshotPreBarrier(1);
      var held = harness.extractOutputValues().subList(3, 9);
      assertThat(held).extracting(CellChange::generation).containsOnly(1000L);
      assertThat(held)
          .allSatisfy(
              cell ->
                  assertThat(cell.counts().genomes())
                      .isEqualTo(cell.key().lineage().equals("moved") ? 1 : -1));
    }
  }

  @Test
  void whatIsOnlyRightTogetherGoesOnTogether() throws Exception {
    try (var harness = cells()) {
      harness.processElement(moved(0), 0);
      // The genome is withdrawn: what it counted as before, and what the move made of that.
      harness.processElement(change(-1), 0);
      harness.processElement(new GenomeChange(GENOME.withLineage("moved"), -1, 0, 1000, GENOME), 0);
      harness.setProcessingTime(1_000);
      assertThat(harness.extractOutputValues()).hasSize(9);
      assertThat(
              harness.extractOutputValues().stream()
                  .filter(change -> change.generation() == 1000)
                  .allMatch(change -> change.counts().isZero()))
          .isTrue();
      harness.prepareSnapshotPreBarrier(1);
      assertThat(harness.extractOutputValues()).hasSize(9);
    }
  }

  @Test
  void whatWasKnownLongBeforeAnActivationIsDecidedTogether() {
    RegionBundle bundle = new RegionBundle(DAILY);
    Instant now = Genomes.START.plus(Duration.ofDays(200));
    bundle.passed(now.toEpochMilli());
    int[] days = {0, 50, 100, 190, 199};
    for (int day : days) {
      bundle.add(moved(day));
    }
    List<KnownChange<PeriodCounts>> changes = new ArrayList<>();
    bundle.drainUrgent(changes::add);
    assertThat(changes).as("two days in each of three regions").hasSize(6);
    bundle.drain(changes::add);
    assertThat(changes).hasSize(9);
    PeriodCounts three = new PeriodCounts();
    for (int i = 0; i < 3; i++) {
      three.add(GENOME.withLineage("moved"), 1);
      three.add(GENOME, -1);
    }
    assertThat(changes.subList(6, 9))
        .allSatisfy(
            change -> {
              assertThat(change.tick()).isLessThan(now.minus(Duration.ofDays(20)).toEpochMilli());
              assertThat(change.tick()).isGreaterThan(day(100));
              assertThat(change.change()).isEqualTo(three);
            });
  }

  private static GenomeChange moved(int day) {
    return new GenomeChange(GENOME.withLineage("moved"), 1, day(day), 1000, GENOME).waiting();
  }

  private static long day(int day) {
    return Genomes.START.plus(Duration.ofDays(day)).toEpochMilli();
  }

  private static GenomeChange change(int sign) {
    return new GenomeChange(GENOME, sign, 0);
  }

  private static OneInputStreamOperatorTestHarness<GenomeChange, CellChange> cells()
      throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<GenomeChange, CellChange>(
            new BundleOperator<>(CellBundle::new, Duration.ofMillis(100)));
    harness.setup(CellChange.type().createSerializer(new SerializerConfigImpl()));
    harness.open();
    return harness;
  }
}
