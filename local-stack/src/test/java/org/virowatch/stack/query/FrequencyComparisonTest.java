package org.virowatch.stack.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.UnknownSites;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

class FrequencyComparisonTest {
  private static final CellKey BA2 = new CellKey("sars-cov-2", "GB", "2022-W09", "BA.2");
  private static final CellKey BA1 = new CellKey("sars-cov-2", "GB", "2022-W09", "BA.1");

  @Test
  void equalCellsAgree() {
    FrequencyComparison comparison =
        FrequencyComparison.of(Map.of(BA2, cell(5, 3, 2)), Map.of(BA2, cell(5, 3, 2)));

    assertThat(comparison.agrees()).isTrue();
    assertThat(comparison.summary(5)).isEqualTo("1 cells agree");
  }

  @Test
  void everyNumberThatDiffersIsReportedWithBothValues() {
    FrequencyComparison comparison =
        FrequencyComparison.of(
            Map.of(BA2, cell(5, 3, 2)), Map.of(BA2, cell(6, 4, 1), BA1, cell(1, 1, 0)));

    assertThat(comparison.agrees()).isFalse();
    assertThat(comparison.differences())
        .extracting(FrequencyComparison.Difference::toString)
        .containsExactly(
            "sars-cov-2|GB|2022-W09|BA.1: genomes: stream 0, batch 1",
            "sars-cov-2|GB|2022-W09|BA.1: lab 'Lab A': stream 0, batch 1",
            "sars-cov-2|GB|2022-W09|BA.1: mutation C241T: stream 0, batch 1",
            "sars-cov-2|GB|2022-W09|BA.2: change of unknown at S codon 10: stream 2, batch 1",
            "sars-cov-2|GB|2022-W09|BA.2: change of unknown at S codon 20: stream -2, batch -1",
            "sars-cov-2|GB|2022-W09|BA.2: genomes: stream 5, batch 6",
            "sars-cov-2|GB|2022-W09|BA.2: lab 'Lab A': stream 5, batch 6",
            "sars-cov-2|GB|2022-W09|BA.2: mutation C241T: stream 3, batch 4");
    assertThat(comparison.summary(1))
        .isEqualTo(
            """
            8 numbers differ in 2 of 2 cells
              sars-cov-2|GB|2022-W09|BA.1: genomes: stream 0, batch 1
              and 7 more""");
  }

  @Test
  void cellThatIsEmptyOnOneSideAndMissingOnTheOtherAgrees() {
    assertThat(FrequencyComparison.of(Map.of(BA2, new CellCounts()), Map.of()).agrees()).isTrue();
  }

  private static CellCounts cell(long genomes, long mutated, long unknown) {
    return CellCounts.of(
        FrequencyUpdate.newBuilder()
            .setDataset("sars-cov-2")
            .setRegion("GB")
            .setPeriod("2022-W09")
            .setLineage("")
            .setRevision(1)
            .setGenomes(genomes)
            .setLabs(Map.of("Lab A", genomes))
            .setMutations(Map.of("C241T", mutated))
            .setUnknown(
                unknown == 0
                    ? List.of()
                    : List.of(new UnknownSites("S", List.of(10, 20), List.of(unknown, -unknown))))
            .setUpdatedAt(Instant.EPOCH)
            .build());
  }
}
