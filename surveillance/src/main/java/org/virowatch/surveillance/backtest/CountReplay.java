package org.virowatch.surveillance.backtest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.alert.AlertLife;
import org.virowatch.surveillance.alert.HeapRegionState;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.alert.RegionSurveillance;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.growthmodel.PooledSurveillance;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.rule.RuleSet;

/**
 * Replays counts as they were known on successive days: each day is a tick, and decisions are taken
 * by {@link RegionSurveillance} and {@link PooledSurveillance}, the classes of the stream.
 *
 * <p>Counts name variants and nothing else. So rules on mutations have nothing to look at, and all
 * genomes of a location count as one lab's; {@link #adapted} says what that does to rules.
 */
public final class CountReplay {
  static {
    TrustedRecords.install();
  }

  /** Kinds that counts by variant say something about. */
  public static final Set<RuleKind> KINDS =
      Set.of(RuleKind.FREQUENCY, RuleKind.EMERGENCE, RuleKind.GROWTH, RuleKind.SPREAD);

  /** Variants that stand for many; nothing is said about them. */
  public static final Set<String> UNNAMED = Set.of("other", "");

  private static final Duration REGION_TICK = Duration.ofHours(1);
  private static final Duration POOL_TICK = Duration.ofDays(1);
  private static final Comparator<ReplayedAlert> ORDER =
      Comparator.comparing(ReplayedAlert::asOf)
          .thenComparing(ReplayedAlert::location)
          .thenComparing((ReplayedAlert alert) -> alert.event().getRuleId())
          .thenComparing((ReplayedAlert alert) -> alert.event().getSubject());

  private final String dataset;
  private final UnaryOperator<String> regionOf;

  /**
   * Makes a replay.
   *
   * @param dataset dataset of the counts, which rules may name
   * @param regionOf region, as rules name it, of a location of the counts; different locations must
   *     have different ones
   */
  public CountReplay(String dataset, UnaryOperator<String> regionOf) {
    this.dataset = dataset;
    this.regionOf = regionOf;
  }

  /**
   * Returns the rules that can be replayed on counts, as they are replayed: {@code minLabs} is 1,
   * because counts name no labs, and {@code forTicks}, which the stream counts in hours or, for
   * rules that look across regions, in days, is in days of observation, rounded up.
   *
   * @param gap time between days of observation
   */
  public static List<AlertRule> adapted(List<AlertRule> rules, Duration gap) {
    return rules.stream()
        .filter(rule -> KINDS.contains(rule.getKind()))
        .filter(rule -> rule.getSubject().startsWith("lineage:"))
        .map(rule -> AlertRule.newBuilder(rule).setMinLabs(1).setForTicks(looks(rule, gap)).build())
        .toList();
  }

  /** Returns in how many looks the rule's ticks have passed. */
  private static int looks(AlertRule rule, Duration gap) {
    boolean local = rule.getKind() == RuleKind.FREQUENCY || rule.getKind() == RuleKind.EMERGENCE;
    long ticks = Math.max(1, gap.dividedBy(local ? REGION_TICK : POOL_TICK));
    return (int) ((rule.getForTicks() + ticks - 1) / ticks);
  }

  /** Returns the usual time between days of observation: their median, a day if there is one. */
  public static Duration gap(List<KnownCounts> history) {
    List<Long> gaps = new ArrayList<>();
    for (int index = 1; index < history.size(); index++) {
      gaps.add(ChronoUnit.DAYS.between(history.get(index - 1).asOf(), history.get(index).asOf()));
    }
    gaps.sort(Comparator.naturalOrder());
    return Duration.ofDays(gaps.isEmpty() ? 1 : gaps.get(gaps.size() / 2));
  }

  /**
   * Replays a history.
   *
   * @param history counts as they were known, by rising day
   * @param rules rules, {@linkplain #adapted adapted} or not
   * @return events ordered by day, location, rule and subject
   */
  public List<ReplayedAlert> replay(List<KnownCounts> history, List<AlertRule> rules) {
    RuleSet ruleSet = RuleSet.of(rules);
    Run run = new Run(ruleSet);
    List<ReplayedAlert> alerts = new ArrayList<>();
    for (KnownCounts known : history) {
      run.tick(known, alerts);
    }
    alerts.removeIf(alert -> UNNAMED.contains(alert.variant()));
    alerts.sort(ORDER);
    return List.copyOf(alerts);
  }

