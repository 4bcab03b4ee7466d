package org.virowatch.surveillance.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.rule.RuleSet;

/**
 * The slow, plain replay: at every tick all counts are made anew from every version known by then,
 * every rule is evaluated in full, and all state goes through its wire form. Only open alerts live
 * from tick to tick.
 */
final class NaiveReplay {
  private static final TextPool POOL = new TextPool();
  private static final CompactForm<PeriodCounts> PERIODS =
      new CompactForm<>("periods", 1, PeriodCounts::writeTo, PeriodCounts::readFrom, POOL);
  private static final CompactForm<RegionTotals> TOTALS =
      new CompactForm<>("totals", 1, RegionTotals::writeTo, RegionTotals::readFrom, POOL);
  private static final WireCodec<OpenAlert> ALERTS = WireCodec.of(OpenAlert.class);

  private final List<CalledGenome> history;
  private final RuleSet rules;
  private final LineageHierarchy lineages;
  private final Map<String, Collection<OpenAlert>> alertsByRegion = new TreeMap<>();

  NaiveReplay(List<CalledGenome> history, RuleSet rules, LineageHierarchy lineages) {
    this.history = history;
    this.rules = rules;
    this.lineages = lineages;
  }

  List<AlertEvent> run(Ticks ticks, Instant first, Instant last) {
    List<AlertEvent> events = new ArrayList<>();
    for (Instant tick = first; !tick.isAfter(last); tick = ticks.after(tick)) {
      events.addAll(at(tick));
    }
    return events;
  }

  private List<AlertEvent> at(Instant tick) {
    Map<String, CalledGenome> newest = new HashMap<>();
    for (CalledGenome genome : history) {
      @Nullable CalledGenome known = newest.get(genome.getAccession());
      if (!genome.getSubmittedAt().isAfter(tick)
          && (known == null || known.getVersion() < genome.getVersion())) {
        newest.put(genome.getAccession(), genome);
      }
    }
    Map<String, HeapRegionState> states = new TreeMap<>();
    alertsByRegion.forEach(
        (region, alerts) -> {
          HeapRegionState state = new HeapRegionState();
          alerts.forEach(state::putAlert);
          states.put(region, state);
        });
    for (CalledGenome genome : newest.values()) {
      Contribution contribution = Contribution.of(genome);
      for (String region : contribution.regions()) {
        HeapRegionState state = states.computeIfAbsent(region, absent -> new HeapRegionState());
        surveillance(region, state).add(contribution);
      }
    }
    List<AlertEvent> events = new ArrayList<>();
    states.forEach(
        (region, state) -> {
          HeapRegionState restored = throughTheWire(state);
          events.addAll(surveillance(region, restored).tick(tick, rules));
          alertsByRegion.put(region, restored.alerts());
        });
    return events;
  }

  private RegionSurveillance surveillance(String region, RegionState state) {
    return new RegionSurveillance("sars-cov-2", region, lineages, state);
  }

  private static HeapRegionState throughTheWire(HeapRegionState state) {
    HeapRegionState restored = new HeapRegionState();
    restored.putTotals(TOTALS.decode(TOTALS.encode(state.totals())));
    state
        .totals()
        .periods()
        .forEach(
            (period, count) -> {
              @Nullable PeriodCounts counts = state.period(period);
              if (counts != null) {
                restored.putPeriod(period, PERIODS.decode(PERIODS.encode(counts)));
              }
            });
    state.alerts().forEach(alert -> restored.putAlert(ALERTS.decode(ALERTS.encode(alert))));
    return restored;
  }
}
