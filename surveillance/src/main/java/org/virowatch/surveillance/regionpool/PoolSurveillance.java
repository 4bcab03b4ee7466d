package org.virowatch.surveillance.regionpool;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.Evidence;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.schemas.RuleKind;
import org.virowatch.surveillance.alert.AlertLife;
import org.virowatch.surveillance.alert.PartDecisions;
import org.virowatch.surveillance.alert.PartState;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.delay.Completeness;
import org.virowatch.surveillance.growthmodel.PooledSurveillance;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;
import org.virowatch.surveillance.lab.HeldLabs;
import org.virowatch.surveillance.lab.LabStandings;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.region.Regions;
import org.virowatch.surveillance.rule.RuleSet;
import org.virowatch.surveillance.rule.SubjectPattern;
import org.virowatch.surveillance.rule.WatchRule;

/** Alert decisions that look across the regions of a pool. */
public final class PoolSurveillance extends PartDecisions<RegionDays> {
  private static final Set<RuleKind> DECIDED_HERE =
      Set.of(RuleKind.CONVERGENCE, RuleKind.FRESHNESS);

  private final String dataset;
  private final LineageHierarchy lineages;

  /** Makes the surveillance of a dataset and pool over the given state. */
  public PoolSurveillance(String dataset, LineageHierarchy lineages, PartState<RegionDays> state) {
    super(state, RegionDays::negated);
    this.dataset = dataset;
    this.lineages = lineages;
  }

  @Override
  protected void forget(RegionDays region, Instant tick) {
    region.forgetBefore(day(tick).toEpochDay());
  }

  @Override
  protected boolean isZero(RegionDays region) {
    return region.isZero();
  }

  @Override
  protected List<AlertEvent> evaluate(
      Instant tick, List<WatchRule> rules, LabStandings labs, Predicate<String> concerned) {
    HeldLabs held = labs.held(dataset);
    List<OpenAlert> open =
        state().alerts().stream().filter(alert -> concerned.test(alert.getRuleId())).toList();
    Set<String> regions = new HashSet<>(state().parts().keySet());
    open.forEach(alert -> regions.add(alert.getLastEvent().getRegion()));
    List<WatchRule> here = rules.stream().filter(rule -> isEvaluatedIn(regions, rule)).toList();
    if (here.isEmpty() && open.isEmpty()) {
      return List.of();
    }
    List<AlertEvent> events = new ArrayList<>();
    List<OpenAlert> left = new ArrayList<>();
    List<OpenAlert> others = new ArrayList<>(open);
    SortedMap<String, List<WatchRule>> byTable = byTable(here);
    if (!byTable.isEmpty()) {
      KnownCounts known = known(tick, held);
      LocalDate lastDay = PoolDelays.lastDay(tick);
      Completeness completeness = PoolDelays.of(state().parts(), lastDay).completeness();
      byTable.forEach(
          (pattern, ofTable) -> {
            Set<String> ids = ids(ofTable);
            List<OpenAlert> ofRules =
                open.stream().filter(alert -> ids.contains(alert.getRuleId())).toList();
            others.removeAll(ofRules);
            AlertLife.Outcome outcome =
                new PooledSurveillance(dataset, Set.of())
                    .evaluate(
                        tick,
                        pattern.isEmpty() ? known : together(known, pattern),
                        RuleSet.of(ofTable.stream().map(WatchRule::rule).toList()),
                        ofRules,
                        (region, first, last) ->
                            completeness.between(region, first, last, lastDay));
            IdentityHashMap<AlertEvent, AlertEvent> marked = new IdentityHashMap<>();
            outcome
                .events()
                .forEach(event -> events.add(marked.computeIfAbsent(event, e -> mark(e, held))));
            for (OpenAlert alert : outcome.open()) {
              AlertEvent last = marked.get(alert.getLastEvent());
              left.add(
                  last == null ? alert : OpenAlert.newBuilder(alert).setLastEvent(last).build());
            }
          });
    }
    AlertLife life = new AlertLife(dataset, tick, others);
    evaluateConvergence(tick, here, held, life);
    evaluateFreshness(tick, here, life);
    AlertLife.Outcome outcome = life.outcome();
    events.addAll(outcome.events());
    left.addAll(outcome.open());
    state().keep(open, left);
    return sorted(events);
  }

  /** Says of an event what counts alone do not: simulated genomes behind it, and labs left out. */
  private AlertEvent mark(AlertEvent event, HeldLabs held) {
    RegionDays region = state().parts().get(event.getRegion());
    if (region == null) {
      return event;
    }
    long first = IsoWeek.parse(event.getEvidence().getFirstWeek()).monday().toEpochDay();
    long heldOut = region.heldOutFrom(first, held);
    AlertEvent.Builder marked =
        AlertEvent.newBuilder(event)
            .setSimulated(event.getSimulated() || region.isSimulated(first, held));
    if (heldOut > 0) {
      marked
          .setMessage(event.getMessage() + HeldLabs.leftOut(heldOut))
          .setEvidence(Evidence.newBuilder(event.getEvidence()).setHeldOut(heldOut).build());
    }
    return marked.build();
  }

