package org.virowatch.surveillance.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaBinomialTest {
  @ParameterizedTest
  @CsvSource({
    "2, 5, 60",
    "0.5, 400, 60",
    "0.02, 3, 500",
    "40, 4, 100",
    "1, 1, 9",
    "0.3, 1e5, 2000"
  })
  void tailsAreSumsOfTheTerms(double alpha, double beta, long n) {
    BetaBinomial distribution = new BetaBinomial(alpha, beta);
    double tail = 0;
    for (long k = n; k >= 1; k--) {
      tail +=
          Math.exp(
              LogGamma.value(n + 1.0)
                  - LogGamma.value(k + 1.0)
                  - LogGamma.value(n - k + 1.0)
                  + LogBeta.value(k + alpha, n - k + beta)
                  - LogBeta.value(alpha, beta));
      assertThat(distribution.atLeast(k, n)).as("%d", k).isCloseTo(tail, withinPercentage(1e-5));
    }
    assertThat(distribution.atLeast(0, n)).isEqualTo(1);
  }

  /** With alpha and beta of 1 every number is as likely. */
  @Test
  void theUniformDistributionIsOne() {
    assertThat(new BetaBinomial(1, 1).atLeast(9, 9)).isCloseTo(0.1, withinPercentage(1e-9));
    assertThat(new BetaBinomial(1, 1).atLeast(1, 9)).isCloseTo(0.9, withinPercentage(1e-9));
  }
}
