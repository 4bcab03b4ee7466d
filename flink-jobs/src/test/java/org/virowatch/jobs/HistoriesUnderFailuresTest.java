package org.virowatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.RuleKind;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;
import org.virowatch.surveillance.rule.RuleDocuments;

/**
 * Both jobs' operators, record by record, with a crash and a restart possible between any two
 * records: whatever came before, the frequencies are those of the batch, and the alerts the same
 * set. {@code -Dvirowatch.failureHistories=100000} takes more histories.
 */
@SuppressWarnings("try") // the path of each world is closed at its end
class HistoriesUnderFailuresTest {
  private static final int HISTORIES = Integer.getInteger("virowatch.failureHistories", 10_000);
  private static final long SEED = Long.getLong("virowatch.failureSeed", 20220302);
  private static final int PER_WORLD = 100;
  private static final Duration TICK = Duration.ofDays(1);
  private static final LineageHierarchy LINEAGES = LineageHierarchy.BY_NAME;
  private static final String RULES =
      """
      id: each-lineage
      kind: frequency
      subject: lineage:*
      threshold: 0.15
      windowWeeks: 3
      forTicks: 2
      ---
      id: ba2
      kind: frequency
      subject: lineage:BA.2*
      threshold: 0.2
      resolveBelow: 0.19
      cooldownHours: 60
      ---
      id: new-in-spike
      kind: emergence
      subject: mutation:S:*
      minGenomesBefore: 1
      windowWeeks: 2
      ---
      id: each-lineage-with-targeted
      kind: frequency
      subject: lineage:*
      sampling: all
      threshold: 0.15
      windowWeeks: 3
      ---
      id: growth-in-spike
      kind: growth
      subject: mutation:S:*
      dataset: d-0
      fdr: 0.9
      minGrowth: -9
      windowWeeks: 6
      ---
      id: growth-of-lineages
      kind: growth
      subject: lineage:*
      dataset: d-0
      fdr: 0.9
      windowWeeks: 4
      ---
      id: convergence-in-spike
      kind: convergence
      subject: mutation:S:*
      dataset: d-0
      regions: [world]
      minLineages: 1
      minGrowth: -9
      windowWeeks: 8
      """;

  /** What the histories of one world had in them, so that none of it goes untested. */
  private record Met(
      Set<AlertState> states, Set<RuleKind> kinds, int crashes, int conflicts, int refused) {}

  @Test
  void frequenciesAndAlertsAreThoseOfTheBatchWhateverCameBefore() throws Exception {
    List<AlertRule> rules = RuleDocuments.parse(RULES);
    int worlds = (HISTORIES + PER_WORLD - 1) / PER_WORLD;
    List<Met> met =
        IntStream.range(0, worlds).parallel().mapToObj(world -> live(world, rules)).toList();

    assertThat(met.stream().flatMap(each -> each.states().stream())).contains(AlertState.values());
    // Lineages of a few genomes hardly ever converge; ConvergenceUnderFailuresTest has larger ones.
    assertThat(met.stream().flatMap(each -> each.kinds().stream()))
        .contains(RuleKind.FREQUENCY, RuleKind.EMERGENCE, RuleKind.GROWTH);
    assertThat(met.stream().mapToInt(Met::crashes).sum()).isGreaterThan(HISTORIES / PER_WORLD);
    assertThat(met.stream().mapToInt(Met::conflicts).sum()).isPositive();
    assertThat(met.stream().mapToInt(Met::refused).sum()).isPositive();
  }

  private static Met live(int world, List<AlertRule> rules) {
    String name = "world " + world + " of seed " + SEED;
    try {
      return live(name, new Random(SEED ^ (world * 0x9E3779B97F4A7C15L)), retention(world), rules);
    } catch (Exception e) {
      throw new AssertionError(name, e);
    }
  }

  private static Retention retention(int world) {
    return world % 2 == 0 ? Retention.FOREVER : Retention.parse("P28D");
  }

