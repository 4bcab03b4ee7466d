package org.virowatch.stack.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.UnknownSites;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.growth.SubjectCount;
import org.virowatch.surveillance.lineage.LineageHierarchy;

class CellViewsTest {
  private final Map<CellKey, CellCounts> cells = new TreeMap<>();

  CellViewsTest() {
    cell("GB", "2022-W09", "BA.1", 6, 0);
    cell("GB", "2022-W09", "BA.2", 3, 3);
    cell("GB", "2022-W09", "BA.2.1", 1, 0);
    cell("GB", "2022-W09", "", 5, 5);
    cell("GB", "2022-W10", "BA.2.1", 4, 4);
    cell("GB", "2022-03", "BA.2", 9, 9);
  }

  @Test
  void lineagesCountExactlyAndWithTheirDescendantsAmongPlacedGenomes() {
    List<SubjectCount> counts = new CellViews(LineageHierarchy.BY_NAME, null).lineages(cells);

    assertThat(counts)
        .extracting(count -> count.day() + " " + count.subject() + " " + of(count))
        .containsExactly(
            "2022-03-03 BA.1 6/10",
            "2022-03-03 BA.2 3/10",
            "2022-03-03 BA.2* 4/10",
            "2022-03-03 BA.2.1 1/10",
            "2022-03-10 BA.1 0/4",
            "2022-03-10 BA.2 0/4",
            "2022-03-10 BA.2* 4/4",
            "2022-03-10 BA.2.1 4/4");
  }

  @Test
  void withinALineageTheRestIsThatOfIt() {
    List<SubjectCount> counts = new CellViews(LineageHierarchy.BY_NAME, "BA.2*").lineages(cells);

    assertThat(counts)
        .extracting(count -> count.day() + " " + count.subject() + " " + of(count))
        .containsExactly(
            "2022-03-03 BA.2 3/4",
            "2022-03-03 BA.2.1 1/4",
            "2022-03-10 BA.2 0/4",
            "2022-03-10 BA.2.1 4/4");
  }

  @Test
  void mutationsCountAmongTheGenomesThatKnowTheirSite() {
    cells.put(
        new CellKey("sars-cov-2", "GB", "2022-W11", "BA.1"),
        CellCounts.of(
            update("GB", "2022-W11", "BA.1", 8, 2)
                .setUnknown(List.of(new UnknownSites("S", List.of(614, 615), List.of(3L, -3L))))
                .build()));

    List<SubjectCount> counts =
        new CellViews(LineageHierarchy.BY_NAME, null).mutations(cells, "S:*");

    assertThat(counts)
        .extracting(count -> count.day() + " " + count.subject() + " " + of(count))
        .containsExactly(
            "2022-03-03 S:D614G 8/15", "2022-03-10 S:D614G 4/4", "2022-03-17 S:D614G 2/5");
    assertThat(new CellViews(LineageHierarchy.BY_NAME, null).mutations(cells, "N:*")).isEmpty();
  }

  private static String of(SubjectCount count) {
    return count.subjectGenomes() + "/" + count.genomes();
  }

  private void cell(String region, String week, String lineage, long genomes, long mutated) {
    cells.put(
        new CellKey("sars-cov-2", region, week, lineage),
        CellCounts.of(update(region, week, lineage, genomes, mutated).build()));
  }

  private static FrequencyUpdate.Builder update(
      String region, String week, String lineage, long genomes, long mutated) {
    return FrequencyUpdate.newBuilder()
        .setDataset("sars-cov-2")
        .setRegion(region)
        .setPeriod(week)
        .setLineage(lineage)
        .setRevision(1)
        .setGenomes(genomes)
        .setLabs(Map.of("Lab A", genomes))
        .setMutations(mutated == 0 ? Map.of() : Map.of("S:D614G", mutated))
        .setUnknown(List.of())
        .setUpdatedAt(Instant.EPOCH);
  }
}
