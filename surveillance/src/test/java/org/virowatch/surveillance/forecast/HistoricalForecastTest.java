package org.virowatch.surveillance.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.history.CountFiles;
import org.virowatch.surveillance.history.KnownCounts;

/** The year 2022 as it was known, against what it turned out to be. */
class HistoricalForecastTest {
  private static final Path COUNTS = Path.of("../../shared/data/counts");
  private static final List<Integer> LEADS = List.of(-15, 0, 7, 14, 30);

  @Test
  void forecastsOf2022AreBetterThanPublishedOnesAndCoverTheTruth() throws Exception {
    assumeTrue(Files.isDirectory(COUNTS), COUNTS + " is absent: counts of 2022 are not forecast");
    ForecastScorer scorer =
        new ForecastScorer(
            new TruthFrequencies(CountFiles.read(COUNTS.resolve("seq_counts_truth.tsv"))), LEADS);
    for (KnownCounts known : CountFiles.readFolder(COUNTS)) {
      Forecast forecast = Forecaster.fit(known);
      for (String location : forecast.locations()) {
        for (int lead : LEADS) {
          LocalDate day = known.asOf().plusDays(lead);
          for (VariantForecast one : forecast.at(location, day)) {
            scorer.add(
                new ForecastRow(
                    known.asOf(),
                    location,
                    one.variant(),
                    day,
                    one.frequency(),
                    one.lower(),
                    one.upper()));
          }
        }
      }
    }
    List<ForecastScore> scores = scorer.scores();
    ForecastScore now = mean(scores, 0);
    ForecastScore month = mean(scores, 30);

    assertThat(now.dates()).isEqualTo(72);
    assertThat(now.error()).isLessThan(1.45);
    assertThat(month.error()).isLessThan(3.3);
    assertThat(month.coverage()).isBetween(0.90, 0.97);
    assertThat(month.intervalScore()).isLessThan(33.5);
  }

  private static ForecastScore mean(List<ForecastScore> scores, int lead) {
    return scores.stream()
        .filter(score -> score.location().equals(ForecastScorer.ALL) && score.lead() == lead)
        .findFirst()
        .orElseThrow();
  }
}
