package org.virowatch.surveillance.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.surveillance.alert.Decisions;
import org.virowatch.surveillance.alert.HeapPartState;
import org.virowatch.surveillance.alert.HeapRegionState;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.alert.RegionSurveillance;
import org.virowatch.surveillance.alert.SampledPeriod;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.lab.LabWeeks;
import org.virowatch.surveillance.labquality.LabSurveillance;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.regionpool.PoolSurveillance;
import org.virowatch.surveillance.regionpool.Pools;
import org.virowatch.surveillance.regionpool.RegionDays;
import org.virowatch.surveillance.rule.RuleSet;

/**
 * Decisions of many places, and the changes that wait for the next tick.
 *
 * @param <V> changes
 */
final class PlacedChanges<V> implements ReplayedChanges {
  /** What decides: one region, or a pool of them. */
  private record Place(String dataset, String name) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::dataset).thenComparing(Place::name);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /** Where a change belongs. */
  @FunctionalInterface
  private interface Spread<V> {
    void of(Contribution genome, int sign, long at, PlacedChanges<V> changes);
  }

  private final Spread<V> spread;
  private final Function<Place, Decisions<V>> decisions;
  private final TreeMap<Place, Decisions<V>> places = new TreeMap<>();
  private final Map<Place, Map<String, V>> changes = new HashMap<>();

  private PlacedChanges(Spread<V> spread, Function<Place, Decisions<V>> decisions) {
    this.spread = spread;
    this.decisions = decisions;
  }

  /** Returns what each region decides alone. */
  static PlacedChanges<PeriodCounts> alone(Function<String, LineageHierarchy> lineages) {
    return new PlacedChanges<>(
        (genome, sign, at, changes) -> {
          for (String region : genome.regions()) {
            changes.change(
                new Place(genome.dataset(), region),
                SampledPeriod.nameOf(genome),
                PeriodCounts::new,
                counts -> counts.add(genome, sign));
          }
        },
        place ->
            new RegionSurveillance(
                place.dataset, place.name, lineages.apply(place.dataset), new HeapRegionState()));
  }

  /** Returns what regions decide together. */
  static PlacedChanges<RegionDays> together(Function<String, LineageHierarchy> lineages) {
    return new PlacedChanges<>(
        (genome, sign, at, changes) -> {
          for (String region : genome.regions()) {
            Pools.of(region)
                .ifPresent(
                    pool ->
                        changes.change(
                            new Place(genome.dataset(), pool),
                            region,
                            RegionDays::new,
                            days -> days.add(region, genome, sign, at)));
          }
        },
        place ->
            new PoolSurveillance(
                place.dataset,
                lineages.apply(place.dataset),
                new HeapPartState<>(RegionDays::new, RegionDays::add, RegionDays::isZero)));
  }

  /** Returns what the labs of a country are judged by. */
  static PlacedChanges<LabWeeks> labs() {
    return new PlacedChanges<>(
        (genome, sign, at, changes) ->
            LabSurveillance.countryOf(genome)
                .ifPresent(
                    country ->
                        changes.change(
                            new Place(genome.dataset(), country),
                            genome.lab(),
                            LabWeeks::new,
                            weeks -> weeks.add(genome, sign))),
        place ->
            new LabSurveillance(
                place.dataset,
                place.name,
                new HeapPartState<>(LabWeeks::new, LabWeeks::add, LabWeeks::isZero)));
  }

  private void change(Place place, String part, Supplier<V> zero, Consumer<V> change) {
    change.accept(
        changes
            .computeIfAbsent(place, absent -> new HashMap<>())
            .computeIfAbsent(part, absent -> zero.get()));
  }

  @Override
  public void change(Contribution genome, int sign, long at) {
    spread.of(genome, sign, at, this);
  }

  /** Returns what is expected of every place as of a tick, without a decision. */
  List<ForecastUpdate> forecasts(Instant tick) {
    take();
    List<ForecastUpdate> forecasts = new ArrayList<>();
    places.values().forEach(place -> forecasts.addAll(place.forecasts(tick)));
    return forecasts;
  }

  private void take() {
    changes.forEach((place, byPart) -> places.computeIfAbsent(place, decisions).apply(byPart));
    changes.clear();
  }

  @Override
  public List<AlertEvent> tick(Instant tick, RuleSet rules) {
    take();
    List<AlertEvent> events = new ArrayList<>();
    places.values().forEach(place -> events.addAll(place.tick(tick, rules)));
    return events;
  }
}
