package org.virowatch.surveillance.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.ReportedWeek;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.delay.Nowcast;
import org.virowatch.surveillance.delay.ReportingDelays;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.regionpool.Pools;
import org.virowatch.surveillance.testing.Genomes;
import org.virowatch.surveillance.testing.RandomHistory;

/** What is expected after random histories, in whatever order, against looks at all genomes. */
class ForecastReplayTest {
  private static final Ticks HOURLY = new Ticks(Duration.ofHours(1));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void weeksAreThoseOfWhoeverLooksAtAllGenomesOnceAWeek(long seed) {
    RandomHistory random = new RandomHistory(seed);
    List<CalledGenome> history = random.versions(150, 60);
    ForecastReplay replay = new ForecastReplay();
    List<CalledGenome> shuffled = new ArrayList<>(history);
    Collections.shuffle(shuffled, random.random());
    shuffled.forEach(replay::add);
    Instant until = Instant.parse("2022-05-01T17:20:00Z");

    List<ForecastUpdate> forecasts =
        replay.until(until, HOURLY, name -> LineageHierarchy.BY_NAME, Retention.FOREVER);

    assertThat(forecasts)
        .extracting(ForecastUpdate::getAsOf)
        .containsOnly(Instant.parse("2022-05-01T00:00:00Z"));
    assertThat(forecasts)
        .extracting(ForecastUpdate::getRegion)
        .containsExactlyInAnyOrder("world", "FR", "GB", "FR-IDF", "GB-ENG", "GB-SCT");
    for (ForecastUpdate forecast : forecasts) {
      assertThat(forecast.getWeeks()).as(forecast.getRegion()).isEqualTo(looks(history, forecast));
    }
  }

  @Test
  void itEndsAtTheLastTickOfPoolsThatTheTicksOfRegionsPass() {
    ForecastReplay replay = new ForecastReplay();
    Instant submitted = Instant.parse("2022-03-02T22:30:00Z");
    for (int i = 0; i < 5; i++) {
      replay.add(Genomes.genome("A" + i, 1).setSubmittedAt(submitted).build());
    }

    assertThat(replay.lastSubmission()).isEqualTo(submitted);
    assertThat(asOf(replay, submitted, Duration.ofHours(1))).isEmpty();
    assertThat(asOf(replay, submitted, Duration.ofHours(2)))
        .contains(Instant.parse("2022-03-03T00:00:00Z"));
    assertThat(asOf(replay, submitted, Duration.ofDays(1)))
        .contains(Instant.parse("2022-03-03T00:00:00Z"));
    assertThat(asOf(replay, submitted.plus(Duration.ofDays(9)), Duration.ofHours(1)))
        .contains(Instant.parse("2022-03-11T00:00:00Z"));
    assertThat(asOf(new ForecastReplay(), Instant.EPOCH, Duration.ofHours(1))).isEmpty();
  }

  private static Optional<Instant> asOf(ForecastReplay replay, Instant until, Duration tick) {
    return replay
        .until(until, new Ticks(tick), name -> LineageHierarchy.BY_NAME, Retention.FOREVER)
        .stream()
        .map(ForecastUpdate::getAsOf)
        .distinct()
        .findFirst();
  }

  /** The weeks of a region, from the versions that stand at the end of every seventh day. */
  private static List<ReportedWeek> looks(List<CalledGenome> history, ForecastUpdate forecast) {
    String pool = Pools.of(forecast.getRegion()).orElseThrow();
    LocalDate today = LocalDate.ofInstant(forecast.getAsOf(), ZoneOffset.UTC).minusDays(1);
    ReportingDelays delays = new ReportingDelays();
    for (String region : regions(history, pool)) {
      for (LocalDate look = today.minusDays(175); !look.isAfter(today); look = look.plusDays(7)) {
        Instant end = look.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Map<LocalDate, Long> known = new HashMap<>();
        for (CalledGenome genome : history) {
          if (stands(genome, history, end, forecast.getAsOf())) {
            Contribution contribution = Contribution.of(genome);
            if (contribution.day() != null && contribution.regions().contains(region)) {
              known.merge(contribution.day(), 1L, Long::sum);
            }
          }
        }
        delays.observe(region, look, day -> known.getOrDefault(day, 0L));
      }
    }
    List<ReportedWeek> weeks = new ArrayList<>();
    for (int back = 13; back >= 0; back--) {
      IsoWeek week = IsoWeek.of(today).plusWeeks(-back);
      Nowcast nowcast = delays.week(forecast.getRegion(), week.monday(), today);
      weeks.add(
          new ReportedWeek(
              week.toString(),
              nowcast.known(),
              nowcast.completeness(),
              nowcast.expected(),
              nowcast.lower(),
              nowcast.upper()));
    }
    return weeks;
  }

  private static Set<String> regions(List<CalledGenome> history, String pool) {
    TreeSet<String> regions = new TreeSet<>();
    for (CalledGenome genome : history) {
      for (String region : Contribution.of(genome).regions()) {
        if (Pools.of(region).filter(pool::equals).isPresent()) {
          regions.add(region);
        }
      }
    }
    return regions;
  }

  /** Whether a version is the highest of its accession that was submitted by then. */
  private static boolean stands(
      CalledGenome genome, List<CalledGenome> history, Instant end, Instant asOf) {
    TreeMap<Integer, CalledGenome> versions = new TreeMap<>();
    for (CalledGenome other : history) {
      if (other.getAccession().equals(genome.getAccession())
          && other.getSubmittedAt().isBefore(end)
          && !other.getSubmittedAt().isAfter(asOf)) {
        versions.put(other.getVersion(), other);
      }
    }
    return !versions.isEmpty() && Objects.equals(versions.lastEntry().getValue(), genome);
  }
}