  /** What lasts from one day of observation to the next. */
  private final class Run {
    private final RuleSet rules;
    private final PooledSurveillance pooled = new PooledSurveillance(dataset, UNNAMED);
    private final TreeMap<String, RegionSurveillance> regions = new TreeMap<>();
    private final Map<String, Map<LocalDate, Map<String, Integer>>> counted = new HashMap<>();
    private final LearntCompleteness completeness = new LearntCompleteness();
    private List<OpenAlert> open = List.of();

    Run(RuleSet rules) {
      this.rules = rules;
    }

    void tick(KnownCounts known, List<ReplayedAlert> alerts) {
      Instant tick = known.asOf().atStartOfDay(ZoneOffset.UTC).toInstant();
      Map<String, String> locations = new HashMap<>();
      for (String location : known.counts().locations()) {
        locations.put(regionOf.apply(location), location);
        applyChanges(location, known.counts());
      }
      List<AlertEvent> events = new ArrayList<>();
      regions.values().forEach(region -> events.addAll(region.tick(tick, rules)));
      KnownCounts renamed = renamed(known);
      AlertLife.Outcome outcome =
          pooled.evaluate(tick, renamed, rules, open, completeness.after(renamed));
      open = outcome.open();
      events.addAll(outcome.events());
      for (AlertEvent event : events) {
        alerts.add(
            new ReplayedAlert(
                known.asOf(), locations.getOrDefault(event.getRegion(), event.getRegion()), event));
      }
    }

    /**
     * Brings a region up to date. A table covers the days from its first to its last; what earlier
     * tables said of days before stands.
     */
    private void applyChanges(String location, DailyCounts counts) {
      int index = counts.locations().indexOf(location);
      Map<LocalDate, Map<String, Integer>> before =
          counted.computeIfAbsent(location, absent -> new HashMap<>());
      Map<String, PeriodCounts> changes = new HashMap<>();
      for (int day = 0; day < counts.days(); day++) {
        LocalDate date = counts.firstDay().plusDays(day);
        Map<String, Integer> ofDay = before.computeIfAbsent(date, absent -> new HashMap<>());
        Map<String, Integer> now = new HashMap<>();
        for (int variant = 0; variant < counts.variants().size(); variant++) {
          now.put(counts.variants().get(variant), counts.count(index, variant, day));
        }
        ofDay.keySet().forEach(variant -> now.putIfAbsent(variant, 0));
        now.forEach(
            (variant, genomes) -> {
              int more = genomes - ofDay.getOrDefault(variant, 0);
              if (more != 0) {
                changes
                    .computeIfAbsent(IsoWeek.of(date).toString(), week -> new PeriodCounts())
                    .addGenomes("", variant, more);
                ofDay.put(variant, genomes);
              }
            });
      }
      String region = regionOf.apply(location);
      regions
          .computeIfAbsent(
              region,
              absent ->
                  new RegionSurveillance(
                      dataset, region, LineageHierarchy.BY_NAME, new HeapRegionState()))
          .apply(changes);
    }

    private KnownCounts renamed(KnownCounts known) {
      DailyCounts counts = known.counts();
      DailyCounts.Builder renamed = new DailyCounts.Builder();
      for (int location = 0; location < counts.locations().size(); location++) {
        String region = regionOf.apply(counts.locations().get(location));
        renamed.location(region);
        for (int variant = 0; variant < counts.variants().size(); variant++) {
          for (int day = 0; day < counts.days(); day++) {
            int genomes = counts.count(location, variant, day);
            if (genomes != 0) {
              renamed.add(
                  region, counts.variants().get(variant), counts.firstDay().plusDays(day), genomes);
            }
          }
        }
      }
      return new KnownCounts(known.asOf(), renamed.build());
    }
  }

  /** Returns the part of a region's name that no rule takes for a level: a name of a country. */
  public static String countryLike(@Nullable String code, String location) {
    return code != null && code.indexOf('-') < 0 ? code : location.replace('-', ' ');
  }
}
