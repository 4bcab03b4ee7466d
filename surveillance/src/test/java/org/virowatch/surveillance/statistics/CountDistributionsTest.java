package org.virowatch.surveillance.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CountDistributionsTest {
  @Test
  void negativeBinomialEqualsR() {
    // pnbinom(3, size = 0.7, mu = 5); pnbinom(19, size = 2.5, mu = 4, lower.tail = FALSE)
    assertThat(new NegativeBinomial(5, 0.7).atMost(3)).isCloseTo(0.56060201456836, within(1e-10));
    assertThat(new NegativeBinomial(4, 2.5).atLeast(20))
        .isCloseTo(0.00119223473130994, within(1e-12));
    assertThat(new NegativeBinomial(4, 2.5).atLeast(0)).isEqualTo(1);
    assertThat(new NegativeBinomial(4, 2.5).atMost(-1)).isZero();
    assertThatThrownBy(() -> new NegativeBinomial(0, 1)).hasMessageContaining("cannot be");
  }

  @Test
  void betaBinomialEqualsR() {
    // f <- function(k, n, a, b) sum(choose(n, k:n) * beta(k:n + a, n - k:n + b) / beta(a, b))
    assertThat(new BetaBinomial(0.5, 9).atLeast(3, 20)).isCloseTo(0.147150759799842, within(1e-10));
    assertThat(new BetaBinomial(2, 30).atLeast(25, 60) / 4.1313431447101e-05)
        .isCloseTo(1, within(1e-9));
    assertThat(new BetaBinomial(2, 30).atLeast(0, 60)).isEqualTo(1);
  }

  @Test
  void fittedPeersThatAgreeAreNearlyBinomialAndThoseThatDoNotAreWide() {
    BetaBinomial alike =
        BetaBinomial.fit(new long[] {10, 11, 9, 10}, new long[] {100, 100, 100, 100});
    BetaBinomial unlike =
        BetaBinomial.fit(new long[] {0, 40, 0, 0}, new long[] {100, 100, 100, 100});

    assertThat(alike.mean()).isCloseTo(0.1, within(0.01));
    assertThat(alike.atLeast(30, 100)).isLessThan(1e-5);
    assertThat(unlike.atLeast(30, 100)).isGreaterThan(0.05);
  }
}
