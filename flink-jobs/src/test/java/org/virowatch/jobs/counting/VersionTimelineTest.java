package org.virowatch.jobs.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.jobs.Genomes;
import org.virowatch.jobs.counting.VersionTimeline.Outcome;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.Contribution;

class VersionTimelineTest {
  private static final long NEVER = Long.MIN_VALUE;
  private static final TextPool POOL = new TextPool();
  private static final CompactForm<List<TimedVersion>> FORM = TimedVersion.listForm(POOL);

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
        if (change.sign() > 0) {
          counts.add(change.contribution());
        } else {
          counts.subtract(change.contribution());
        }
      }
    }
    return counts;
  }
}
