package org.virowatch.surveillance.regionpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.lineage.LineageHierarchy;

class LineageGroupsTest {
  private static final LineageHierarchy LINEAGES =
      LineageHierarchy.of(
          Map.of(
              "BA.2", "B.1.1.529", "BA.5", "B.1.1.529", "BQ.1", "BA.5", "B.1.1.529", "", "A", ""));

  @Test
  void scarceLineagesCountWithTheirNearestAncestor() {
    LineageGroups groups =
        LineageGroups.of(
            Map.of("BA.2", 500L, "BA.2.1", 3L, "BA.2.1.7", 2L, "BQ.1", 490L, "A", 4L, "XX", 1L),
            LINEAGES,
            0.01,
            30);

    assertThat(groups.names()).containsExactly("BA.2", "BQ.1", LineageGroups.OTHER);
    assertThat(groups.members("BA.2")).containsExactly("BA.2", "BA.2.1", "BA.2.1.7");
    assertThat(groups.members("BQ.1")).containsExactly("BQ.1");
    assertThat(groups.members(LineageGroups.OTHER)).containsExactly("A", "XX");
  }

  @Test
  void scarceSiblingsTogetherCanBeAGroupOfTheirParent() {
    LineageGroups groups =
        LineageGroups.of(
            Map.of("BA.2", 980L, "BQ.1.1", 8L, "BQ.1.2", 7L, "BQ.1.3", 5L), LINEAGES, 0.02, 30);

    assertThat(groups.names()).containsExactly("BA.2", "BQ.1");
    assertThat(groups.members("BQ.1")).containsExactly("BQ.1.1", "BQ.1.2", "BQ.1.3");
  }

  @Test
  void thereAreNoMoreGroupsThanAskedFor() {
    Map<String, Long> genomes = new HashMap<>();
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      genomes.put("B." + random.nextInt(9) + "." + random.nextInt(99), 1L + random.nextInt(50));
    }

    LineageGroups groups = LineageGroups.of(genomes, LineageHierarchy.BY_NAME, 0, 12);

    assertThat(groups.names()).hasSizeLessThanOrEqualTo(13);
    assertThat(groups.names().stream().mapToInt(name -> groups.members(name).size()).sum())
        .isEqualTo(genomes.size());
  }

  @Test
  void aHierarchyInACircleEndsAllTheSame() {
    LineageHierarchy circle = LineageHierarchy.of(Map.of("P", "Q", "Q", "P"));

    LineageGroups groups = LineageGroups.of(Map.of("P", 1L, "Q", 1L, "R", 98L), circle, 0.05, 30);

    assertThat(groups.names()).containsExactly("R", LineageGroups.OTHER);
  }

  @Test
  void everyGenomeOfATableIsInOneGroup() {
    LocalDate day = LocalDate.of(2022, 3, 5);
    DailyCounts counts =
        new DailyCounts.Builder()
            .add("GB", "BA.2", day, 90)
            .add("GB", "BA.2.1", day.plusDays(1), 4)
            .add("FR", "A", day, 3)
            .build();
    LineageGroups groups =
        LineageGroups.of(Map.of("BA.2", 90L, "BA.2.1", 4L, "A", 3L), LINEAGES, 0.05, 30);

    DailyCounts gathered = groups.gather(counts);

    assertThat(gathered.variants()).containsExactly("BA.2", LineageGroups.OTHER);
    assertThat(gathered.count(1, 0, 0)).isEqualTo(90);
    assertThat(gathered.count(1, 0, 1)).isEqualTo(4);
    assertThat(gathered.count(0, 1, 0)).isEqualTo(3);
    assertThat(gathered.total(1, 1)).isEqualTo(4);
  }
}
