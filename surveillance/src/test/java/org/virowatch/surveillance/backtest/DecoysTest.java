package org.virowatch.surveillance.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;

class DecoysTest {
  private static final LocalDate START = LocalDate.of(2022, 1, 1);

  /** More of each day becomes known with every file; on the last a day is taken back by half. */
  private static List<KnownCounts> history() {
    List<KnownCounts> history = new ArrayList<>();
    for (int file = 1; file <= 4; file++) {
      DailyCounts.Builder counts = new DailyCounts.Builder();
      for (int day = 0; day < 30; day++) {
        int genomes = file == 4 && day == 3 ? 1000 : 1000 * file;
        counts.add("GB", "BA.2", START.plusDays(day), genomes);
        counts.add("ZA", "BA.2", START.plusDays(day), 500 * file);
        counts.add("GB", "other", START.plusDays(day), 10);
      }
      history.add(new KnownCounts(START.plusDays(30 + file), counts.build()));
    }
    return history;
  }

  @Test
  void decoysAreSmallPartsOfTheirVariantAndGenomesStayTheirs() {
    List<KnownCounts> history = history();
    for (Decoys.Trial trial : Decoys.trials(history, 20)) {
      assertThat(trial.names()).allSatisfy(name -> assertThat(name).endsWith(" of BA.2"));
      for (int file = 0; file < history.size(); file++) {
        DailyCounts real = history.get(file).counts();
        DailyCounts split = trial.history().get(file).counts();
        for (int location = 0; location < 2; location++) {
          for (int day = 0; day < 30; day++) {
            assertThat(split.total(location, day)).isEqualTo(real.total(location, day));
          }
        }
        for (String name : trial.names()) {
          long now = total(split, "GB", name);
          assertThat(now).isLessThan(total(real, "GB", "BA.2") / 20);
          if (file > 0 && file < 3) {
            assertThat(now)
                .isGreaterThanOrEqualTo(total(trial.history().get(file - 1).counts(), "GB", name));
          }
        }
      }
    }
  }

  @Test
  void theSameNumberGivesTheSameDecoysAndEachHasItsOwnShare() {
    List<Decoys.Trial> trials = Decoys.trials(history(), 13);
    assertThat(trials).extracting(trial -> trial.names().size()).containsExactly(6, 6, 1);
    assertThat(total(trials.get(0).history().get(3).counts(), "GB", "decoy 1 of BA.2"))
        .isEqualTo(
            total(
                Decoys.trials(history(), 13).get(0).history().get(3).counts(),
                "GB",
                "decoy 1 of BA.2"));
    assertThat(
            trials.get(0).names().stream()
                .map(name -> total(trials.get(0).history().get(3).counts(), "GB", name))
                .distinct()
                .count())
        .isGreaterThan(3);
    assertThat(Decoys.trials(history(), 0)).isEmpty();
  }

  private static long total(DailyCounts counts, String location, String variant) {
    int index = counts.variants().indexOf(variant);
    long total = 0;
    for (int day = 0; index >= 0 && day < counts.days(); day++) {
      total += counts.count(counts.locations().indexOf(location), index, day);
    }
    return total;
  }
}
