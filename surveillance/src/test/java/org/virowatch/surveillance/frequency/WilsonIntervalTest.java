package org.virowatch.surveillance.frequency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {
  /** Newcombe 1998, Table I, method 3 (Wilson score, no continuity correction). */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void theBoundsAreThosePublished(long k, long n, double lower, double upper) {
    WilsonInterval interval = WilsonInterval.of(k, n);
    assertThat(interval.lower()).isCloseTo(lower, within(5e-5));
    assertThat(interval.upper()).isCloseTo(upper, within(5e-5));
  }

  @Test
  void zeroCountsHaveAnUpperBoundAndAllCountsALowerOne() {
    assertThat(WilsonInterval.of(0, 10).lower()).isZero();
    assertThat(WilsonInterval.of(0, 10).upper()).isBetween(0.27, 0.28);
    assertThat(WilsonInterval.of(10, 10).upper()).isEqualTo(1);
    assertThat(WilsonInterval.of(10, 10).lower()).isBetween(0.72, 0.73);
  }

  @Test
  void nothingCoveredMeansNothingKnown() {
    assertThat(WilsonInterval.of(0, 0)).isEqualTo(new WilsonInterval(0, 1));
  }

  @Test
  void theIntervalHoldsTheFrequencyAndNarrowsWithTheSample() {
    double width = 1;
    for (long n = 10; n <= 10_000_000; n *= 10) {
      WilsonInterval interval = WilsonInterval.of(n / 5, n);
      assertThat(0.2).isBetween(interval.lower(), interval.upper());
      assertThat(interval.upper() - interval.lower()).isLessThan(width);
      width = interval.upper() - interval.lower();
    }
  }

  @Test
  void impossibleCountsAreRefused() {
    assertThatThrownBy(() -> WilsonInterval.of(3, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WilsonInterval.of(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
