package org.virowatch.surveillance.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {
  @Test
  void equalsR() {
    // p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.55, 0.04), "BH")
    double[] adjusted =
        BenjaminiHochberg.adjust(new double[] {0.01, 0.04, 0.03, 0.005, 0.55, 0.04});

    assertThat(adjusted)
        .containsExactly(new double[] {0.03, 0.048, 0.048, 0.03, 0.55, 0.048}, within(1e-12));
  }

  @Test
  void testsThatCannotBeDiscoveriesNeedNotBeListed() {
    double[] all =
        BenjaminiHochberg.adjust(new double[] {1, 0.01, 1, 0.04, 0.03, 1, 0.005, 1, 0.4});

    assertThat(BenjaminiHochberg.adjust(new double[] {0.01, 0.04, 0.03, 0.005, 0.4}, 9))
        .containsExactly(new double[] {all[1], all[3], all[4], all[6], all[8]}, within(1e-12));
    assertThatThrownBy(() -> BenjaminiHochberg.adjust(new double[2], 1)).hasMessage("2 of 1 tests");
  }

  @Test
  void noTestsAndOneTestStayAsTheyAre() {
    assertThat(BenjaminiHochberg.adjust(new double[0])).isEmpty();
    assertThat(BenjaminiHochberg.adjust(new double[] {0.2})).containsExactly(0.2);
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> BenjaminiHochberg.adjust(new double[] {Double.NaN}))
        .hasMessageContaining("NaN");
  }

  @Test
  void underTheNullFalseDiscoveriesAreAsRareAsAsked() {
    SplittableRandom random = new SplittableRandom(1);
    int discoveries = 0;
    for (int repeat = 0; repeat < 2000; repeat++) {
      double[] p = random.doubles(300).toArray();
      double smallest = 1;
      for (double adjusted : BenjaminiHochberg.adjust(p)) {
        smallest = Math.min(smallest, adjusted);
      }
      discoveries += smallest <= 0.05 ? 1 : 0;
    }
    // With nothing to find every discovery is false: 5 % of runs, ± 4 standard errors.
    assertThat(discoveries / 2000.0).isBetween(0.03, 0.07);
  }
}
