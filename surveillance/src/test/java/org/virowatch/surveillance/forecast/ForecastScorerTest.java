package org.virowatch.surveillance.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.history.DailyCounts;

class ForecastScorerTest {
  private static final LocalDate DAY = LocalDate.of(2022, 3, 10);
  private static final LocalDate OBSERVED = DAY.minusDays(7);

  @Test
  void truthIsTheMeanOfDailySharesAroundTheDay() {
    TruthFrequencies truth =
        new TruthFrequencies(
            new DailyCounts.Builder()
                .add("X", "a", DAY.minusDays(3), 1)
                .add("X", "b", DAY.minusDays(3), 3)
                .add("X", "a", DAY, 30)
                .add("X", "b", DAY, 10)
                .add("X", "a", DAY.plusDays(4), 1000)
                .build());

    // Days weigh alike however many genomes they have, and empty ones are left out.
    assertThat(truth.at("X", DAY)).hasValueSatisfying(f -> assertThat(f).containsExactly(0.5, 0.5));
    assertThat(truth.at("X", DAY.minusDays(10))).isEmpty();
    assertThat(truth.at("Y", DAY)).isEmpty();
  }

  @Test
  void everyVariantOfTheTruthCountsAlike() {
    ForecastScorer scorer = new ForecastScorer(truth(60, 30, 10), List.of(7));
    scorer.add(row("a", 0.7, 0.5, 0.8));
    scorer.add(row("b", 0.2, 0.1, 0.2));

    ForecastScore score = scorer.scores().get(0);

    assertThat(score.dates()).isEqualTo(1);
    assertThat(score.error()).isCloseTo(100 * (0.1 + 0.1 + 0.1) / 3, within(1e-9));
    assertThat(score.coverage()).isEqualTo(0.5);
    assertThat(score.coverageOfAll()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(score.width()).isCloseTo(100 * 0.4 / 3, within(1e-9));
    assertThat(score.intervalScore()).isCloseTo(100 * (0.4 + 40 * (0.1 + 0.1)) / 3, within(1e-9));
    // (|error|/2 + α/2 · interval score) / (1 + 1/2), by Bracher et al. 2021.
    assertThat(score.weightedScore())
        .isCloseTo((score.error() / 2 + 0.025 * score.intervalScore()) / 1.5, within(1e-9));
  }

  @Test
  void aPerfectForecastScoresNothing() {
    ForecastScorer scorer = new ForecastScorer(truth(60, 30, 10), List.of(7));
    scorer.add(row("a", 0.6, 0.6, 0.6));
    scorer.add(row("b", 0.3, 0.3, 0.3));
    scorer.add(row("c", 0.1, 0.1, 0.1));

    ForecastScore score = scorer.scores().get(0);

    assertThat(score.error()).isCloseTo(0, within(1e-9));
    assertThat(score.coverage()).isEqualTo(1);
    assertThat(score.intervalScore()).isCloseTo(0, within(1e-9));
  }

  @Test
  void otherLeadsAndUnknownPlacesAreNotScored() {
    ForecastScorer scorer = new ForecastScorer(truth(60, 30, 10), List.of(0));
    scorer.add(row("a", 0.6, 0.6, 0.6));
    scorer.add(new ForecastRow(DAY, "Y", "a", DAY, 0.5, 0, 1));

    assertThat(scorer.scores()).isEmpty();
  }

  @Test
  void theMeanIsOverLocations() {
    DailyCounts counts =
        new DailyCounts.Builder().add("X", "a", DAY, 4).add("Y", "a", DAY, 1).build();
    ForecastScorer scorer = new ForecastScorer(new TruthFrequencies(counts), List.of(7));
    scorer.add(row("a", 0.8, 0.5, 1));
    scorer.add(new ForecastRow(OBSERVED, "Y", "a", DAY, 0.6, 0.5, 0.9));

    ForecastScore mean = scorer.scores().get(2);

    assertThat(mean.location()).isEqualTo(ForecastScorer.ALL);
    assertThat(mean.dates()).isEqualTo(2);
    assertThat(mean.error()).isCloseTo(30, within(1e-9));
    assertThat(mean.coverage()).isEqualTo(0.5);
  }

  private static TruthFrequencies truth(int a, int b, int c) {
    return new TruthFrequencies(
        new DailyCounts.Builder()
            .add("X", "a", DAY, a)
            .add("X", "b", DAY, b)
            .add("X", "c", DAY, c)
            .build());
  }

  private static ForecastRow row(String variant, double frequency, double lower, double upper) {
    return new ForecastRow(OBSERVED, "X", variant, DAY, frequency, lower, upper);
  }
}
