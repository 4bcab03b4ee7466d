package org.virowatch.jobs.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForecastPaceTest {
  private final ForecastPace pace = new ForecastPace();

  @Test
  void theFirstMayBeginAtOnce() {
    assertThat(pace.earliest(1_000)).isEqualTo(1_000);
  }

  @Test
  void forecastsTakeATwentiethOfTheTime() {
    pace.forecast("sars-cov-2|countries", 10, 1_000, 1_200);

    assertThat(pace.earliest(1_200)).isEqualTo(5_000);
    assertThat(pace.earliest(5_500)).isEqualTo(5_500);
  }

  @Test
  void aClockThatIsSetBackCausesNoRest() {
    pace.forecast("sars-cov-2|countries", 10, 1_000, 400);

    assertThat(pace.earliest(500)).isEqualTo(500);
  }

  @Test
  void aTickIsForecastOncePerKey() {
    pace.forecast("sars-cov-2|countries", 10, 1_000, 1_200);

    assertThat(pace.isNew("sars-cov-2|countries", 10)).isFalse();
    assertThat(pace.isNew("sars-cov-2|countries", 11)).isTrue();
    assertThat(pace.isNew("sars-cov-2|GB", 10)).isTrue();
  }
}
