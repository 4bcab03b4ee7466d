package org.virowatch.surveillance.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;

class ForecasterTest {
  private static final LocalDate TODAY = LocalDate.of(2022, 6, 1);

  @Test
  void withoutAGenomeNothingIsForecast() {
    Forecast forecast =
        Forecaster.fit(new KnownCounts(TODAY, new DailyCounts.Builder().location("X").build()));

    assertThat(forecast.variants()).isEmpty();
    assertThat(forecast.locations()).containsExactly("X");
    assertThat(forecast.at("X", TODAY)).isEmpty();
  }

  @Test
  void genomesBeforeTheWindowOrAfterTheDayAreNotLookedAt() {
    Forecast forecast =
        Forecaster.fit(
            new KnownCounts(
                TODAY,
                new DailyCounts.Builder()
                    .add("X", "old", TODAY.minusDays(60), 100)
                    .add("X", "now", TODAY.minusDays(59), 100)
                    .add("X", "new", TODAY.plusDays(1), 100)
                    .build()));

    assertThat(forecast.variants()).containsExactly("now");
  }

  @Test
  void oneVariantIsEverything() {
    DailyCounts.Builder counts = new DailyCounts.Builder();
    for (int back = 14; back < 50; back++) {
      counts.add("X", "only", TODAY.minusDays(back), 10);
    }

    VariantForecast only =
        Forecaster.fit(new KnownCounts(TODAY, counts.build())).at("X", TODAY.plusDays(30)).get(0);

    assertThat(only.frequency()).isEqualTo(1);
    assertThat(only.lower()).isEqualTo(1);
    assertThat(only.upper()).isEqualTo(1);
  }

  @Test
  void frequenciesAddUpAndLieInTheirIntervals() {
    Forecast forecast = Forecaster.fit(known());

    for (String location : forecast.locations()) {
      for (int lead = -60; lead <= 60; lead += 15) {
        List<VariantForecast> all = forecast.at(location, TODAY.plusDays(lead));
        assertThat(all.stream().mapToDouble(VariantForecast::frequency).sum())
            .isCloseTo(1, within(1e-9));
        assertThat(all)
            .allSatisfy(
                one -> {
                  assertThat(one.lower()).isBetween(0.0, one.frequency());
                  assertThat(one.upper()).isBetween(one.frequency(), 1.0);
                });
      }
    }
  }

  @Test
  void aStretchIsForecastDayByDay() {
    Forecast forecast = Forecaster.fit(known(), ForecastSettings.DEFAULT.withDraws(20_000));
    LocalDate first = TODAY.minusDays(15);
    LocalDate last = TODAY.plusDays(31);

    List<List<VariantForecast>> days = forecast.over("large", first, last);

    assertThat(days).hasSize(47);
    for (int day = 0; day < days.size(); day++) {
      List<VariantForecast> exact = forecast.at("large", first.plusDays(day));
      if (day % Forecast.SIMULATED_EVERY == 0 || day == 46) {
        assertThat(days.get(day)).isEqualTo(exact);
      }
      for (int v = 0; v < exact.size(); v++) {
        VariantForecast one = days.get(day).get(v);
        assertThat(one.variant()).isEqualTo(exact.get(v).variant());
        assertThat(one.frequency()).isEqualTo(exact.get(v).frequency());
        assertThat(one.lower()).isCloseTo(exact.get(v).lower(), within(0.01));
        assertThat(one.upper()).isCloseTo(exact.get(v).upper(), within(0.01));
      }
    }
    assertThatThrownBy(() -> forecast.over("large", last, first))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2022-05-17");
  }

  @Test
  void aGrowingVariantIsForecastToGrowAndToSlowDown() {
    Forecast forecast = Forecaster.fit(known());

    double now = frequency(forecast, "large", 0);
    double later = frequency(forecast, "large", 30);

    assertThat(later).isGreaterThan(now + 0.1);
    assertThat(logit(later) - logit(now))
        .isLessThan(logit(now) - logit(frequency(forecast, "large", -30)));
    assertThat(forecast.growthPerWeek("large", "new")).isBetween(0.1, 0.7);
  }

  @Test
  void aLocationWithoutGenomesFollowsTheOthersWithWideIntervals() {
    Forecast forecast = Forecaster.fit(known());

    VariantForecast silent = of(forecast, "silent", 0);
    VariantForecast large = of(forecast, "large", 0);

    assertThat(silent.frequency()).isCloseTo(large.frequency(), within(0.25));
    assertThat(silent.upper() - silent.lower())
        .isGreaterThan(1.5 * (large.upper() - large.lower()));
  }

  @Test
  void aFewGenomesBorrowGrowthFromElsewhere() {
    Forecast forecast = Forecaster.fit(known());

    assertThat(forecast.growthPerWeek("small", "new"))
        .isCloseTo(forecast.growthPerWeek("large", "new"), within(0.2));
  }

  @Test
  void theSameQuestionHasTheSameAnswerInAnyOrder() {
    Forecast first = Forecaster.fit(known());
    first.at("small", TODAY);
    List<VariantForecast> asked = first.at("large", TODAY.plusDays(14));

    assertThat(Forecaster.fit(known()).at("large", TODAY.plusDays(14))).isEqualTo(asked);
    assertThat(
            Forecaster.fit(known(), ForecastSettings.DEFAULT.withSeed(2))
                .at("large", TODAY.plusDays(14)))
        .isNotEqualTo(asked);
  }

  @Test
  void whatIsUnknownIsRefused() {
    Forecast forecast = Forecaster.fit(known());

    assertThatThrownBy(() -> forecast.at("nowhere", TODAY))
        .hasMessageContaining("no location nowhere")
        .hasMessageContaining("large");
    assertThatThrownBy(() -> forecast.growthPerWeek("large", "none"))
        .hasMessageContaining("no genome of none");
  }

  /** A variant that grows by 0.4 a week in a large location, a small one, and a silent one. */
  private static KnownCounts known() {
    DailyCounts.Builder counts = new DailyCounts.Builder().location("silent");
    for (int back = 14; back < 60; back++) {
      double share = 1 / (1 + Math.exp(1 + 0.4 / 7 * (back - 14)));
      LocalDate day = TODAY.minusDays(back);
      counts.add("large", "new", day, (int) Math.round(300 * share));
      counts.add("large", "old", day, (int) Math.round(300 * (1 - share)));
      if (back % 9 == 0) {
        counts.add("small", "new", day, 1).add("small", "old", day, 2);
      }
    }
    return new KnownCounts(TODAY, counts.build());
  }

  private static VariantForecast of(Forecast forecast, String location, int lead) {
    return forecast.at(location, TODAY.plusDays(lead)).get(0);
  }

  private static double frequency(Forecast forecast, String location, int lead) {
    return of(forecast, location, lead).frequency();
  }

  private static double logit(double share) {
    return Math.log(share / (1 - share));
  }
}
