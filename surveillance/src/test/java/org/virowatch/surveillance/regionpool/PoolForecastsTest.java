package org.virowatch.surveillance.regionpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.LineageForecast;
import org.virowatch.surveillance.alert.HeapPartState;
import org.virowatch.surveillance.calendar.Period;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.MutationSet;
import org.virowatch.surveillance.lineage.LineageHierarchy;

class PoolForecastsTest {
  private static final LocalDate TODAY = LocalDate.of(2023, 3, 1);
  private static final Instant TICK = TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();

  private final HeapPartState<RegionDays> state =
      new HeapPartState<>(RegionDays::new, RegionDays::add, RegionDays::isZero);
  private final PoolSurveillance pool =
      new PoolSurveillance("sars-cov-2", LineageHierarchy.BY_NAME, state);

  private void sample(String region, LocalDate day, String lineage, int genomes) {
    RegionDays days = new RegionDays();
    Contribution genome =
        new Contribution(
            "sars-cov-2",
            List.of("world", region),
            Period.ofRecorded(day.toString()).text(),
            day,
            lineage,
            "lab",
            region.equals("FR"),
            false,
            MutationSet.of(),
            List.of(),
            null);
    for (int i = 0; i < genomes; i++) {
      days.add(
          region,
          genome,
          1,
          day.plusDays(4).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    }
    pool.apply(Map.of(region, days));
  }

  @Test
  void everyRegionWithGenomesHasFrequenciesOfEveryDayThatAddUp() {
    for (int day = 60; day > 4; day--) {
      LocalDate date = TODAY.minusDays(day);
      int grown = (int) Math.round(Math.exp(3 - 0.05 * day));
      sample("GB", date, "XBB.1.5", grown);
      sample("GB", date, "BQ.1", 20);
      sample("FR", date, "BQ.1", 8);
      sample("FR", date, "BQ.1.1.2", day % 30 == 0 ? 1 : 0);
    }

    List<ForecastUpdate> forecasts = pool.forecasts(TICK);

    assertThat(forecasts).extracting(ForecastUpdate::getRegion).containsExactly("FR", "GB");
    assertThat(forecasts).extracting(ForecastUpdate::getSimulated).containsExactly(true, false);
    ForecastUpdate britain = forecasts.get(1);
    assertThat(britain.getFirstDay()).isEqualTo(TODAY.minusDays(15));
    assertThat(britain.getAsOf()).isEqualTo(TICK);
    assertThat(britain.getLineages())
        .extracting(LineageForecast::getLineage)
        .containsExactly("BQ.1", "XBB.1.5");
    assertThat(britain.getLineages().get(0).getIncludes()).containsExactly("BQ.1.1.2");
    for (int day = 0; day < 46; day++) {
      double sum = 0;
      for (LineageForecast lineage : britain.getLineages()) {
        sum += lineage.getFrequency().get(day);
        assertThat(lineage.getLower().get(day))
            .isLessThanOrEqualTo(lineage.getFrequency().get(day));
        assertThat(lineage.getUpper().get(day))
            .isGreaterThanOrEqualTo(lineage.getFrequency().get(day));
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
    assertThat(britain.getWeeks())
        .hasSize(14)
        .last()
        .satisfies(
            week -> {
              assertThat(week.getWeek()).isEqualTo("2023-W09");
              assertThat(week.getGenomes()).isZero();
              assertThat(week.getCompleteness()).isLessThan(0.5);
              assertThat(week.getExpected()).isPositive();
            });
    assertThat(britain.getWeeks().get(8).getCompleteness()).isGreaterThan(0.9);
    assertThat(britain.getWeeks().get(8).getGenomes()).isGreaterThan(140);
    LineageForecast growing = britain.getLineages().get(1);
    assertThat(growing.getFrequency()).hasSize(46);
    assertThat(growing.getFrequency().get(45)).isGreaterThan(growing.getFrequency().get(15));
  }

  @Test
  void withoutGenomesThereIsNothingToForecast() {
    assertThat(pool.forecasts(TICK)).isEmpty();

    sample("GB", TODAY.minusDays(150), "BQ.1", 5);

    assertThat(pool.forecasts(TICK)).isEmpty();
  }
}
