package org.virowatch.stack.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

  /** First outputs of SplitMix64 from state 1234567, as published with its reference code. */
  @Test
  void numbersAreThoseOfSplitMix64() {
    SeededRandom random = new SeededRandom(1_234_567);

    assertThat(random.nextLong()).isEqualTo(6_457_827_717_110_365_317L);
    assertThat(random.nextLong()).isEqualTo(3_203_168_211_198_807_973L);
    assertThat(random.nextLong()).isEqualTo(Long.parseUnsignedLong("9817491932198370423"));
  }

  @Test
  void drawsHaveTheirMeans() {
    SeededRandom random = new SeededRandom(7);
    int draws = 100_000;

    double poisson = IntStream.range(0, draws).map(i -> random.poisson(0.6)).average().orElse(0);
    double[] delays =
        IntStream.range(0, draws).mapToDouble(i -> random.logNormal(10, 0.45)).toArray();
    long second =
        IntStream.range(0, draws).filter(i -> random.pick(new double[] {1, 3, 0}) == 1).count();

    assertThat(poisson).isBetween(0.58, 0.62);
    assertThat(Arrays.stream(delays).sorted().toArray()[draws / 2]).isBetween(9.8, 10.2);
    assertThat(second).isBetween(74_000L, 76_000L);
  }
}
