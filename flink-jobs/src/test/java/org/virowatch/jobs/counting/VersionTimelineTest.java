package org.virowatch.jobs.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.jobs.Genomes;
import org.virowatch.jobs.counting.VersionTimeline.Outcome;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.ProfileBook;

class VersionTimelineTest {
  private static final long NEVER = Long.MIN_VALUE;
  private static final TextPool POOL = new TextPool();
  private static final CompactForm<List<TimedVersion>> FORM =
      TimedVersion.listForm(POOL, new ProfileBook());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void inAnyOrderEveryInstantSeesTheHighestVersionSubmittedByThen(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      List<CalledGenome> history = Genomes.history(random, 1, 6);
      Collections.shuffle(history, random);
      List<GenomeChange> live = new ArrayList<>();
      List<GenomeChange> known = new ArrayList<>();
      VersionTimeline timeline = VersionTimeline.of(List.of(), Retention.FOREVER);
      for (CalledGenome genome : history) {
        var change = timeline.insert(TimedVersion.of(genome, POOL), NEVER);
        live.addAll(change.live());
        known.addAll(change.known());
        timeline =
            VersionTimeline.of(FORM.decode(FORM.encode(timeline.versions())), Retention.FOREVER);
      }
      assertThat(sum(live, Long.MAX_VALUE)).isEqualTo(counts(highest(history, Long.MAX_VALUE)));
      for (CalledGenome genome : history) {
        long instant = genome.getSubmittedAt().toEpochMilli();
        assertThat(sum(known, instant)).isEqualTo(counts(highest(history, instant)));
        assertThat(sum(known, instant - 1)).isEqualTo(counts(highest(history, instant - 1)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void withEventTimePassingOnlyWhatCountsIsKeptAndTheEndIsTheHighestVersion(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      List<CalledGenome> history = Genomes.history(random, 1, 6);
      Collections.shuffle(history, random);
      List<GenomeChange> all = new ArrayList<>();
      VersionTimeline timeline = VersionTimeline.of(List.of(), Retention.FOREVER);
      long watermark = NEVER;
      for (CalledGenome genome : history) {
        all.addAll(timeline.insert(TimedVersion.of(genome, POOL), watermark).known());
        watermark =
            Math.max(
                watermark, genome.getSubmittedAt().toEpochMilli() - random.nextInt(86_400_000));
      }
      assertThat(sum(all, Long.MAX_VALUE)).isEqualTo(counts(highest(history, Long.MAX_VALUE)));
      timeline.insert(TimedVersion.of(history.get(0), POOL), Long.MAX_VALUE - 1);
      assertThat(timeline.versions()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10, 11, 12})
  void inAnyOrderEveryInstantSeesTheCallThatWasMovedLast(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      List<CalledGenome> history = Genomes.history(random, 1, 4);
      List<CalledGenome> calls = new ArrayList<>(history);
      List<CalledGenome> latest = new ArrayList<>(history);
      int moves = random.nextInt(3);
      for (int move = 1; move <= moves; move++) {
        for (int i = 0; i < history.size(); i++) {
          CalledGenome moved = moved(history.get(i), move);
          latest.set(i, moved);
          calls.add(moved);
        }
      }
      shuffleInTheirPartitions(calls, random);
      List<GenomeChange> live = new ArrayList<>();
      List<GenomeChange> known = new ArrayList<>();
      VersionTimeline timeline = VersionTimeline.of(List.of(), Retention.FOREVER);
      for (CalledGenome call : calls) {
        var change = timeline.insert(TimedVersion.of(call, POOL), NEVER);
        live.addAll(change.live());
        known.addAll(change.known());
        timeline =
            VersionTimeline.of(FORM.decode(FORM.encode(timeline.versions())), Retention.FOREVER);
      }
      assertThat(sum(live, Long.MAX_VALUE)).isEqualTo(counts(highest(latest, Long.MAX_VALUE)));
      CellCounts batch = new CellCounts();
      BatchRecomputation.cells(calls).forEach((key, cell) -> onlyWorld(key, cell, batch));
      assertThat(sum(live, Long.MAX_VALUE)).isEqualTo(batch);
      long before = Math.max(0, moves - 1) * 1000L;
      assertThat(sum(until(before, live), Long.MAX_VALUE)).isEqualTo(batch(calls, before));
      for (CalledGenome genome : history) {
        long instant = genome.getSubmittedAt().toEpochMilli();
        assertThat(sum(known, instant)).isEqualTo(counts(highest(latest, instant)));
        assertThat(sum(known, instant - 1)).isEqualTo(counts(highest(latest, instant - 1)));
      }
    }
  }

  @Test
  void aMovedCallThatComesAgainIsOneAndTheOriginalThatComesAfterItChangesNothing() {
    VersionTimeline timeline = VersionTimeline.of(List.of(), Retention.FOREVER);
    CalledGenome original = Genomes.called("A", 1).build();
    TimedVersion moved = TimedVersion.of(moved(original, 1), POOL);
    timeline.insert(TimedVersion.of(original, POOL), NEVER);
    assertThat(timeline.insert(moved, NEVER).outcome()).isEqualTo(Outcome.MOVED);
    assertThat(timeline.insert(moved, NEVER).outcome()).isEqualTo(Outcome.DUPLICATE);
    assertThat(timeline.insert(TimedVersion.of(original, POOL), NEVER).outcome())
        .isEqualTo(Outcome.DUPLICATE);
    assertThat(timeline.versions())
        .containsExactly(TimedVersion.of(original, POOL).with(moved).orElseThrow());
  }

  /** A newer tree explains what was private, or has a lineage of its own for it. */
  @ParameterizedTest
  @ValueSource(strings = {"BA.2", "BA.2.86", ""})
  void aMoveOfTheGenomesPlaceAloneIsKeptAsThat(String lineage) {
    CalledGenome original =
        Genomes.called("A", 1)
            .setLineage("BA.2")
            .setSubstitutions(List.of("C241T", "A23403G"))
            .setPrivateSubstitutions(List.of("C241T"))
            .build();
    CalledGenome call =
        CalledGenome.newBuilder(original)
            .setMovedAt(Instant.ofEpochMilli(1000))
            .setLineage(lineage)
            .setPrivateSubstitutions(List.of())
            .build();
    TimedVersion moved =
        TimedVersion.of(original, POOL).with(TimedVersion.of(call, POOL)).orElseThrow();
    byte[] kept = FORM.encode(List.of(moved));
    assertThat(FORM.decode(kept)).containsExactly(moved);
    assertThat(kept.length - FORM.encode(List.of(TimedVersion.of(call, POOL))).length)
        .isLessThan(16);
    List<GenomeChange> changes = new ArrayList<>();
    moved.change(1, 5, changes::add);
    GenomeChange move = changes.get(changes.size() - 1);
    assertThat(move.onlyLineageBefore()).isEqualTo("BA.2");
    assertThat(move.replaced()).isEqualTo(Contribution.of(original));
    List<CellChange> cells = new ArrayList<>();
    CellBundle bundle = new CellBundle();
    bundle.add(move);
    bundle.drain(cells::add);
    assertThat(cells.isEmpty()).isEqualTo(lineage.equals("BA.2"));
  }

  @Test
  void aCallThatSaysTheSameUnderTheNewVersionChangesNothingAndIsKeptOnce() {
    VersionTimeline timeline = VersionTimeline.of(List.of(), Retention.FOREVER);
    CalledGenome original = Genomes.called("A", 1).build();
    timeline.insert(TimedVersion.of(original, POOL), NEVER);
    CalledGenome same =
        CalledGenome.newBuilder(original).setMovedAt(Instant.ofEpochMilli(1000)).build();
    assertThat(timeline.insert(TimedVersion.of(same, POOL), NEVER))
        .isEqualTo(new VersionTimeline.Change(Outcome.MOVED, List.of(), List.of()));
    assertThat(timeline.versions()).extracting(TimedVersion::earlier).containsOnlyNulls();
  }

  @Test
  void aMovedCallDoesNotBringBackWhatARetentionHasEnded() {
    Retention retention = Retention.parse("P28D");
    VersionTimeline timeline = VersionTimeline.of(List.of(), retention);
    CalledGenome original = Genomes.called("A", 1).setCollectionDate("2022").build();
    CalledGenome shorter =
        Genomes.called("A", 2).setSubmittedAt(Genomes.START.plusSeconds(60)).build();
    timeline.insert(TimedVersion.of(original, POOL), NEVER);
    timeline.insert(TimedVersion.of(shorter, POOL), NEVER);
    long over = Genomes.START.plus(Duration.ofDays(60)).toEpochMilli();
    timeline.expire(timeline.expiries(NEVER).iterator().next());
    assertThat(timeline.insert(TimedVersion.of(moved(original, 1), POOL), over))
        .isEqualTo(new VersionTimeline.Change(Outcome.FORGOTTEN, List.of(), List.of()));
    assertThat(timeline.versions()).isEmpty();
  }

  @Test
  void whatAnEarlierReleaseKeptWasNeverMoved() {
    TimedVersion version = TimedVersion.of(Genomes.called("A", 1).build(), POOL);
    CompactForm<TimedVersion> earlier =
        new CompactForm<>(
            "known versions",
            1,
            (kept, out) -> {
              out.unsigned(1);
              out.signed(kept.version());
              out.signed(kept.submittedAt());
              kept.contribution().writeTo(out);
            },
            in -> version,
            POOL);
    assertThat(FORM.decode(earlier.encode(version))).containsExactly(version);
  }

  @Test
  void theSameVersionTwiceIsOne() {
    VersionTimeline timeline = VersionTimeline.of(List.of(), Retention.FOREVER);
    TimedVersion version = TimedVersion.of(Genomes.called("A", 1).build(), POOL);
    assertThat(timeline.insert(version, NEVER).outcome()).isEqualTo(Outcome.COUNTED);
    assertThat(timeline.insert(version, NEVER))
        .isEqualTo(new VersionTimeline.Change(Outcome.DUPLICATE, List.of(), List.of()));
  }

  @Test
  void anOlderVersionThatComesLateChangesNothingThatIsStillToBeDecided() {
    VersionTimeline timeline = VersionTimeline.of(List.of(), Retention.FOREVER);
    timeline.insert(TimedVersion.of(Genomes.called("A", 2).build(), POOL), NEVER);
    long later = Genomes.START.toEpochMilli();
    TimedVersion first =
        TimedVersion.of(
            Genomes.called("A", 1).setSubmittedAt(Genomes.START.minusSeconds(60)).build(), POOL);
    assertThat(timeline.insert(first, later))
        .isEqualTo(new VersionTimeline.Change(Outcome.SUPERSEDED, List.of(), List.of()));
  }

  /** The call under the next version of the dataset: another lineage, a substitution gone. */
  private static CalledGenome moved(CalledGenome genome, int move) {
    CalledGenome.Builder moved =
        CalledGenome.newBuilder(genome).setMovedAt(Instant.ofEpochMilli(1000L * move));
    if (genome.getStatus() == GenomeStatus.CALLED) {
      List<String> substitutions = List.of("A" + move + "T");
      moved
          .setLineage("moved " + move)
          .setSubstitutions(substitutions)
          .setPrivateSubstitutions(move % 2 == 0 ? substitutions : null);
    }
    return moved.build();
  }

  /** In any order, but a moved call after the one it was made from, as in its partition. */
  private static void shuffleInTheirPartitions(List<CalledGenome> calls, Random random) {
    Map<Integer, Deque<CalledGenome>> byVersion = new HashMap<>();
    for (CalledGenome call : calls) {
      byVersion.computeIfAbsent(call.getVersion(), absent -> new ArrayDeque<>()).add(call);
    }
    Collections.shuffle(calls, random);
    calls.replaceAll(call -> Objects.requireNonNull(byVersion.get(call.getVersion())).remove());
  }

  private static List<GenomeChange> until(long generation, List<GenomeChange> changes) {
    return changes.stream().filter(change -> change.generation() <= generation).toList();
  }

  private static CellCounts batch(List<CalledGenome> calls, long inForce) {
    BatchRecomputation batch =
        new BatchRecomputation(Retention.FOREVER, Instant.ofEpochMilli(inForce));
    calls.forEach(batch::add);
    CellCounts world = new CellCounts();
    batch.cells().forEach((key, cell) -> onlyWorld(key, cell, world));
    return world;
  }

  private static void onlyWorld(CellKey key, CellCounts cell, CellCounts sum) {
    if (key.region().equals("world")) {
      sum.add(cell);
    }
  }

  private static Optional<CalledGenome> highest(List<CalledGenome> history, long instant) {
    CalledGenome highest = null;
    for (CalledGenome genome : history) {
      if (genome.getSubmittedAt().toEpochMilli() <= instant
          && (highest == null || genome.getVersion() > highest.getVersion())) {
        highest = genome;
      }
    }
    return Optional.ofNullable(highest);
  }

  private static CellCounts counts(Optional<CalledGenome> genome) {
    CellCounts counts = new CellCounts();
    genome.map(Contribution::of).filter(one -> !one.isEmpty()).ifPresent(counts::add);
    return counts;
  }

  private static CellCounts sum(List<GenomeChange> changes, long instant) {
    CellCounts counts = new CellCounts();
    for (GenomeChange change : changes) {
      if (change.at() <= instant) {
        change.forEach(
            (genome, sign) -> {
              if (sign > 0) {
                counts.add(genome);
              } else {
                counts.subtract(genome);
              }
            });
      }
    }
    return counts;
  }
}
