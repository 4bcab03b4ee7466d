package org.virowatch.surveillance.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
  private static final long SUBMITTED = Instant.parse("2022-03-15T12:00:00Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource({
    "P2Y, 2022-W09, 2024-03-07T00:00:00Z",
    "P28D, 2022-W09, 2022-04-04T00:00:00Z",
    "P6M, 2022-02, 2022-09-01T00:00:00Z",
    "P1Y, 2022, 2024-01-01T00:00:00Z",
    "P1Y, undated, 2023-03-15T12:00:00Z",
    "P1Y, '', 2023-03-15T12:00:00Z"
  })
  void aGenomeEndsThatSpanAfterThePeriodOfItsCollection(
      String retention, String period, Instant end) {
    // 2022-W09 ends on Sunday 6 March; two years later the day after it is 7 March.
    assertThat(Instant.ofEpochMilli(Retention.parse(retention).end(period, SUBMITTED)))
        .isEqualTo(end);
  }

  @Test
  void nothingEndsUnlessAnOperatorSaysSo() {
    assertThat(Retention.FOREVER.end("2022-W09", SUBMITTED)).isEqualTo(Retention.NEVER);
    assertThat(Retention.parse("forever")).isEqualTo(Retention.FOREVER);
    assertThat(Retention.parse("P24M").toString()).isEqualTo("P2Y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"P1W", "P27D", "-P2Y", "P0D", "2 years", "", "PT24H", "P99999999999Y"})
  void whatIsNoRetentionIsRefusedWithWhatToWrite(String text) {
    assertThatThrownBy(() -> Retention.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
