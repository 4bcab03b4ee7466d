package org.virowatch.surveillance.pool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.Evidence;
import org.virowatch.surveillance.alert.AlertLife;
import org.virowatch.surveillance.alert.AlertLife.About;
import org.virowatch.surveillance.alert.MaterialChange;
import org.virowatch.surveillance.alert.Situation;
import org.virowatch.surveillance.calendar.WeekWindow;
import org.virowatch.surveillance.count.MutationCounts;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.frequency.WilsonInterval;
import org.virowatch.surveillance.growth.GrowthEstimate;
import org.virowatch.surveillance.growth.GrowthSeries;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.region.Regions;
import org.virowatch.surveillance.rule.SubjectPattern;
import org.virowatch.surveillance.rule.WatchRule;
import org.virowatch.surveillance.statistics.BenjaminiHochberg;

/**
 * Convergence rules: an amino-acid change that rises on several lineages which gained it
 * independently. How many gains are remarkable is told by the other changes: with as many gains as
 * there are, spread over all changes seen, the number on one of them would be Poisson; the p-values
 * are adjusted for all changes that the rule looks at.
 */
final class ConvergenceRules {
  private static final int DEFAULT_LINEAGES = 3;
  private static final int DAYS_A_WEEK = 7;
  private static final int THURSDAY = 3;
  private static final int MOST_NAMES = 8;

  private final Instant tick;
  private final LineageHierarchy lineages;
  private final RegionDays world;
  private final Map<Integer, Window> windows = new HashMap<>();

  ConvergenceRules(Instant tick, LineageHierarchy lineages, RegionDays world) {
    this.tick = tick;
    this.lineages = lineages;
    this.world = world;
  }

  /** Evaluates a rule. */
  void evaluate(WatchRule rule, AlertLife life) {
    Window window = windows.computeIfAbsent(rule.rule().getWindowWeeks(), Window::new);
    SortedMap<About, Situation> situations = new TreeMap<>();
    List<String> looked =
        window.changes().stream()
            .filter(change -> rule.subject().covers(SubjectPattern.MUTATION + change))
            .toList();
    double[] adjusted = window.adjustedP(looked);
    for (int i = 0; i < adjusted.length; i++) {
      String change = looked.get(i);
      situations.put(
          new About(Regions.WORLD, SubjectPattern.MUTATION + change),
          new Converging(rule, change, window, adjusted[i], looked.size()));
    }
    life.evaluate(
        rule,
        situations,
        about ->
            rule.subject().covers(about.subject())
                ? Optional.of(
                    new Converging(
                        rule,
                        about.subject().substring(SubjectPattern.MUTATION.length()),
                        window,
                        1,
                        looked.size()))
                : Optional.empty());
  }

  /** What is counted in the weeks of one window. */
  private final class Window {
    final WeekWindow weeks;
    final boolean simulated;
    private final TreeMap<Long, Long> genomesByWeek = new TreeMap<>();
    private final TreeMap<Long, MutationCounts> carriedByWeek = new TreeMap<>();
    private final MutationCounts all = new MutationCounts();
    private final SortedSet<String> changes = new TreeSet<>();
    private final IndependentGains gains;
    private final Map<String, SortedSet<String>> known = new HashMap<>();
    private final Map<String, Optional<GrowthEstimate>> growths = new HashMap<>();

    Window(int length) {
      weeks = WeekWindow.endingAt(tick, length);
      long first = weeks.first().monday().toEpochDay();
      simulated = world.isSimulated(first);
      StringCounts genomes = new StringCounts();
      world
          .collectedFrom(first)
          .forEach(
              (day, byLineage) -> {
                genomes.add(byLineage, 1);
                long monday = day - Math.floorMod(day - first, (long) DAYS_A_WEEK);
                genomesByWeek.merge(monday, byLineage.total(), Long::sum);
              });
      Map<String, MutationCounts> byLineage = new HashMap<>();
      world
          .carriedFrom(first)
          .forEach(
              (monday, ofWeek) -> {
                MutationCounts sum = new MutationCounts();
                ofWeek.forEach(
                    (lineage, counts) -> {
                      sum.add(counts, 1);
                      byLineage
                          .computeIfAbsent(lineage, absent -> new MutationCounts())
                          .add(counts, 1);
                    });
                carriedByWeek.put(monday, sum);
                all.add(sum, 1);
              });
      all.forEach((change, count) -> changes.add(change));
      gains = new IndependentGains(lineages, genomes, byLineage);
    }

    SortedSet<String> changes() {
      return changes;
    }

    long genomes() {
      return genomesByWeek.values().stream().mapToLong(Long::longValue).sum();
    }

    long carriers(String change) {
      return all.get(change);
    }

    SortedSet<String> gains(String change) {
      return known.computeIfAbsent(change, gains::of);
    }

    Optional<GrowthEstimate> growth(String change) {
      return growths.computeIfAbsent(change, this::estimate);
    }

    private Optional<GrowthEstimate> estimate(String change) {
      GrowthSeries.Builder series = new GrowthSeries.Builder();
      genomesByWeek.forEach(
          (monday, total) -> {
            MutationCounts carried = carriedByWeek.get(monday);
            series.add(
                (double) (monday + THURSDAY),
                carried == null ? 0 : Math.min(total, carried.get(change)),
                total);
          });
      return GrowthEstimate.of(series.build());
    }

    double[] adjustedP(List<String> looked) {
      double mean = looked.stream().mapToInt(change -> gains(change).size()).average().orElse(0);
      double[] p = new double[looked.size()];
      for (int i = 0; i < p.length; i++) {
        int found = gains(looked.get(i)).size();
        p[i] =
            found == 0 || mean == 0
                ? 1
                : PoissonDistribution.of(mean).survivalProbability(found - 1);
      }
      return BenjaminiHochberg.adjust(p);
    }
  }

  /** One change at this tick. */
  private static final class Converging implements Situation {
    private final WatchRule rule;
    private final String change;
    private final Window window;
    private final double adjustedP;
    private final int tested;
    private final SortedSet<String> gains;

    Converging(WatchRule rule, String change, Window window, double adjustedP, int tested) {
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
      return (before != null && gains.size() >= 2 * before)
          || MaterialChange.between(
              last, carriers, window.genomes(), WilsonInterval.of(carriers, window.genomes()));
    }

    @Override
    public boolean isSimulated() {
      return window.simulated;
    }

    @Override
    public Evidence evidence() {
      long carriers = window.carriers(change);
      long genomes = window.genomes();
      WilsonInterval interval = WilsonInterval.of(carriers, genomes);
      Evidence.Builder evidence =
          Evidence.newBuilder()
              .setCount(carriers)
              .setCoverage(genomes)
              .setFrequency(genomes == 0 ? 0 : (double) carriers / genomes)
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
}
