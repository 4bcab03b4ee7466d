package org.virowatch.surveillance.growthmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.surveillance.rule.RuleSet;

/**
 * False discoveries on histories in which nothing grows, or little does, many lineages times
 * regions at once. {@code -Dvirowatch.fdr.histories=N} tries more histories, and {@code
 * -Dvirowatch.fdr.scatter=D} lets shares scatter more from week to week than the model expects.
 */
class FalseDiscoveryTest {
  private static final LocalDate DAY = LocalDate.of(2022, 5, 1);
  private static final int HISTORIES = Integer.getInteger("virowatch.fdr.histories", 30);

  /** That of the model's negative binomial counts: 1/√φ. */
  private static final double SCATTER =
      Double.parseDouble(System.getProperty("virowatch.fdr.scatter", "0.13"));

  private static final int REGIONS = 12;
  private static final int LINEAGES = 25;
  private static final double FDR = 0.1;
  private static final RuleSet RULE =
      PooledHistories.rules(
          "id: r\nkind: growth\nsubject: lineage:*\nregions: ['*']\nfdr: " + FDR + "\n");

  /** Lineages of very different frequency in regions of very different size; some of them grow. */
  private static List<AlertEvent> alerts(long seed, int growing, double scatter) {
    Random random = new Random(seed);
    Map<String, Double> growths = new HashMap<>();
    for (int lineage = 0; lineage < growing; lineage++) {
      growths.put("G" + lineage, 0.08);
    }
    PooledHistories history = new PooledHistories(DAY, 70, seed).scattered(scatter);
    for (int region = 0; region < REGIONS; region++) {
      Map<String, Double> levels = new HashMap<>();
      for (int lineage = 0; lineage < LINEAGES; lineage++) {
        levels.put("L" + lineage, 2 * random.nextGaussian());
      }
      growths.keySet().forEach(lineage -> levels.put(lineage, -1 + random.nextGaussian()));
      int daily = 2 + (int) Math.exp(5 * random.nextDouble());
      history.region("R" + region, daily, levels, growths);
    }
    return new PooledSurveillance("test", Set.of())
        .evaluate(
            DAY.atStartOfDay(ZoneOffset.UTC).toInstant(),
            history.known(),
            RULE,
            List.of(),
            WindowCompleteness.UNKNOWN)
        .events();
  }

  @Test
  void whereNothingGrowsFewHistoriesHaveAnyAlert() {
    int withAlerts = 0;
    int tested = 0;
    for (int history = 0; history < HISTORIES; history++) {
      List<AlertEvent> alerts = alerts(1000 + history, 0, SCATTER);
      withAlerts += alerts.isEmpty() ? 0 : 1;
      if (!alerts.isEmpty()) {
        tested = Math.max(tested, alerts.get(0).getEvidence().getTested());
        assertThat(tested).as("lineages and regions tested together").isGreaterThan(100);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d of %d histories in which nothing grows have an alert%n",
        withAlerts,
        HISTORIES);
    // Where every null is true the false-discovery rate is the chance of any alert at all.
    double limit = FDR + 3 * Math.sqrt(FDR * (1 - FDR) / HISTORIES);
    assertThat((double) withAlerts / HISTORIES).isLessThanOrEqualTo(limit);
  }

  @Test
  void whereSomeGrowTheShareOfFalseAlertsIsBelowTheRateAndManyAreFound() {
    double falseShare = 0;
    int found = 0;
    int histories = Math.max(5, HISTORIES / 3);
    for (int history = 0; history < histories; history++) {
      List<AlertEvent> alerts = alerts(5000 + history, 3, SCATTER);
      long wrong =
          alerts.stream().filter(event -> event.getSubject().startsWith("lineage:L")).count();
      falseShare += alerts.isEmpty() ? 0 : (double) wrong / alerts.size() / histories;
      found += (int) (alerts.size() - wrong);
    }
    System.out.printf(
        Locale.ROOT,
        "false alerts: %.4f of those of a history on average over %d histories, %d true ones%n",
        falseShare,
        histories,
        found);
    assertThat(falseShare).isLessThanOrEqualTo(FDR);
    // In many regions they are most of all genomes by now, or there are two genomes a day.
    assertThat(found).isGreaterThan(histories * 3 * REGIONS / 6);
  }
}
