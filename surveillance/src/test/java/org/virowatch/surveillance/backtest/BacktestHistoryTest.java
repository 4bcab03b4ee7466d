package org.virowatch.surveillance.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertRule;
import org.virowatch.surveillance.history.CountFileException;
import org.virowatch.surveillance.history.CountFiles;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;
import org.virowatch.surveillance.rule.RuleDocuments;

/** The default rules on the counts of 2022 as they were known then. */
class BacktestHistoryTest {
  private static final Path COUNTS = Path.of("../../shared/data/counts");
  private static final CountReplay REPLAY = new CountReplay("sars-cov-2", UnaryOperator.identity());

  private static List<KnownCounts> history = List.of();
  private static VariantTruth truth = new VariantTruth(new DailyCounts.Builder().build());
  private static List<AlertRule> rules = List.of();

  @BeforeAll
  static void read() throws CountFileException {
    assumeTrue(Files.isDirectory(COUNTS), "skipped: real counts are not at ../shared/data/counts");
    history = CountFiles.readFolder(COUNTS);
    truth = new VariantTruth(CountFiles.read(COUNTS.resolve("seq_counts_truth.tsv")));
    rules = CountReplay.adapted(RuleDocuments.defaults(), Duration.ofDays(14));
  }

  private static RuleScore score(String rule) {
    return RuleScore.of(
            rules,
            REPLAY.replay(history, rules),
            truth,
            List.of(history.get(0).asOf(), history.get(23).asOf()),
            Duration.ofDays(14))
        .stream()
        .filter(each -> each.rule().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  private static LeadTimes tenPercent(RuleScore score) {
    return score.leads().get(RuleScore.THRESHOLDS.indexOf(0.1));
  }

  @Test
  void spreadWarnsWeeksBeforeTenPercentAndMissesNothing() {
    RuleScore score = score("spreading-lineage");
    LeadTimes leads = tenPercent(score);
    assertThat(leads.leads()).hasSize(17);
    assertThat(leads.missed()).isZero();
    assertThat(leads.quantile(0.5).orElseThrow()).isGreaterThanOrEqualTo(40);
    assertThat(leads.quantile(0.25).orElseThrow()).isGreaterThanOrEqualTo(20);
    assertThat(score.falseAlarms()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void growthNeedsAGenomeAndStillWarns() {
    RuleScore score = score("growing-lineage");
    assertThat(tenPercent(score).quantile(0.5).orElseThrow()).isGreaterThanOrEqualTo(20);
    assertThat(score.falseAlarms()).hasSizeLessThanOrEqualTo(2);
    assertThat(REPLAY.replay(history, rules))
        .filteredOn(alert -> alert.event().getRuleId().equals("growing-lineage"))
        .filteredOn(alert -> alert.event().getSequence() == 0)
        .allSatisfy(alert -> assertThat(alert.event().getEvidence().getCount()).isPositive());
  }

  @Test
  void fewDecoysAreAlertedOn() {
    Decoys.Figure spread = new Decoys.Figure(0, 0, 0, 0);
    for (Decoys.Trial trial : Decoys.trials(history, 48)) {
      List<ReplayedAlert> alerts = REPLAY.replay(trial.history(), rules);
      spread = spread.plus(Decoys.figure(trial, "spreading-lineage", alerts));
    }
    assertThat(spread.decoys()).isGreaterThan(30);
    assertThat(spread.share()).isLessThanOrEqualTo(0.06);
  }

  @Test
  void completenessIsLearntFromTheHistory() {
    List<ReplayedAlert> alerts = REPLAY.replay(history, rules);
    assertThat(alerts)
        .filteredOn(alert -> alert.event().getRuleId().equals("spreading-lineage"))
        .filteredOn(alert -> alert.asOf().isAfter(history.get(3).asOf()))
        .allSatisfy(
            alert -> assertThat(alert.event().getEvidence().getCompleteness()).isBetween(0.1, 1.0));
  }
}
