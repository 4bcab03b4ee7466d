package org.virowatch.surveillance.frequency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.ReportedWeek;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.delay.Nowcast;
import org.virowatch.surveillance.frequency.ExpectedGenomes.Expected;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.testing.Genomes;

class ExpectedGenomesTest {
  static {
    TrustedRecords.install();
  }

  private static final Instant NOW = Instant.parse("2022-03-09T00:00:00Z");
  private static final ExpectedGenomes EXPECTED =
      ExpectedGenomes.of(
          Genomes.DATASET,
          List.of(
              forecast(
                  Genomes.DATASET, "GB", NOW, new ReportedWeek("2022-W09", 4L, .5, 8., 5., 13.)),
              forecast(
                  Genomes.DATASET,
                  "FR",
                  NOW.minusSeconds(86_400),
                  new ReportedWeek("2022-W09", 1L, .25, 3., 1., 9.)),
              forecast(
                  "flu",
                  "GB",
                  NOW.plusSeconds(1),
                  new ReportedWeek("2022-W09", 9L, 1., 9., 9., 9.))));

  private static ForecastUpdate forecast(
      String dataset, String region, Instant asOf, ReportedWeek... weeks) {
    return ForecastUpdate.newBuilder()
        .setDataset(dataset)
        .setRegion(region)
        .setAsOf(asOf)
        .setFirstDay(LocalDate.of(2022, 2, 22))
        .setLineages(List.of())
        .setWeeks(List.of(weeks))
        .build();
  }

  @Test
  void aWeekIsAsCompleteAsItsForecastSays() {
    assertThat(EXPECTED.of("GB", "2022-W09", 4, 4))
        .contains(new Expected(new Nowcast(4, 0.5, 8, 5, 13), NOW));
    assertThat(EXPECTED.of("FR", "2022-W09", 1, 1).orElseThrow().asOf())
        .isEqualTo(NOW.minusSeconds(86_400));
    assertThat(EXPECTED.of("GB", "2022-W09", 1, 4).orElseThrow().nowcast())
        .satisfies(
            quarter -> {
              assertThat(quarter.expected()).isEqualTo(2);
              assertThat(quarter.upper()).isBetween(3.0, 8.0);
            });
  }

  @Test
  void whatIsLongPastIsCompleteAndOfTheRestNothingIsSaid() {
    // 2021-W48 ended on 5 December, 94 days before.
    assertThat(EXPECTED.of("GB", "2021-W48", 3, 7))
        .contains(new Expected(new Nowcast(3, 1, 3, 3, 3), NOW));
    assertThat(EXPECTED.of("ZZ", "2021-11", 3, 7)).isPresent();
    assertThat(EXPECTED.of("GB", "2021-12", 3, 7)).isEmpty();
    assertThat(EXPECTED.of("GB", "2021-W49", 3, 7)).isEmpty();
    assertThat(EXPECTED.of("GB", "2022-W10", 3, 7)).isEmpty();
    assertThat(EXPECTED.of("GB", "undated", 3, 7)).isEmpty();
    assertThat(EXPECTED.of("ZZ", "2022-W09", 3, 7)).isEmpty();
    assertThat(EXPECTED.isUnknown()).isFalse();
  }

  @Test
  void withoutForecastsNothingIsKnown() {
    ExpectedGenomes none = ExpectedGenomes.of("rsv-a", List.of());

    assertThat(none.isUnknown()).isTrue();
    assertThat(none.of("GB", "2020-W01", 1, 1)).isEmpty();
  }

  @Test
  void everyRowHasThemWhicheverLineageIsShown() throws IOException {
    FrequencyTable table = new FrequencyTable(Genomes.DATASET, LineageHierarchy.BY_NAME);
    table.putAll(
        BatchRecomputation.cells(
            List.of(
                Genomes.genome("A", 1).build(),
                Genomes.genome("B", 1).setLineage("BA.2.9").build(),
                Genomes.genome("C", 1).setLineage(null).setSubstitutions(List.of("C241T")).build(),
                Genomes.genome("D", 1).setLineage("XBB").build())));
    CompletenessColumns columns = new CompletenessColumns(table, EXPECTED);
    List<String> rows = new ArrayList<>();
    for (String lineage : List.of("*", "BA.2", "BA.2*", "unassigned")) {
      table.rows(
          FrequencyFilter.parse("GB", null, lineage),
          row -> rows.add(row.lineage() + " " + columns.fields(row).subList(0, 2)));
    }
    table.rows(
        FrequencyFilter.parse("GB-ENG", null, "XBB"),
        row -> rows.add(Map.entry(row.lineage(), columns.fields(row)).toString()));

    assertThat(rows)
        .containsExactly(
            "* [0.500000, 8.0]",
            "* [0.500000, 8.0]",
            "BA.2 [0.500000, 2.0]",
            "BA.2* [0.500000, 4.0]",
            "unassigned [0.500000, 2.0]",
            "unassigned [0.500000, 2.0]",
            "XBB=[, , , , ]");
  }
}
