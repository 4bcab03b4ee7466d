package org.virowatch.genomics.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.virowatch.genomics.coordinate.NucleotideRange;

class MutationRatesTest {
  @Test
  void ratesAreThoseOfTheSilentSites() {
    byte[] sites = "CCCCGGAA".getBytes(StandardCharsets.US_ASCII);
    int[][] seen = new int[8][4];
    seen[0][3] = 6;
    seen[1][3] = 5;
    seen[4][3] = 2;

    MutationRates rates = new MutationRates(sites, seen, 10);

    // (11 + ½) of C→T at 4 sites over a length of 10.
    assertThat(rates.rate((byte) 'C', (byte) 'T')).isCloseTo(11.5 / 40, within(1e-12));
    assertThat(rates.rate((byte) 'G', (byte) 'T')).isCloseTo(2.5 / 20, within(1e-12));
    assertThat(rates.rate((byte) 'A', (byte) 'T')).isCloseTo(0.5 / 20, within(1e-12));
    assertThat(rates.rate((byte) 'T', (byte) 'A')).isCloseTo(0.5 / 10, within(1e-12));
    // Two of four C sites took all: far from Poisson.
    assertThat(rates.shape()).isLessThan(5);
  }

  @Test
  void tailsEqualR() {
    // pnbinom(k - 1, size, mu = mean, lower.tail = FALSE)
    assertThat(MutationRates.tail(3, 0.5, 2)).isCloseTo(0.0272, within(1e-9));
    assertThat(MutationRates.tail(10, 0.1, 0.8) / 1.57525891701e-10).isCloseTo(1, within(1e-6));
    assertThat(MutationRates.tail(1, 4, 10)).isCloseTo(0.965428386966, within(1e-9));
    assertThat(MutationRates.tail(0, 4, 10)).isEqualTo(1);
  }

  @Test
  void problematicSitesAreThoseOfTheReferenceAndTheTreesMask() {
    ProblematicSites sites =
        ProblematicSites.of("NC_045512.2", List.of(new NucleotideRange(20_000, 20_002)));

    assertThat(sites.contains(11_083 - 1)).isTrue();
    assertThat(sites.contains(54)).isTrue();
    assertThat(sites.contains(55)).isFalse();
    assertThat(sites.contains(29_902)).isTrue();
    assertThat(sites.contains(20_001)).isTrue();
    assertThat(sites.contains(22_599)).isFalse();
    assertThat(ProblematicSites.of("EPI1857216", List.of()).size()).isZero();
  }
}
