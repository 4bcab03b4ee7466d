package org.virowatch.surveillance.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.rule.RuleSet;

/**
 * The batch answer for alerts: every event that a history of genomes gives, through the classes the
 * stream uses. A tick at T sees exactly the versions with {@code submittedAt} ≤ T, and of each
 * accession the highest of them.
 */
public final class AlertReplay {
  private static final Comparator<CalledGenome> EVENT_TIME =
      Comparator.comparing(CalledGenome::getSubmittedAt)
          .thenComparing(CalledGenome::getAccession)
          .thenComparing(CalledGenome::getVersion);

  private record Place(String dataset, String region) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = dataset.compareTo(other.dataset);
      return order != 0 ? order : region.compareTo(other.region);
    }
  }

  private record Standing(int version, Contribution contribution) {}

  /** When a retention ends a version. */
  private record End(long at, String accession, Standing standing) {}

  private final PriorityQueue<End> ends =
      new PriorityQueue<>(Comparator.comparingLong(End::at).thenComparing(End::accession));
  private final Retention retention;
  private final RuleSet rules;
  private final Function<String, LineageHierarchy> lineages;
  private final TreeMap<Place, RegionSurveillance> regions = new TreeMap<>();
  private final Map<String, Standing> standing = new HashMap<>();
  private final Map<Place, Map<String, PeriodCounts>> changes = new HashMap<>();

  private AlertReplay(
      RuleSet rules, Function<String, LineageHierarchy> lineages, Retention retention) {
    this.retention = retention;
    this.rules = rules;
    this.lineages = lineages;
  }

  /**
   * Replays a history to the first tick at or after its last submission.
   *
   * @param genomes versions in any order; of a version that occurs twice the earlier counts
   * @param rules the rules, in force all the time, with panels filled in
   * @param lineages the lineage hierarchy of a dataset, by its name
   * @param ticks when decisions are taken
   * @return the events, ordered by tick, dataset, region, rule and subject
   */
  public static List<AlertEvent> replay(
      Collection<CalledGenome> genomes,
      Collection<AlertRule> rules,
      Function<String, LineageHierarchy> lineages,
      Ticks ticks) {
    Instant last =
        genomes.stream()
            .map(CalledGenome::getSubmittedAt)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    return replay(genomes, rules, lineages, ticks, last);
  }

  /** As above, to the first tick at or after a given instant, later submissions left out. */
  public static List<AlertEvent> replay(
      Collection<CalledGenome> genomes,
      Collection<AlertRule> rules,
      Function<String, LineageHierarchy> lineages,
      Ticks ticks,
      Instant until) {
    return replay(genomes, rules, lineages, ticks, until, Retention.FOREVER);
  }

  /** As above, under a retention. */
  public static List<AlertEvent> replay(
      Collection<CalledGenome> genomes,
      Collection<AlertRule> rules,
      Function<String, LineageHierarchy> lineages,
      Ticks ticks,
      Instant until,
      Retention retention) {
    List<CalledGenome> history = new ArrayList<>(genomes);
    history.sort(EVENT_TIME);
    return new AlertReplay(RuleSet.of(rules), lineages, retention).run(history, ticks, until);
  }

  private List<AlertEvent> run(List<CalledGenome> history, Ticks ticks, Instant until) {
    List<AlertEvent> events = new ArrayList<>();
    if (history.isEmpty()) {
      return events;
    }
    Instant end = ticks.atOrAfter(until);
    int next = 0;
    Instant tick = ticks.atOrAfter(history.get(0).getSubmittedAt());
    for (; !tick.isAfter(end); tick = ticks.after(tick)) {
      while (next < history.size() && !history.get(next).getSubmittedAt().isAfter(tick)) {
        CalledGenome genome = history.get(next++);
        forget(genome.getSubmittedAt());
        learn(genome);
      }
      forget(tick);
      applyChanges();
      for (RegionSurveillance region : regions.values()) {
        events.addAll(region.tick(tick, rules));
      }
    }
    return events;
  }

  private void learn(CalledGenome genome) {
    @Nullable Standing known = standing.get(genome.getAccession());
    if (known != null && known.version >= genome.getVersion()) {
      return;
    }
    Contribution contribution = Contribution.of(genome);
    if (known != null) {
      change(known.contribution, -1);
    }
    change(contribution, 1);
    Standing now = new Standing(genome.getVersion(), contribution);
    standing.put(genome.getAccession(), now);
    long end = retention.end(contribution.period(), genome.getSubmittedAt().toEpochMilli());
    if (end != Retention.NEVER) {
      ends.add(new End(end, genome.getAccession(), now));
    }
  }

  /** Ends what the retention has ended by an instant. */
  private void forget(Instant instant) {
    while (!ends.isEmpty() && ends.peek().at <= instant.toEpochMilli()) {
      End end = ends.remove();
      if (standing.remove(end.accession, end.standing)) {
        change(end.standing.contribution, -1);
      }
    }
  }

  private void change(Contribution contribution, int sign) {
    for (String region : contribution.regions()) {
      changes
          .computeIfAbsent(new Place(contribution.dataset(), region), place -> new HashMap<>())
          .computeIfAbsent(contribution.period(), period -> new PeriodCounts())
          .add(contribution, sign);
    }
  }

  private void applyChanges() {
    changes.forEach(
        (place, byPeriod) ->
            regions
                .computeIfAbsent(
                    place,
                    absent ->
                        new RegionSurveillance(
                            place.dataset,
                            place.region,
                            lineages.apply(place.dataset),
                            new HeapRegionState()))
                .apply(byPeriod));
    changes.clear();
  }
}
