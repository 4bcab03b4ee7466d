package org.virowatch.surveillance.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrowthEstimateTest {
  @Test
  void aSubjectWithoutAGenomeIsQuiet() {
    GrowthEstimate growth = estimate(new long[] {0, 0, 0, 0}, new long[] {90, 120, 80, 100});

    assertThat(growth.lower()).isNegative();
    assertThat(growth.upper()).isPositive();
    assertThat(growth.pRise()).isBetween(0.3, 0.7);
    assertThat(growth.lastFrequency()).isBetween(0.0, 0.02);
  }

  @Test
  void aRegionOfOneLineageIsQuiet() {
    GrowthEstimate growth = estimate(new long[] {7, 9, 4, 30}, new long[] {7, 9, 4, 30});

    assertThat(growth.lower()).isNegative();
    assertThat(growth.upper()).isPositive();
    assertThat(growth.pRise()).isGreaterThan(0.1);
  }

  @Test
  void aFirstGenomeIsNoAlarm() {
    GrowthEstimate growth = estimate(new long[] {0, 0, 0, 1}, new long[] {100, 100, 100, 100});

    assertThat(growth.perDay()).isPositive();
    assertThat(growth.lower()).isNegative();
    assertThat(growth.pRise()).isGreaterThan(0.025);
  }

  @Test
  void aCompleteReplacementIsFiniteAndSure() {
    GrowthEstimate growth = estimate(new long[] {0, 0, 50, 50}, new long[] {50, 50, 50, 50});

    assertThat(growth.penalised()).isTrue();
    assertThat(growth.perDay()).isFinite();
    assertThat(growth.upper()).isFinite();
    assertThat(growth.lower()).isPositive();
    assertThat(growth.pRise()).isLessThan(1e-6);
  }

  @Test
  void genomesAtOneTimeSayNothing() {
    assertThat(GrowthEstimate.of(new GrowthSeries.Builder().add(3, 4, 10).build())).isEmpty();
    assertThat(GrowthEstimate.of(new GrowthSeries.Builder().build())).isEmpty();
    assertThat(GrowthEstimate.of(new GrowthSeries.Builder().add(3, 4, 10).add(9, 0, 0).build()))
        .isEmpty();
  }

  @Test
  void swappingSubjectAndRestTurnsTheSign() {
    long[] n = {60, 72, 55, 80};
    long[] k = {20, 30, 29, 50};
    long[] rest = new long[k.length];
    for (int i = 0; i < k.length; i++) {
      rest[i] = n[i] - k[i];
    }

    GrowthEstimate growth = estimate(k, n);
    GrowthEstimate mirrored = estimate(rest, n);

    assertThat(mirrored.perDay()).isCloseTo(-growth.perDay(), within(1e-9));
    assertThat(mirrored.lower()).isCloseTo(-growth.upper(), within(1e-9));
    assertThat(mirrored.pRise()).isCloseTo(1 - growth.pRise(), within(1e-9));
  }

  @Test
  void daysCountedFromAnotherDayAreTheSame() {
    GrowthSeries.Builder early = new GrowthSeries.Builder();
    GrowthSeries.Builder late = new GrowthSeries.Builder();
    long[] k = {2, 0, 4, 9};
    for (int week = 0; week < k.length; week++) {
      early.add(7.0 * week, k[week], 60);
      late.add(1e6 + 7.0 * week, k[week], 60);
    }

    assertThat(GrowthEstimate.of(late.build()).orElseThrow().perDay())
        .isCloseTo(GrowthEstimate.of(early.build()).orElseThrow().perDay(), within(1e-9));
  }

  @Test
  void impossibleCountsAreRefused() {
    assertThatThrownBy(() -> GrowthSeries.of(new double[] {1}, new long[] {3}, new long[] {2}))
        .hasMessageContaining("3 of 2");
  }

  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    SplittableRandom random = new SplittableRandom(20221);
    for (double[] truth : new double[][] {{0.08, -3, 100}, {0, -2, 40}, {0.05, -5, 60}}) {
      int held = 0;
      int repeats = 600;
      for (int repeat = 0; repeat < repeats; repeat++) {
        GrowthEstimate growth =
            GrowthEstimate.of(series(random, truth[0], truth[1], (int) truth[2])).orElseThrow();
        held += growth.lower() <= truth[0] && truth[0] <= growth.upper() ? 1 : 0;
      }
      // 95 % less four standard errors of 600 repeats.
      assertThat(held / (double) repeats).isBetween(0.914, 1.0);
    }
  }

  @Test
  void regionsWithFewGenomesBorrowFromTheOthers() {
    SplittableRandom random = new SplittableRandom(7);
    List<GrowthEstimate> estimates = new ArrayList<>();
    for (int region = 0; region < 6; region++) {
      estimates.add(GrowthEstimate.of(series(random, 0.09, -3, 400)).orElseThrow());
    }
    GrowthEstimate few = estimate(new long[] {0, 0, 1, 1}, new long[] {20, 25, 18, 22});
    estimates.add(few);

    List<GrowthPool.Shrunk> shrunk = GrowthPool.shrink(estimates, TypicalDispersion.of(estimates));
    GrowthPool.Shrunk here = shrunk.get(6);

    assertThat(here.own()).isLessThan(0.2);
    assertThat(here.perDay()).isBetween(0.07, 0.11);
    assertThat(here.lower()).isPositive();
    assertThat(few.lower()).isNegative();
    assertThat(shrunk.get(0).own()).isGreaterThan(2 * here.own());
  }

  @Test
  void oneRegionBorrowsNothing() {
    GrowthEstimate only = estimate(new long[] {1, 3, 9, 20}, new long[] {100, 100, 100, 100});

    TypicalDispersion none = new TypicalDispersion(1);
    GrowthPool.Shrunk shrunk = GrowthPool.shrink(List.of(only), none).get(0);

    assertThat(shrunk.perDay()).isEqualTo(only.perDay());
    assertThat(shrunk.own()).isEqualTo(1);
    // Wider by Student's quantile of the moderated dispersion's twelve degrees of freedom.
    assertThat((only.perDay() - shrunk.lower()) / (only.perDay() - only.lower()))
        .isCloseTo(2.17881282966723 / 1.95996398454005, within(1e-6));
    assertThat(GrowthPool.shrink(List.of(only), new TypicalDispersion(6)).get(0).pRise())
        .isGreaterThan(shrunk.pRise());
    assertThat(GrowthPool.of(List.of(only), none)).isEmpty();
  }

  @Test
  void tablesShowTheSurestRisersFirst() {
    GrowthTable table = new GrowthTable();
    table.put("countries", "GB", "flat", weekly(new long[] {20, 21, 19, 20}, 100));
    table.put("countries", "GB", "rising", weekly(new long[] {2, 6, 18, 40}, 100));
    table.put("countries", "US", "rising", weekly(new long[] {1, 5, 14, 30}, 100));
    table.put("countries", "GB", "new", weekly(new long[] {0, 0, 0, 1}, 100));

    List<GrowthRow> rows = table.rows("GB"::equals, 1);

    assertThat(rows).extracting(GrowthRow::subject).containsExactly("rising", "flat", "new");
    assertThat(rows.get(0).pAdjusted()).isLessThan(1e-6);
    assertThat(rows.get(0).shrunk().own()).isLessThan(1);
    assertThat(rows.get(1).pAdjusted()).isGreaterThan(0.2);
    assertThat(rows.get(0).doublingDays()).isBetween(3.0, 7.0);
    assertThat(table.rows("GB"::equals, 2)).hasSize(2);
    assertThat(table.rows("FR"::equals, 0)).isEmpty();
  }

  private static GrowthSeries weekly(long[] subject, long genomes) {
    GrowthSeries.Builder series = new GrowthSeries.Builder();
    for (int week = 0; week < subject.length; week++) {
      series.add(7.0 * week, subject[week], genomes);
    }
    return series.build();
  }

  private static GrowthEstimate estimate(long[] subject, long[] genomes) {
    GrowthSeries.Builder series = new GrowthSeries.Builder();
    for (int week = 0; week < subject.length; week++) {
      series.add(7.0 * week, subject[week], genomes[week]);
    }
    return GrowthEstimate.of(series.build()).orElseThrow();
  }

  /** Eight weeks of binomial counts, the logit being {@code logit} in the middle. */
  private static GrowthSeries series(
      SplittableRandom random, double perDay, double logit, int genomes) {
    GrowthSeries.Builder series = new GrowthSeries.Builder();
    for (int week = 0; week < 8; week++) {
      double p = 1 / (1 + Math.exp(-logit - perDay * 7 * (week - 3.5)));
      int subject = 0;
      for (int genome = 0; genome < genomes; genome++) {
        subject += random.nextDouble() < p ? 1 : 0;
      }
      series.add(7.0 * week, subject, genomes);
    }
    return series.build();
  }
}
