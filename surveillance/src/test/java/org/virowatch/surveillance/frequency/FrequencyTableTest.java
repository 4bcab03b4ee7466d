package org.virowatch.surveillance.frequency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.virowatch.surveillance.testing.Genomes.codons;
import static org.virowatch.surveillance.testing.Genomes.genome;
import static org.virowatch.surveillance.testing.Genomes.sites;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.testing.Genomes;

class FrequencyTableTest {
  private static final LineageHierarchy LINEAGES =
      LineageHierarchy.of(Map.of("BA.2", "B.1.1.529", "BA.2.75", "BA.2", "BN.1", "BA.2.75"));

  /** Four genomes of one week, one of another, one of a month; one is unplaced. */
  private static List<CalledGenome> genomes() {
    return List.of(
        genome("A1", 1)
            .setSubstitutions(List.of("C241T", "A2000G"))
            .setDeletions(List.of(sites(900, 901)))
            .setDeletedBases("GT")
            .setInsertions(List.of("2000:GAG"))
            .setAaSubstitutions(List.of("S:D614G", "N:R203K"))
            .build(),
        genome("A2", 1)
            .setSubstitutions(List.of("C241T"))
            .setAaSubstitutions(List.of("S:D614G"))
            .setMissing(List.of(sites(1990, 2010)))
            .setUnknownCodons(List.of(codons("N", 200, 210)))
            .build(),
        genome("A3", 1)
            .setLineage("BN.1")
            .setSubdivision("GB-SCT")
            .setSubstitutions(List.of("C241T"))
            .setMissing(List.of(sites(1, 250)))
            .build(),
        genome("A4", 1).setLineage(null).setSubdivision(null).setCountry("FR").build(),
        genome("A5", 1).setCollectionDate("2022-03-08").build(),
        genome("A6", 1).setCollectionDate("2022-03").build());
  }

  private static FrequencyTable table() {
    FrequencyTable table = new FrequencyTable(Genomes.DATASET, LINEAGES);
    table.putAll(BatchRecomputation.cells(genomes()));
    return table;
  }

  private static List<FrequencyRow> rows(FrequencyTable table, FrequencyFilter filter)
      throws IOException {
    List<FrequencyRow> rows = new ArrayList<>();
    table.rows(filter, rows::add);
    return rows;
  }

  private static List<FrequencyRow> rows(
      @Nullable String region, @Nullable String week, @Nullable String lineage) throws IOException {
    return rows(table(), FrequencyFilter.parse(region, week, lineage));
  }

  @Test
  void theTableIsTheGoldenFile() throws IOException {
    StringWriter written = new StringWriter();
    table().writeTsv(FrequencyFilter.ALL, written);
    try (InputStream golden =
        Objects.requireNonNull(FrequencyTableTest.class.getResourceAsStream("frequencies.tsv"))) {
      assertThat(written).hasToString(new String(golden.readAllBytes(), UTF_8));
    }
  }