  private static Met live(String name, Random random, Retention retention, List<AlertRule> rules)
      throws Exception {
    int refused = 0;
    List<CalledGenome> inTime = new ArrayList<>();
    for (CalledGenome genome : new RandomWorld(random).arrivals(PER_WORLD)) {
      if (isPast(genome, retention)) {
        refused++; // by the caller, which looks at nothing else
      } else {
        inTime.add(genome);
      }
    }
    List<CalledGenome> accepted = accepted(inTime);
    GatePath gate = new GatePath(retention, random);
    List<CalledGenome> passed = gate.run(inTime);
    assertThat(passed).as(name).isEqualTo(accepted);

    try (SurveillancePath job = new SurveillancePath(retention, rules, TICK, random)) {
      job.run(passed);
      int crashes = gate.crashes() + job.crashes();
      Instant soon = end(accepted, 10);
      job.silenceUntil(soon);
      assertThat(job.cells()).as(name).isEqualTo(batch(accepted, retention, soon));
      Instant late = end(accepted, 50);
      job.silenceUntil(late);
      assertThat(job.cells()).as(name).isEqualTo(batch(accepted, retention, late));
      List<AlertEvent> expected =
          AlertReplay.replay(
              accepted, rules, List.of(), dataset -> LINEAGES, new Ticks(TICK), late, retention);
      assertThat(differences(job.alerts(), expected)).as(name).isEmpty();
      if (!retention.isForever()) {
        job.assertNothingButUndatedIsLeft(name);
      }
      Set<AlertState> states = EnumSet.noneOf(AlertState.class);
      Set<RuleKind> kinds = EnumSet.noneOf(RuleKind.class);
      expected.forEach(event -> states.add(event.getState()));
      expected.forEach(event -> kinds.add(event.getKind()));
      return new Met(states, kinds, crashes, inTime.size() - accepted.size(), refused);
    }
  }

  /** Of such genomes the caller refuses the submission. */
  static boolean isPast(CalledGenome genome, Retention retention) {
    long submittedAt = genome.getSubmittedAt().toEpochMilli();
    String period = Contribution.periodOf(genome);
    return !period.isEmpty() && retention.end(period, submittedAt) <= submittedAt;
  }

  /** Each version once, of two contents the one that came first. */
  private static List<CalledGenome> accepted(List<CalledGenome> arrivals) {
    Map<String, ByteBuffer> digests = new HashMap<>();
    List<CalledGenome> accepted = new ArrayList<>();
    for (CalledGenome genome : arrivals) {
      String version = genome.getAccession() + "|" + genome.getVersion();
      if (digests.putIfAbsent(version, genome.getContentDigest()) == null) {
        accepted.add(genome);
      }
    }
    return accepted;
  }

  private static Map<?, ?> batch(List<CalledGenome> accepted, Retention retention, Instant asOf) {
    BatchRecomputation batch = new BatchRecomputation(retention);
    accepted.forEach(batch::add);
    return batch.cells(asOf);
  }

  private static Instant end(List<CalledGenome> accepted, int daysLater) {
    Instant last = Genomes.START;
    for (CalledGenome genome : accepted) {
      last = genome.getSubmittedAt().isAfter(last) ? genome.getSubmittedAt() : last;
    }
    return new Ticks(TICK).atOrAfter(last.plus(Duration.ofDays(daysLater)));
  }

  /** The first events that only one side has, or has more often. */
  private static List<String> differences(List<AlertEvent> stream, List<AlertEvent> batch) {
    Map<AlertEvent, Integer> balance = new HashMap<>();
    stream.forEach(event -> balance.merge(event, 1, Integer::sum));
    batch.forEach(event -> balance.merge(event, -1, Integer::sum));
    return balance.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .sorted(Comparator.comparing(entry -> entry.getKey().getAsOf()))
        .limit(5)
        .map(entry -> (entry.getValue() > 0 ? "only stream: " : "only batch: ") + entry.getKey())
        .toList();
  }
}
