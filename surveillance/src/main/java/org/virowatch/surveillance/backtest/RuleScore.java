package org.virowatch.surveillance.backtest;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.RuleKind;

/**
 * How a rule did on a history.
 *
 * @param rule its id
 * @param kind its kind
 * @param alerts how often it fired
 * @param leads how early it was, for each of {@link #THRESHOLDS}
 * @param falseAlarms alerts about what never passed {@value #PASSED} within {@value #WITHIN_DAYS}
 *     days, as far as that is known
 * @param regionYears locations times years of observation
 */
public record RuleScore(
    String rule,
    RuleKind kind,
    int alerts,
    List<LeadTimes> leads,
    List<ReplayedAlert> falseAlarms,
    double regionYears) {
  /** Frequencies before which an alert should come. */
  public static final List<Double> THRESHOLDS = List.of(0.01, 0.05, 0.1, 0.5);

  private static final double PASSED = 0.05;
  private static final int WITHIN_DAYS = 90;
  private static final double DAYS_A_YEAR = 365.25;

  /**
   * Scores each rule, in their order.
   *
   * @param observed first and last day of observation
   * @param gap usual time between days of observation
   */
  public static List<RuleScore> of(
      List<AlertRule> rules,
      List<ReplayedAlert> alerts,
      VariantTruth truth,
      List<LocalDate> observed,
      Duration gap) {
    double years = regionYears(truth, observed, gap);
    List<RuleScore> scores = new ArrayList<>();
    for (AlertRule rule : rules) {
      List<ReplayedAlert> own =
          alerts.stream().filter(alert -> alert.event().getRuleId().equals(rule.getId())).toList();
      List<ReplayedAlert> fired =
          own.stream().filter(alert -> alert.event().getState() == AlertState.FIRING).toList();
      scores.add(
          new RuleScore(
              rule.getId(),
              rule.getKind(),
              fired.size(),
              THRESHOLDS.stream()
                  .map(threshold -> LeadTimes.of(own, truth, observed.get(0), threshold))
                  .toList(),
              fired.stream().filter(alert -> isFalse(alert, truth)).toList(),
              years));
    }
    return List.copyOf(scores);
  }

  private static boolean isFalse(ReplayedAlert alert, VariantTruth truth) {
    return truth.knows(alert.location())
        && truth
            .reaches(
                alert.location(),
                alert.variant(),
                PASSED,
                alert.asOf(),
                alert.asOf().plusDays(WITHIN_DAYS))
            .isEmpty();
  }

  private static double regionYears(VariantTruth truth, List<LocalDate> observed, Duration gap) {
    long days = ChronoUnit.DAYS.between(observed.get(0), observed.get(1)) + gap.toDays();
    return truth.locations().size() * days / DAYS_A_YEAR;
  }

  /** Returns false alarms for each location and year. */
  public double falseAlarmsPerRegionYear() {
    return regionYears == 0 ? 0 : falseAlarms.size() / regionYears;
  }
}
