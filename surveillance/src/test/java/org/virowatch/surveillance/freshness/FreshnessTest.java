package org.virowatch.surveillance.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FreshnessTest {
  private static final LocalDate START = LocalDate.of(2022, 1, 3);
  private static final int DAYS = 200;

  @Test
  void aLabThatStopsIsToldWithinDays() {
    long[] counts = weekdays(20, 1);
    clear(counts, 120, DAYS);

    int first = firstFinding(counts, 120, FreshnessFinding.Kind.STOPPED);

    // Day 120 is a Tuesday.
    assertThat(first).isBetween(120, 123);
    FreshnessFinding finding = test(counts, 124).orElseThrow();
    assertThat(finding.since()).isEqualTo(START.plusDays(120));
    assertThat(finding.observed()).isZero();
    assertThat(finding.expected()).isGreaterThan(50);
  }

  @Test
  void weekendsAreNoSilence() {
    long[] counts = weekdays(40, 2);

    for (int day = 60; day < DAYS; day++) {
      assertThat(test(counts, day)).as("day " + day).isEmpty();
    }
  }

  @Test
  void aWeeklyUploadIsNoSilence() {
    long[] counts = new long[DAYS];
    SplittableRandom random = new SplittableRandom(3);
    for (int day = 2; day < DAYS; day += 7) {
      counts[day] = 30L + random.nextInt(20);
    }

    for (int day = 60; day < DAYS; day++) {
      assertThat(test(counts, day)).as("day " + day).isEmpty();
    }
    clear(counts, 120, DAYS);
    assertThat(firstFinding(counts, 120, FreshnessFinding.Kind.STOPPED)).isBetween(121, 129);
  }

  @Test
  void shrinkingToATenthAndJumpingTenfoldAreTold() {
    long[] shrunk = weekdays(50, 4);
    long[] jumped = weekdays(50, 5);
    for (int day = 120; day < DAYS; day++) {
      shrunk[day] /= 10;
      jumped[day] *= 10;
    }

    assertThat(firstFinding(shrunk, 120, FreshnessFinding.Kind.SHRUNK)).isBetween(120, 130);
    assertThat(firstFinding(jumped, 120, FreshnessFinding.Kind.JUMPED)).isBetween(120, 125);
  }

  @Test
  void anEarlierBacklogDoesNotHideAStop() {
    long[] counts = weekdays(20, 6);
    counts[100] = 2000;
    clear(counts, 120, DAYS);

    assertThat(firstFinding(counts, 120, FreshnessFinding.Kind.STOPPED)).isBetween(120, 126);
  }

  @Test
  void sourcesThatAreNewOrTinyAreNotJudged() {
    long[] counts = weekdays(20, 7);
    assertThat(test(counts, 20)).isEmpty();

    long[] tiny = new long[DAYS];
    tiny[5] = 3;
    tiny[70] = 4;
    for (int day = 30; day < DAYS; day++) {
      assertThat(test(tiny, day)).isEmpty();
    }
  }

  @Test
  void falseAlarmsAreAsRareAsAsked() {
    SplittableRandom random = new SplittableRandom(8);
    int sourceDays = 0;
    int alarms = 0;
    for (int source = 0; source < 60; source++) {
      long[] counts = scattered(5 + random.nextInt(60), 1 + 2 * random.nextDouble(), random);
      for (int day = 70; day < DAYS; day++) {
        alarms += test(counts, day).isPresent() ? 1 : 0;
        sourceDays++;
      }
    }
    // Asked are 0.0001 for each of three tests; the level and scatter of eight weeks are themselves
    // uncertain, and an alarm lasts some days.
    assertThat(alarms / (double) sourceDays).isLessThan(0.004);
  }

  private static int firstFinding(long[] counts, int from, FreshnessFinding.Kind kind) {
    for (int day = from; day < DAYS; day++) {
      Optional<FreshnessFinding> finding = test(counts, day);
      if (finding.isPresent() && finding.get().kind() == kind) {
        return day;
      }
    }
    return Integer.MAX_VALUE;
  }

  private static Optional<FreshnessFinding> test(long[] counts, int lastDay) {
    return Freshness.USUAL.test(
        START.plusDays(lastDay),
        START,
        day -> {
          int index = (int) ChronoUnit.DAYS.between(START, day);
          return index < 0 || index >= DAYS ? 0 : counts[index];
        });
  }

  private static void clear(long[] counts, int from, int to) {
    for (int day = from; day < to; day++) {
      counts[day] = 0;
    }
  }

  /** Poisson on weekdays, nothing on weekends. */
  private static long[] weekdays(double mean, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] counts = new long[DAYS];
    for (int day = 0; day < DAYS; day++) {
      DayOfWeek weekday = START.plusDays(day).getDayOfWeek();
      counts[day] = weekday.getValue() > 5 ? 0 : poisson(mean, random);
    }
    return counts;
  }

  /** Negative binomial of a whole shape, less on weekends. */
  private static long[] scattered(double mean, double shape, SplittableRandom random) {
    long[] counts = new long[DAYS];
    for (int day = 0; day < DAYS; day++) {
      double level = START.plusDays(day).getDayOfWeek().getValue() > 5 ? mean / 4 : mean;
      double rate = 0;
      for (int part = 0; part < Math.round(shape); part++) {
        rate -= Math.log(random.nextDouble()) * level / Math.round(shape);
      }
      counts[day] = poisson(rate, random);
    }
    return counts;
  }

  private static long poisson(double mean, SplittableRandom random) {
    long count = 0;
    double sum = -Math.log(random.nextDouble());
    while (sum < mean) {
      count++;
      sum -= Math.log(random.nextDouble());
    }
    return count;
  }
}
