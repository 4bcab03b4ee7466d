package org.virowatch.surveillance.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {
  @ParameterizedTest
  @CsvSource({
    "2022-03-05, 2022-W09",
    "2022-01-02, 2021-W52",
    "2021-01-03, 2020-W53",
    "2019-12-30, 2020-W01",
    "2022-03, 2022-03",
    "2022, 2022",
    "2020-02-29, 2020-W09"
  })
  void aDateCountsInItsIsoWeekAndAPartialDateInItsMonthOrYear(String date, String period) {
    assertThat(Period.of(CollectionDate.parse(date)).text()).isEqualTo(period);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2022-02-30",
        "2021-02-29",
        "2022-13",
        "22-01-01",
        "2022-3-5",
        "0000",
        "",
        "x",
        "2022-03-05T10:00",
        "２０２２"
      })
  void whatIsNoDateIsRefusedAndRecordedAsUndated(String text) {
    assertThatThrownBy(() -> CollectionDate.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
    assertThat(Period.ofRecorded(text)).isEqualTo(Period.UNDATED);
  }

  @Test
  void noDateIsUndated() {
    assertThat(Period.ofRecorded(null)).isEqualTo(Period.UNDATED);
  }

  @Test
  void weeksAgreeWithTheJavaCalendarOnEveryDayOfThirtyYears() {
    LocalDate date = LocalDate.of(2000, 1, 1);
    for (; date.getYear() < 2030; date = date.plusDays(1)) {
      IsoWeek week = IsoWeek.of(date);
      assertThat(week.week()).isEqualTo(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      assertThat(week.monday()).isBeforeOrEqualTo(date);
      assertThat(week.sunday()).isAfterOrEqualTo(date);
      assertThat(IsoWeek.parse(week.toString())).isEqualTo(week);
      assertThat(week.plusWeeks(1).monday()).isEqualTo(week.monday().plusWeeks(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2021-W53", "2022-W00", "2022-W9", "2022W09", "2022-w09"})
  void weeksThatDoNotExistAreRefused(String text) {
    assertThatThrownBy(() -> IsoWeek.parse(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Period.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2022-W09", "2022-03", "2022", "undated"})
  void periodsAreReadBack(String text) {
    assertThat(Period.parse(text).text()).isEqualTo(text);
  }

  @Test
  void aPeriodEndsOnItsLastDay() {
    assertThat(Period.parse("2022-W09").lastDay()).isEqualTo(LocalDate.of(2022, 3, 6));
    assertThat(Period.parse("2022-02").lastDay()).isEqualTo(LocalDate.of(2022, 2, 28));
    assertThat(Period.parse("2022").lastDay()).isEqualTo(LocalDate.of(2022, 12, 31));
    assertThat(Period.UNDATED.lastDay()).isEqualTo(LocalDate.MAX);
  }

  @Test
  void aWindowEndsWithTheWeekOfTheTick() {
    WeekWindow window = WeekWindow.endingAt(Instant.parse("2022-01-03T00:00:00Z"), 3);
    assertThat(window).hasToString("2021-W51..2022-W01");
    assertThat(window.weeks()).hasSize(3);
    assertThat(window.contains(IsoWeek.parse("2021-W52"))).isTrue();
    assertThat(window.contains(IsoWeek.parse("2021-W50"))).isFalse();
    assertThat(WeekWindow.endingAt(Instant.parse("2022-01-02T23:59:59Z"), 1))
        .hasToString("2021-W52..2021-W52");
  }
}
