package org.virowatch.surveillance.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DailyCountsTest {
  @Test
  void aTableThatIsToldItsCellsEqualsOneThatAsksForThem() {
    SplittableRandom random = new SplittableRandom(1);
    int[][][] genomes = new int[3][4][20];
    List<String> locations = List.of("DE", "GB", "ZA");
    List<String> variants = List.of("A", "B", "C", "D");
    LocalDate first = LocalDate.of(2022, 3, 1);

    DailyCounts told =
        DailyCounts.sparse(
            locations,
            variants,
            first,
            20,
            table -> {
              for (int i = 0; i < 100; i++) {
                int location = random.nextInt(3);
                int variant = random.nextInt(4);
                int day = random.nextInt(20);
                int more = random.nextInt(-2, 5);
                genomes[location][variant][day] += more;
                table.add(location, variant, day, more);
              }
            });

    DailyCounts asked =
        DailyCounts.of(
            locations,
            variants,
            first,
            20,
            (location, variant, day) -> genomes[location][variant][day]);
    for (int location = 0; location < 3; location++) {
      for (int variant = 0; variant < 4; variant++) {
        for (int day = -1; day <= 20; day++) {
          assertThat(told.count(location, variant, day))
              .isEqualTo(asked.count(location, variant, day));
        }
      }
    }
    assertThat(told.lastDay()).isEqualTo(asked.lastDay());
  }
}