  @Test
  void jsonHoldsTheSameRowsAsTsv() throws IOException {
    StringWriter written = new StringWriter();
    table().writeJson(FrequencyFilter.ALL, written);
    JsonNode json = new ObjectMapper().readTree(written.toString());
    List<FrequencyRow> rows = rows(table(), FrequencyFilter.ALL);
    assertThat(json).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      JsonNode object = json.get(i);
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      assertThat(names).isEqualTo(FrequencyRow.COLUMNS);
      assertThat(object.get("mutation").textValue()).isEqualTo(rows.get(i).mutation());
      assertThat(object.get("count").longValue()).isEqualTo(rows.get(i).count());
      assertThat(object.get("frequency").isNumber()).isTrue();
    }
  }

  @Test
  void anEmptyTableIsAHeaderOrAnEmptyArray() throws IOException {
    FrequencyTable empty = new FrequencyTable(Genomes.DATASET, LINEAGES);
    StringWriter tsv = new StringWriter();
    empty.writeTsv(FrequencyFilter.ALL, tsv);
    assertThat(tsv.toString()).isEqualTo(String.join("\t", FrequencyRow.COLUMNS) + "\n");
    StringWriter json = new StringWriter();
    empty.writeJson(FrequencyFilter.ALL, json);
    assertThat(new ObjectMapper().readTree(json.toString())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "BA.2, 2, 2, 3",
    "BA.2*, 3, 3, 3",
    "BA.2.75*, 1, 1, 3",
    "BN.1, 1, 1, 3",
    "*, 4, 3, 3",
    "unassigned, 1, 1, 4"
  })
  void aLineageFilterGivesOneRowOfItsOwnPerWeek(
      String lineage, long genomes, long count, long coverage) throws IOException {
    List<FrequencyRow> rows = rows("world", "2022-W09", lineage);
    FrequencyRow own = rows.get(0);
    assertThat(own.mutation()).isEmpty();
    assertThat(own.genomes()).isEqualTo(genomes);
    assertThat(own.count()).isEqualTo(count);
    assertThat(own.coverage()).isEqualTo(coverage);
    assertThat(rows).allMatch(row -> row.lineage().equals(lineage));
    assertThat(rows.subList(1, rows.size())).noneMatch(row -> row.mutation().isEmpty());
  }

  @Test
  void aDenominatorIsTheGenomesThatKnowTheSite() throws IOException {
    List<FrequencyRow> rows = rows("GB", "2022-W09", "*");
    FrequencyRow row =
        rows.stream().filter(each -> each.mutation().equals("A2000G")).findFirst().orElseThrow();
    assertThat(row.count()).isEqualTo(1);
    assertThat(row.coverage()).isEqualTo(2);
    assertThat(row.frequency()).isEqualTo(0.5);
    assertThat(row.interval()).isEqualTo(WilsonInterval.of(1, 2));
  }

  @Test
  void filtersChooseRegionsAndWeeks() throws IOException {
    assertThat(rows("GB-*", null, "*"))
        .extracting(FrequencyRow::region)
        .containsOnly("GB-ENG", "GB-SCT");
    assertThat(rows(null, "2022-W10..2022-W12", "*"))
        .extracting(FrequencyRow::week)
        .containsOnly("2022-W10");
    assertThat(rows(null, "2022-03", "*")).extracting(FrequencyRow::week).containsOnly("2022-03");
    assertThat(rows("DE", null, null)).isEmpty();
    assertThat(rows(null, null, "XBB*")).isEmpty();
  }

  @Test
  void filtersThatCannotBeReadAreRefused() {
    assertThatThrownBy(() -> FrequencyFilter.parse("England", null, null))
        .hasMessageContaining("'England'");
    assertThatThrownBy(() -> FrequencyFilter.parse(null, "W9", null)).hasMessageContaining("'W9'");
    assertThatThrownBy(() -> FrequencyFilter.parse(null, "2022-W10..2022-W01", null))
        .hasMessageContaining("2022-W10 is after 2022-W01");
    assertThatThrownBy(() -> FrequencyFilter.parse(null, null, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theHighestRevisionOfACellWinsWhateverOrderTheyAreReadIn() throws IOException {
    CellKey key = new CellKey(Genomes.DATASET, "GB", "2022-W09", "BA.2");
    CellCounts one = new CellCounts();
    one.add(Contribution.of(genome("A", 1).build()));
    CellCounts two = one.copy();
    two.add(one);
    FrequencyTable table = new FrequencyTable(Genomes.DATASET, LINEAGES);
    table.put(two.toUpdate(key, 5, Instant.EPOCH));
    table.put(one.toUpdate(key, 4, Instant.EPOCH));
    assertThat(rows(table, FrequencyFilter.ALL).get(0).genomes()).isEqualTo(2);
    table.put(new CellCounts().toUpdate(key, 6, Instant.EPOCH));
    assertThat(rows(table, FrequencyFilter.ALL)).isEmpty();
    table.put(two.toUpdate(new CellKey("other", "GB", "2022-W09", "BA.2"), 7, Instant.EPOCH));
    assertThat(rows(table, FrequencyFilter.ALL)).isEmpty();
  }
}
