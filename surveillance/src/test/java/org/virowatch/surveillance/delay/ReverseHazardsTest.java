package org.virowatch.surveillance.delay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReverseHazardsTest {
  private static final int LONGEST = 60;
  private static final int WEEK = 7;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatIsFoundFromTheLastWeekIsAsLikelyAsWhatIsFoundAnew(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double genomesADay = seed % 2 == 0 ? 3 : 300;
    ReverseHazards hazards = new ReverseHazards(LONGEST);
    double[] even = even();
    double[] found = even;
    double[] there = new double[LONGEST + 1];
    double[] came = new double[LONGEST + 1];
    for (int look = 0; look < 26; look++) {
      // From the thirteenth look on genomes take twice as long.
      double mean = look < 13 ? 8 : 16;
      hazards.fade(0.9);
      for (int delay = WEEK; delay <= LONGEST; delay++) {
        double before = -Math.expm1(-(delay - WEEK) / mean);
        double now = -Math.expm1(-delay / mean);
        double known = Math.floor(genomesADay * before + random.nextDouble());
        double more = Math.floor(genomesADay * (now - before) + random.nextDouble());
        hazards.add(WEEK, delay, known, more);
        there[delay] = 0.9 * there[delay] + known;
        came[delay] = 0.9 * came[delay] + more;
      }
      found = hazards.nearby(found, even);

      // In units of log-likelihood, of which a half is one standard deviation.
      assertThat(likelihood(found, there, came))
          .isGreaterThan(likelihood(hazards.shares(even, 0), there, came) - 0.5);
    }
  }

  /** Returns the log-likelihood of what came of what was known a week later. */
  private static double likelihood(double[] shares, double[] there, double[] came) {
    double sum = 0;
    for (int delay = WEEK; delay <= LONGEST; delay++) {
      double before = shares[delay - WEEK] / shares[delay];
      sum += there[delay] > 0 ? there[delay] * Math.log(before) : 0;
      sum += came[delay] > 0 ? came[delay] * Math.log1p(-before) : 0;
    }
    return sum;
  }

  private static double[] even() {
    double[] even = new double[LONGEST + 1];
    for (int delay = 0; delay <= LONGEST; delay++) {
      even[delay] = (delay + 1.0) / (LONGEST + 1);
    }
    return even;
  }
}
