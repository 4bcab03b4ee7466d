package org.virowatch.surveillance.regionpool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.Evidence;
import org.virowatch.surveillance.alert.MaterialChange;
import org.virowatch.surveillance.alert.Situation;
import org.virowatch.surveillance.frequency.WilsonInterval;
import org.virowatch.surveillance.growth.GrowthEstimate;
import org.virowatch.surveillance.rule.WatchRule;

/** An amino-acid change at a tick, as a convergence rule sees it. */
final class ConvergingChange implements Situation {
  private static final int DEFAULT_LINEAGES = 3;
  private static final int DAYS_A_WEEK = 7;
  private static final int MOST_NAMES = 8;

  private final WatchRule rule;
  private final String change;
  private final ConvergenceWindow window;
  private final double adjustedP;
  private final int tested;
  private final SortedSet<String> gains;

  ConvergingChange(
      WatchRule rule, String change, ConvergenceWindow window, double adjustedP, int tested) {
    this.rule = rule;
    this.change = change;
    this.window = window;
    this.adjustedP = adjustedP;
    this.tested = tested;
    this.gains = window.gains(change);
  }

  private int leastLineages() {
    @Nullable Integer asked = rule.rule().getMinLineages();
    return asked == null ? DEFAULT_LINEAGES : asked;
  }

  private Optional<GrowthEstimate> growth() {
    return window.growth(change);
  }

  @Override
  public boolean fires() {
    @Nullable Double fdr = rule.rule().getFdr();
    @Nullable Double least = rule.rule().getMinGrowth();
    return !isBelow()
        && gains.size() >= leastLineages()
        && window.carriers(change) >= rule.rule().getMinGenomes()
        && (fdr == null || adjustedP <= fdr)
        && growth()
            .filter(seen -> DAYS_A_WEEK * seen.lower() > (least == null ? 0 : least))
            .isPresent();
  }

  @Override
  public boolean isBelow() {
    return 2 * gains.size() < leastLineages()
        || growth().filter(seen -> seen.perDay() > 0).isEmpty();
  }

  @Override
  public boolean isGone() {
    return window.carriers(change) == 0;
  }

  @Override
  public boolean changedSince(Evidence last) {
    @Nullable Integer before = last.getLineages();
    long carriers = window.carriers(change);
    long known = window.known(change);
    return (before != null && gains.size() >= 2 * before)
        || MaterialChange.between(last, carriers, known, WilsonInterval.of(carriers, known));
  }

  @Override
  public boolean isSimulated() {
    return window.simulated;
  }

  @Override
  public Evidence evidence() {
    long carriers = window.carriers(change);
    long known = window.known(change);
    WilsonInterval interval = WilsonInterval.of(carriers, known);
    Evidence.Builder evidence =
        Evidence.newBuilder()
            .setCount(carriers)
            .setCoverage(known)
            .setFrequency(known == 0 ? 0 : (double) carriers / known)
            .setLower(interval.lower())
            .setUpper(interval.upper())
            .setFirstWeek(window.weeks.first().toString())
            .setLastWeek(window.weeks.last().toString())
            .setLabs(0)
            .setCountBefore(0)
            .setTested(tested)
            .setAdjustedP(adjustedP)
            .setLineages(gains.size());
    growth()
        .ifPresent(
            seen ->
                evidence
                    .setGrowthPerWeek(seen.perWeek())
                    .setGrowthLower(DAYS_A_WEEK * seen.lower())
                    .setGrowthUpper(DAYS_A_WEEK * seen.upper()));
    return evidence.build();
  }

  @Override
  public String sentence(AlertState state) {
    Evidence evidence = evidence();
    return String.format(
        Locale.ROOT,
        "%s %s: gained independently on %d %s%s, carried by %d of %d genomes (%.1f %%) collected in"
            + " %s to %s%s",
        change,
        verb(state),
        gains.size(),
        gains.size() == 1 ? "lineage" : "lineages",
        names(),
        evidence.getCount(),
        evidence.getCoverage(),
        100 * evidence.getFrequency(),
        evidence.getFirstWeek(),
        evidence.getLastWeek(),
        growth()
            .map(
                seen ->
                    String.format(
                        Locale.ROOT,
                        ", log odds %+.2f a week (95 %% interval %+.2f to %+.2f)",
                        seen.perWeek(),
                        DAYS_A_WEEK * seen.lower(),
                        DAYS_A_WEEK * seen.upper()))
            .orElse(""));
  }

  private String names() {
    List<String> first = new ArrayList<>(gains.stream().limit(MOST_NAMES).toList());
    if (gains.size() > MOST_NAMES) {
      first.add("…");
    }
    return first.isEmpty() ? "" : " (" + String.join(", ", first) + ")";
  }

  private static String verb(AlertState state) {
    return switch (state) {
      case FIRING -> "converges";
      case UPDATED -> "converges further";
      case RESOLVED -> "no longer converges";
    };
  }
}
