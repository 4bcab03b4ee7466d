package org.virowatch.surveillance.rule;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.Sampling;
import org.virowatch.surveillance.region.RegionPattern;

/**
 * A valid rule with its patterns read.
 *
 * @param rule the rule
 * @param subject what it watches
 * @param regions where
 */
public record WatchRule(AlertRule rule, SubjectPattern subject, List<RegionPattern> regions) {

  /**
   * Reads a rule's patterns.
   *
   * @throws IllegalArgumentException if one cannot be read; a rule that {@link RuleValidation}
   *     passes always can
   */
  public static WatchRule of(AlertRule rule) {
    return new WatchRule(
        rule,
        SubjectPattern.parse(rule.getSubject(), rule.getMutations()),
        rule.getRegions().stream().map(RegionPattern::new).toList());
  }

  /** Returns the rule's id. */
  public String id() {
    return rule.getId();
  }

  /** Returns whether the rule watches a region of a dataset, paused or not. */
  public boolean watches(String dataset, String region) {
    return (rule.getDataset().equals("*") || rule.getDataset().equals(dataset))
        && regions.stream().anyMatch(pattern -> pattern.matches(region));
  }

  /**
   * Returns whether the rule judges a region with what is known of the others: spread, and growth
   * of lineages, which partition the genomes of every region alike. Growth of a mutation is a
   * matter of each region, because the lineages that carry it differ.
   */
  public boolean looksAcrossRegions() {
    return RuleValidation.isPooled(rule);
  }

  /** Returns whether the rule looks at genomes of targeted sampling as well. */
  public boolean looksAtTargeted() {
    return looksAtTargeted(rule);
  }

  /** Returns whether a rule, valid or not, looks at genomes of targeted sampling as well. */
  public static boolean looksAtTargeted(AlertRule rule) {
    return rule.getSampling() == Sampling.ALL || RuleValidation.isOfSubmissions(rule);
  }

  /**
   * Returns the frequency below which alerts resolve: as given, else half the threshold, else 0,
   * which no frequency is below.
   */
  public double resolveBelow() {
    @Nullable Double given = rule.getResolveBelow();
    if (given != null) {
      return given;
    }
    @Nullable Double threshold = rule.getThreshold();
    return threshold == null ? 0 : threshold / 2;
  }

  /** Returns the event time after a resolution in which the same alert does not fire again. */
  public Duration cooldown() {
    return Duration.ofHours(rule.getCooldownHours());
  }
}
