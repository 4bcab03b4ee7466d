package org.virowatch.surveillance.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.RegionTickState;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.calendar.WeekWindow;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.lab.HeldLabs;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.rule.RuleSet;
import org.virowatch.surveillance.rule.WatchRule;

/**
 * Alert decisions for one dataset and region. Genomes come and go between ticks of event time; a
 * tick looks at what stands then and returns what changed in the life of alerts.
 *
 * <p>A tick depends on nothing but the counts at that moment, the rules, and the alerts left open
 * by the tick before. So the order in which genomes came between two ticks does not matter, and the
 * same history gives the same events. All lasting state is in the {@link RegionState}; an object of
 * this class is cheap to make, for instance for each call in a keyed operator.
 *
 * <p>A tick costs the window's weeks and the running totals, not the history; a tick at which
 * nothing can have changed since the last one reads only the {@linkplain RegionState#lastTick
 * memory of that}. Not safe for use by several threads at once.
 */
public final class RegionSurveillance implements Decisions<PeriodCounts> {
  static {
    TrustedRecords.install();
  }

  private static final RegionTickState NEVER = new RegionTickState(false, "", "", null);

  private final String dataset;
  private final String region;
  private final LineageHierarchy lineages;
  private final RegionState state;

  /** Makes the surveillance of a dataset and region over the given state. */
  public RegionSurveillance(
      String dataset, String region, LineageHierarchy lineages, RegionState state) {
    this.dataset = dataset;
    this.region = region;
    this.lineages = lineages;
    this.state = state;
  }

  /** Adds one genome. It must count in this region. */
  public void add(Contribution genome) {
    applyOne(genome, 1);
  }

  /** Takes one genome back that was added before. */
  public void subtract(Contribution genome) {
    applyOne(genome, -1);
  }

  private void applyOne(Contribution genome, int sign) {
    if (!genome.dataset().equals(dataset) || !genome.regions().contains(region)) {
      throw new IllegalArgumentException(
          "a genome of "
              + genome.dataset()
              + " in "
              + genome.regions()
              + " does not count in "
              + dataset
              + ", "
              + region);
    }
    PeriodCounts change = new PeriodCounts();
    change.add(genome, sign);
    apply(Map.of(SampledPeriod.nameOf(genome), change));
  }

  /** Applies changes of counts, by {@link SampledPeriod}; better than one genome at a time. */
  @Override
  public void apply(Map<String, PeriodCounts> changes) {
    if (changes.isEmpty()) {
      return;
    }
    changes.forEach(state::add);
    RegionTickState last = lastTick();
    if (!last.getChanged()) {
      state.putLastTick(RegionTickState.newBuilder(last).setChanged(true).build());
    }
  }

  @Override
  public List<AlertEvent> tick(Instant tick, RuleSet rules) {
    RegionTickState last = lastTick();
    String week = IsoWeek.of(tick).toString();
    if (!last.getChanged()
        && last.getWeek().equals(week)
        && last.getRules().equals(basis(rules))
        && (last.getDueAt() == null || tick.isBefore(last.getDueAt()))) {
      return List.of();
    }
    TickEvaluation evaluation =
        new TickEvaluation(tick, new AlertEvents(dataset, region), state, views(tick, rules));
    List<AlertEvent> events = evaluation.evaluate(watching(rules));
    state.putLastTick(
        new RegionTickState(false, week, basis(rules), evaluation.dueAt().orElse(null)));
    return events;
  }

  @Override
  public List<AlertEvent> edit(
      Instant asOf, RuleSet rules, Set<String> edited, Map<String, PeriodCounts> ahead) {
    apply(ahead);
    TickEvaluation evaluation =
        new TickEvaluation(asOf, new AlertEvents(dataset, region), state, views(asOf, rules));
    List<AlertEvent> events = evaluation.evaluateOnly(edited, watching(rules));
    Map<String, PeriodCounts> back = new HashMap<>();
    ahead.forEach((period, change) -> back.put(period, change.negated()));
    apply(back);
    return events;
  }

  /**
   * What a decision rests on besides counts: the rules, the labs that are held, and which lineage
   * descends from which.
   */
  private String basis(RuleSet rules) {
    return rules.fingerprint() + "|" + lineages.fingerprint();
  }

  private List<WatchRule> watching(RuleSet rules) {
    return rules.rules().stream().filter(rule -> rule.watches(dataset, region)).toList();
  }

  /** When a count of ticks or a cool-down runs, or the window moves on. */
  @Override
  public Optional<Instant> nextDecision(Instant after, Duration interval) {
    RegionTickState last = lastTick();
    if (last.getWeek().isEmpty() && !last.getChanged()) {
      return Optional.empty();
    }
    Ticks ticks = new Ticks(interval);
    Instant nextTick = ticks.after(after);
    if (last.getChanged() || last.getWeek().isEmpty()) {
      return Optional.of(nextTick);
    }
    if (state.totals().periods().isZero() && state.alerts().isEmpty()) {
      return Optional.empty();
    }
    Instant nextWeek =
        IsoWeek.parse(last.getWeek())
            .plusWeeks(1)
            .monday()
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC);
    @Nullable Instant dueAt = last.getDueAt();
    Instant earliest = dueAt != null && dueAt.isBefore(nextWeek) ? dueAt : nextWeek;
    Instant aligned = ticks.atOrAfter(earliest);
    return Optional.of(aligned.isBefore(nextTick) ? nextTick : aligned);
  }

  private TickEvaluation.Views views(Instant tick, RuleSet rules) {
    record Kind(int weeks, boolean withTargeted) {}
    Map<Kind, WindowView> views = new HashMap<>();
    RegionTotals totals = state.totals();
    HeldLabs held = rules.labs().held(dataset);
    return rule ->
        views.computeIfAbsent(
            new Kind(rule.rule().getWindowWeeks(), rule.looksAtTargeted()),
            kind ->
                new WindowView(
                    WeekWindow.endingAt(tick, kind.weeks),
                    lineages,
                    totals,
                    state,
                    kind.withTargeted,
                    held));
  }

  private RegionTickState lastTick() {
    @Nullable RegionTickState last = state.lastTick();
    return last == null ? NEVER : last;
  }
}
