package org.virowatch.surveillance.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Genomes to come, shared out among lineages. */
class NowcastPartTest {
  @Test
  void partsAddUpAndTheWholeIsItself() {
    Nowcast whole = Nowcast.of(120, 0.4, 0.02, 300);

    double expected = 0;
    for (long part : new long[] {1, 19, 40, 60}) {
      Nowcast nowcast = whole.ofPart(part, 120);
      assertThat(nowcast.known()).isEqualTo(part);
      assertThat(nowcast.completeness()).isEqualTo(0.4);
      assertThat(nowcast.lower()).isBetween((double) part, nowcast.expected());
      assertThat(nowcast.upper()).isBetween(nowcast.expected(), whole.upper());
      expected += nowcast.expected();
    }

    assertThat(expected).isCloseTo(whole.expected(), within(1e-9));
    assertThat(whole.ofPart(120, 120)).isEqualTo(whole);
  }

  @Test
  void whatCameSinceIsNoMoreToCome() {
    Nowcast whole = Nowcast.of(120, 0.4, 0.02, 300);

    assertThat(whole.ofPart(200, 200).expected()).isEqualTo(whole.expected());
    assertThat(whole.ofPart(200, 200).lower()).isEqualTo(Math.max(200, whole.lower()));
    Nowcast more = whole.ofPart(1000, 5000);
    assertThat(more.expected()).isEqualTo(1000);
    assertThat(more.upper()).isEqualTo(1000);
    assertThat(whole.ofPart(5000, 5000).upper()).isEqualTo(5000);
    // More than expected, but not more than possible.
    long all = Math.round(whole.expected() + 10);
    assertThat(whole.ofPart(all / 2, all).upper()).isGreaterThan(all / 2.0);
  }

  @Test
  void aCompleteWeekIsWhatItIs() {
    assertThat(Nowcast.of(9, 1, 0.1, 5).ofPart(4, 9)).isEqualTo(new Nowcast(4, 1, 4, 4, 4));
  }

  @Test
  void aPartIsNotMoreThanTheWhole() {
    Nowcast whole = Nowcast.of(3, 0.5, 0, 5);

    assertThatThrownBy(() -> whole.ofPart(4, 3)).hasMessageContaining("4 genomes");
    assertThatThrownBy(() -> whole.ofPart(-1, 3)).hasMessageContaining("-1 genomes");
  }

  /** The same story told by chance, genome by genome. */
  @ParameterizedTest
  @CsvSource({
    "300, 0.5, 0.01, 500, 150",
    "300, 0.5, 0.01, 500, 15",
    "40, 0.3, 0.05, 120, 20",
    "2000, 0.8, 0, 2500, 100"
  })
  void theIntervalIsThatOfGenomesDrawnOneByOne(
      long known, double completeness, double correlation, double level, long part) {
    Nowcast whole = Nowcast.of(known, completeness, correlation, level);
    double toCome = whole.expected() - known;
    double spread = (whole.upper() - whole.lower()) / 3.92;
    GammaDistribution totals =
        GammaDistribution.of(toCome * toCome / (spread * spread), spread * spread / toCome);
    BetaDistribution shares = BetaDistribution.of(part + 0.5, known - part + 0.5);
    Random random = new Random(part);
    double[] drawn = new double[20_000];
    for (int i = 0; i < drawn.length; i++) {
      double share = shares.inverseCumulativeProbability(random.nextDouble());
      long all = Math.round(totals.inverseCumulativeProbability(random.nextDouble()));
      for (long genome = 0; genome < all; genome++) {
        drawn[i] += random.nextDouble() < share ? 1 : 0;
      }
    }
    Arrays.sort(drawn);

    Nowcast nowcast = whole.ofPart(part, known);

    double width = drawn[19_500] - drawn[500];
    assertThat(nowcast.lower() - part).isCloseTo(drawn[500], within(2 + 0.06 * width));
    assertThat(nowcast.upper() - part).isCloseTo(drawn[19_500], within(2 + 0.06 * width));
  }
}