  private static List<AlertEvent> sorted(List<AlertEvent> events) {
    events.sort(
        Comparator.comparing(AlertEvent::getRegion)
            .thenComparing(AlertEvent::getRuleId)
            .thenComparing(AlertEvent::getSubject));
    return List.copyOf(events);
  }

  private boolean isEvaluatedIn(Set<String> regions, WatchRule rule) {
    return (rule.looksAcrossRegions() || DECIDED_HERE.contains(rule.rule().getKind()))
        && regions.stream().anyMatch(region -> rule.watches(dataset, region));
  }

  /**
   * Rules by the lineages that have to be counted together for them: {@code BA.2.86*}, or the empty
   * string where each lineage stands for itself. A subject with its descendants is one more way to
   * divide the same genomes.
   */
  private static SortedMap<String, List<WatchRule>> byTable(List<WatchRule> rules) {
    SortedMap<String, List<WatchRule>> byTable = new TreeMap<>();
    for (WatchRule rule : rules) {
      if (rule.looksAcrossRegions()) {
        boolean together =
            rule.subject() instanceof SubjectPattern.OneLineage one && one.withDescendants();
        String pattern =
            together ? rule.rule().getSubject().substring(SubjectPattern.LINEAGE.length()) : "";
        byTable.computeIfAbsent(pattern, absent -> new ArrayList<>()).add(rule);
      }
    }
    return byTable;
  }

  private static Set<String> ids(List<WatchRule> rules) {
    return rules.stream().map(WatchRule::id).collect(Collectors.toSet());
  }

  private KnownCounts together(KnownCounts known, String pattern) {
    return new KnownCounts(
        known.asOf(),
        known.counts().merging(pattern, lineage -> lineages.matches(pattern, lineage)));
  }

  private void evaluateFreshness(Instant tick, List<WatchRule> rules, AlertLife life) {
    FreshnessRules freshness = new FreshnessRules(tick, state().parts());
    for (WatchRule rule : rules) {
      if (rule.rule().getKind() == RuleKind.FRESHNESS) {
        freshness.evaluate(rule, dataset, life);
      }
    }
  }

  private void evaluateConvergence(
      Instant tick, List<WatchRule> rules, HeldLabs held, AlertLife life) {
    RegionDays world = state().parts().get(Regions.WORLD);
    if (world == null) {
      return;
    }
    ConvergenceRules convergence = new ConvergenceRules(tick, lineages, world, held);
    for (WatchRule rule : rules) {
      if (rule.rule().getKind() == RuleKind.CONVERGENCE) {
        convergence.evaluate(rule, life);
      }
    }
  }

  @Override
  public List<ForecastUpdate> forecasts(Instant asOf) {
    return state().parts().isEmpty()
        ? List.of()
        : PoolForecasts.of(dataset, asOf, known(asOf, HeldLabs.NONE), lineages, state().parts());
  }

  /** Genomes by region, lineage and day of collection. */
  private KnownCounts known(Instant asOf, HeldLabs held) {
    LocalDate today = day(asOf);
    LocalDate first = today.minusDays(RegionDays.MEMORY_DAYS);
    TreeMap<String, RegionDays> regions = new TreeMap<>(state().parts());
    List<String> names = new ArrayList<>();
    List<NavigableMap<Long, StringCounts>> byDay = new ArrayList<>();
    TreeSet<String> variants = new TreeSet<>();
    regions.forEach(
        (region, days) -> {
          names.add(region);
          NavigableMap<Long, StringCounts> collected = days.collectedFrom(first.toEpochDay(), held);
          byDay.add(collected);
          collected.values().forEach(counts -> counts.forEach((name, n) -> variants.add(name)));
        });
    variants.remove(""); // genomes that no lineage could be found for tell of none
    List<String> sorted = List.copyOf(variants);
    Map<String, Integer> places = new HashMap<>();
    sorted.forEach(variant -> places.put(variant, places.size()));
    return new KnownCounts(
        today,
        DailyCounts.sparse(
            names,
            sorted,
            first,
            RegionDays.MEMORY_DAYS + 1,
            table -> {
              for (int location = 0; location < names.size(); location++) {
                int at = location;
                byDay
                    .get(location)
                    .headMap(today.toEpochDay(), true)
                    .forEach(
                        (day, counts) ->
                            fill(table, at, (int) (day - first.toEpochDay()), counts, places));
              }
            }));
  }

  private static void fill(
      DailyCounts.Sink table,
      int location,
      int day,
      StringCounts counts,
      Map<String, Integer> places) {
    counts.forEach(
        (name, genomes) -> {
          @Nullable Integer place = places.get(name);
          if (place != null) {
            table.add(location, place, day, Math.toIntExact(genomes));
          }
        });
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
