package org.virowatch.genomics.reads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {

  @Test
  void theThresholdIsThatOfTheDefinition() {
    // Of 100 tests those with P <= 0.05 k / 100: the third (0.001) passes, the fourth (0.0063) not.
    int[] qualities = {10, 22, 30, 60, 70};
    int threshold = FalseDiscovery.threshold(qualities, 100, 0.05);
    assertThat(threshold).isEqualTo(29); // 10 log10(100 / (0.05 * 3)) = 28.2
    assertThat(FalseDiscovery.threshold(new int[] {10, 22, 27, 27, 27}, 100, 0.05))
        .as("27 is not enough for three")
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(FalseDiscovery.threshold(new int[] {10, 27, 27, 27, 27}, 100, 0.05))
        .as("and is for four")
        .isEqualTo(27);
  }

  @Test
  void nothingPassesIfNothingStandsOut() {
    assertThat(FalseDiscovery.threshold(new int[] {1, 2, 3}, 1000, 0.01))
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(FalseDiscovery.threshold(new int[0], 1000, 0.01)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void ofThoseThatPassNoMoreThanTheShareIsChance() {
    Random random = new Random(11);
    int tests = 20_000;
    int real = 60;
    double wrong = 0;
    int rounds = 200;
    for (int round = 0; round < rounds; round++) {
      int[] qualities = new int[tests];
      for (int i = 0; i < tests; i++) {
        double probability = i < real ? 1e-7 * random.nextDouble() : random.nextDouble();
        qualities[i] = (int) Math.floor(-10 * Math.log10(probability));
      }
      int threshold = FalseDiscovery.threshold(qualities, tests, 0.05);
      long chosen = Arrays.stream(qualities).filter(each -> each >= threshold).count();
      long right = Arrays.stream(qualities, 0, real).filter(each -> each >= threshold).count();
      wrong += chosen == 0 ? 0 : (double) (chosen - right) / chosen;
    }
    assertThat(wrong / rounds).isBetween(0.005, 0.055);
  }
}
