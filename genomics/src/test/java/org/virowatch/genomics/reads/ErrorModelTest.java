package org.virowatch.genomics.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorModelTest {

  @ParameterizedTest
  @CsvSource({"1,0.01", "2,0.007", "3,2", "30,3", "12,11.5", "300,100"})
  void qualityIsThePhredOfThePoissonTail(int seen, double expected) {
    double below = 0;
    double term = Math.exp(-expected);
    for (int i = 0; i < seen; i++) {
      below += term;
      term *= expected / (i + 1);
    }
    double tail = 0;
    for (int i = seen; i < seen + 5000; i++) {
      tail += term;
      term *= expected / (i + 1);
    }
    assertThat(below + tail).isCloseTo(1, within(1e-9));
    assertThat((double) ErrorModel.quality(seen, expected))
        .isCloseTo(-10 * Math.log10(tail), within(0.51));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,5", "5,5", "5,7", "1000000,1e-12"})
  void itStaysBetweenItsBounds(int seen, double expected) {
    assertThat(ErrorModel.quality(seen, expected)).isBetween(0, 5000);
  }

  @ParameterizedTest
  @CsvSource({"0,5,0.2,1", "5,5,0.2,0.00032", "3,3,0.16,0.004096", "1,2,0.5,0.75", "4,3,0.5,0"})
  void theBinomialTailIsThatOfTheDefinition(int seen, int all, double probability, double tail) {
    assertThat(ErrorModel.binomialTail(seen, all, probability)).isCloseTo(tail, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"3,0.03,2,0.001", "3,0.03,0,0.001", "2,0.5,2,0.0001"})
  void ofTheTestsWithAllAndWithSureBasesTheBetterCountsAndCostsAFactorOfTwo(
      int seen, double errors, int sure, double sureErrors) {
    int better =
        Math.max(ErrorModel.quality(seen, errors / 3), ErrorModel.quality(sure, sureErrors / 3));
    assertThat(ErrorModel.baseQuality(seen, errors, sure, sureErrors)).isEqualTo(better - 3);
  }

  @ParameterizedTest
  @CsvSource({"1,1,0,0.02", "2,1,0,0.002", "3,1,0,0.001", "1,6,0,0.12", "3,1,40,0.041"})
  void indelErrorsAreRarerIfLongAndMoreFrequentInRepeatsAndBesideOthers(
      int bases, int places, int rival, double expected) {
    assertThat(ErrorModel.indelQuality(4, 100, bases, places, rival))
        .isEqualTo(ErrorModel.quality(4, expected));
  }
}
