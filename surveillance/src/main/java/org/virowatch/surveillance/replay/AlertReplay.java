package org.virowatch.surveillance.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.LabOrder;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.lab.LabHistory;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.regionpool.Pools;
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

  private final ReplayedChanges changes;
  private final StandingVersions standing;

  private AlertReplay(ReplayedChanges changes, Retention retention) {
    this.changes = changes;
    this.standing = new StandingVersions(retention, changes);
  }

  /**
   * Replays a history to the first tick at or after its last submission.
   *
   * @param genomes versions in any order; of a version that occurs twice the earlier counts
   * @param rules the rules, in force all the time, with panels filled in
   * @param lineages the lineage hierarchy of a dataset, by its name
   * @param ticks when decisions are taken; those that look across regions at {@link Pools#ticks} of
   *     them, up to the last of the others
   * @return the events, ordered by tick, dataset, region or pool, rule and subject
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
    return replay(genomes, rules, List.of(), lineages, ticks, until, Retention.FOREVER);
  }

  /**
   * As above, under a retention and with what people decided about labs.
   *
   * @param orders the last order of each dataset and lab, in force all the time
   */
  public static List<AlertEvent> replay(
      Collection<CalledGenome> genomes,
      Collection<AlertRule> rules,
      Collection<LabOrder> orders,
      Function<String, LineageHierarchy> lineages,
      Ticks ticks,
      Instant until,
      Retention retention) {
    List<CalledGenome> history = new ArrayList<>(genomes);
    history.sort(EVENT_TIME);
    if (history.isEmpty()) {
      return List.of();
    }
    Instant end = ticks.atOrAfter(until);
    RuleSet inForce = RuleSet.of(rules);
    LabHistory ordered = LabHistory.of(List.of(), orders);
    List<AlertEvent> judged =
        new AlertReplay(PlacedChanges.labs(), retention)
            .run(history, tick -> inForce.with(ordered.at(tick)), ticks, end);
    LabHistory labs = LabHistory.of(lastOfEach(judged), orders);
    List<AlertEvent> events = new ArrayList<>(judged);
    events.addAll(
        new AlertReplay(PlacedChanges.alone(lineages), retention)
            .run(history, tick -> inForce.with(labs.at(tick)), ticks, end));
    events.addAll(
        new AlertReplay(PlacedChanges.together(lineages), retention)
            .run(history, tick -> inForce.with(labs.at(tick)), Pools.ticks(ticks), end));
    // Stable: of one tick, labs come first, then what regions decide alone, then together.
    events.sort(Comparator.comparing(AlertEvent::getAsOf));
    return events;
  }

  private static Collection<AlertEvent> lastOfEach(List<AlertEvent> events) {
    Map<String, AlertEvent> last = new LinkedHashMap<>();
    events.forEach(event -> last.put(event.getAlertId(), event));
    return last.values();
  }

  private List<AlertEvent> run(
      List<CalledGenome> history, Function<Instant, RuleSet> rules, Ticks ticks, Instant end) {
    List<AlertEvent> events = new ArrayList<>();
    int next = 0;
    Instant tick = ticks.atOrAfter(history.get(0).getSubmittedAt());
    for (; !tick.isAfter(end); tick = ticks.after(tick)) {
      while (next < history.size() && !history.get(next).getSubmittedAt().isAfter(tick)) {
        CalledGenome genome = history.get(next++);
        standing.learn(
            genome.getAccession(),
            genome.getVersion(),
            Contribution.of(genome),
            genome.getSubmittedAt().toEpochMilli());
      }
      standing.forget(tick.toEpochMilli());
      events.addAll(changes.tick(tick, rules.apply(tick)));
    }
    return events;
  }
}
