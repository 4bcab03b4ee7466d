package org.virowatch.surveillance.growthmodel;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.virowatch.schemas.AlertRule;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;
import org.virowatch.surveillance.rule.InvalidRulesException;
import org.virowatch.surveillance.rule.RuleDocuments;
import org.virowatch.surveillance.rule.RuleSet;

/**
 * Simulated counts: variants that grow exponentially against one another, sampled a day at a time.
 */
final class PooledHistories {
  private static final int DAYS_A_WEEK = 7;

  private final LocalDate asOf;
  private final DailyCounts.Builder counts = new DailyCounts.Builder();
  private final Random random;
  private final int days;
  private double scatter;

  PooledHistories(LocalDate asOf, int days, long seed) {
    this.asOf = asOf;
    this.days = days;
    this.random = new Random(seed);
  }

  /**
   * Lets the weight of each variant scatter from week to week in each region that is added later.
   *
   * @param deviation standard deviation of its logarithm; 0 leaves the scatter of sampling alone
   */
  PooledHistories scattered(double deviation) {
    scatter = deviation;
    return this;
  }

  /**
   * Adds a region.
   *
   * @param daily genomes a day
   * @param levels log share of each variant on the day of observation, up to a constant
   * @param growths growth of each variant a day
   */
  PooledHistories region(
      String region, int daily, Map<String, Double> levels, Map<String, Double> growths) {
    counts.location(region);
    Map<String, Double> ofWeek = new HashMap<>();
    for (int age = 0; age < days; age++) {
      if (scatter > 0 && age % DAYS_A_WEEK == 0) {
        levels.keySet().forEach(name -> ofWeek.put(name, scatter * random.nextGaussian()));
      }
      TreeMap<String, Double> weights = new TreeMap<>();
      double sum = 0;
      for (Map.Entry<String, Double> level : levels.entrySet()) {
        double weight =
            Math.exp(
                level.getValue()
                    + ofWeek.getOrDefault(level.getKey(), 0.0)
                    - growths.getOrDefault(level.getKey(), 0.0) * age);
        weights.put(level.getKey(), weight);
        sum += weight;
      }
      for (int genome = 0; genome < daily; genome++) {
        double mark = random.nextDouble() * sum;
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
          mark -= weight.getValue();
          if (mark < 0) {
            counts.add(region, weight.getKey(), asOf.minusDays(age), 1);
            break;
          }
        }
      }
    }
    return this;
  }

  KnownCounts known() {
    return new KnownCounts(asOf, counts.build());
  }

  static RuleSet rules(String yaml) {
    try {
      return RuleSet.of(RuleDocuments.parse(yaml));
    } catch (InvalidRulesException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static RuleSet defaults(String id) {
    return RuleSet.of(
        RuleDocuments.defaults().stream()
            .filter(rule -> rule.getId().equals(id))
            .map(rule -> AlertRule.newBuilder(rule).setForTicks(1).setCooldownHours(0).build())
            .toList());
  }
}
