package org.virowatch.genomics.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrandBiasTest {

  @ParameterizedTest
  @CsvSource({"3,1,1,3", "8,2,1,5", "10,0,10,0", "0,0,3,4", "30,29,7,0", "5,9,0,6", "1,0,0,1"})
  void qualityIsThatOfFishersExactTest(int a, int b, int c, int d) {
    double here = table(a, b, c, d);
    double sum = 0;
    for (int x = 0; x <= c + d; x++) {
      int forward = a + c - x;
      if (forward >= 0 && forward <= a + b && x <= a + c) {
        double each = table(forward, a + b - forward, x, c + d - x);
        sum += each <= here * (1 + 1e-7) ? each : 0;
      }
    }
    assertThat((double) StrandBias.quality(a, b, c, d))
        .isCloseTo(-10 * Math.log10(sum), within(0.501));
  }

  private static double table(int a, int b, int c, int d) {
    return choose(a + b, a) * choose(c + d, c) / choose(a + b + c + d, a + c);
  }

  private static double choose(int all, int some) {
    double ways = 1;
    for (int i = 1; i <= some; i++) {
      ways *= (double) (all - some + i) / i;
    }
    return ways;
  }

  @ParameterizedTest
  @CsvSource({"100000,100000,50000,50000,0,1", "100000,100000,2000,0,1500,3000"})
  void deepPositionsAreNoTrouble(int a, int b, int c, int d, int least, int most) {
    assertThat(StrandBias.quality(a, b, c, d)).isBetween(least, most);
  }
}
