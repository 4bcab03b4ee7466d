package org.virowatch.surveillance.frequency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.bias.RegionWeights;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.Contribution.UnknownRange;
import org.virowatch.surveillance.count.MutationName;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.testing.Genomes;
import org.virowatch.surveillance.testing.RandomHistory;

class WeightColumnsTest {
  private static final LineageHierarchy LINEAGES =
      LineageHierarchy.of(Map.of("BA.2", "B.1.1.529", "BA.2.75", "BA.2"));

  private static FrequencyTable table(Iterable<CalledGenome> genomes) {
    FrequencyTable table = new FrequencyTable(Genomes.DATASET, LINEAGES);
    table.putAll(BatchRecomputation.cells(genomes));
    return table;
  }

  private static CalledGenome genome(String accession, String country, String lineage) {
    return Genomes.genome(accession, 1)
        .setCountry(country)
        .setSubdivision(null)
        .setLineage(lineage)
        .build();
  }

  @Test
  void aCountryThatSequencesLittleForItsPeopleCountsForMore() throws IOException {
    List<CalledGenome> genomes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      genomes.add(genome("G" + i, "GB", i < 50 ? "XBB" : "BA.2"));
    }
    for (int i = 0; i < 10; i++) {
      genomes.add(genome("F" + i, "FR", i < 1 ? "XBB" : "BA.2"));
    }
    genomes.add(genome("D", "DE", "XBB"));
    WeightColumns columns =
        new WeightColumns(
            table(genomes), RegionWeights.of(Map.of("GB", 1.0, "FR", 9.0, "ES", 10.0)));

    Map<String, List<String>> rows = fields(table(genomes), columns, "XBB");

    // 0.1·0.5 + 0.9·0.1; one over 0.1²/100 + 0.9²/10; half of the weight is Spain's.
    assertThat(rows.get("world ")).startsWith("0.140000").endsWith("12.3", "0.500000");
    assertThat(rows.get("GB ")).containsOnly("");
    assertThat(columns.weightless()).containsExactly("DE");
  }

  @Test
  void aWeekWithoutWeightsOrGenomesHasNoWeightedFrequency() throws IOException {
    FrequencyTable table = table(List.of(genome("G", "GB", "XBB")));
    WeightColumns elsewhere = new WeightColumns(table, RegionWeights.of(Map.of("FR", 2.0)));

    assertThat(fields(table, elsewhere, "XBB").get("world "))
        .containsExactly("", "", "", "0.0", "0.000000");
    assertThat(fields(table, elsewhere, "XBB").get("GB ")).containsOnly("");
    assertThat(elsewhere.weightless()).containsExactly("GB");
  }

  private static Map<String, List<String>> fields(
      FrequencyTable table, WeightColumns columns, String lineage) throws IOException {
    Map<String, List<String>> fields = new HashMap<>();
    table.rows(
        FrequencyFilter.parse(null, "2022-W09", lineage),
        row -> fields.put(row.region() + " " + row.mutation(), columns.fields(row)));
    return fields;
  }

  /** Genomes that weigh what their part weighs, shared out among them. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void weightedFrequenciesAreThoseOfWeightedGenomes(long seed) throws IOException {
    RandomHistory history = new RandomHistory(seed);
    List<CalledGenome> genomes = history.versions(120, 20);
    Map<String, Double> weights = new TreeMap<>();
    for (String region : List.of("GB", "FR", "US", "GB-ENG", "GB-SCT", "FR-IDF", "FR-BRE")) {
      if (history.random().nextInt(4) > 0) {
        weights.put(region, 1.0 + history.random().nextInt(50));
      }
    }
    FrequencyTable table = table(genomes);
    List<Contribution> standing = standing(genomes);
    int[] compared = {0};
    for (String lineage : List.of("*", "BA.2*", "XBB", "unassigned")) {
      WeightColumns columns = new WeightColumns(table, RegionWeights.of(weights));
      table.rows(
          FrequencyFilter.parse(null, null, lineage),
          row -> {
            List<String> fields = columns.fields(row);
            List<String> parts =
                weights.keySet().stream().filter(part -> isPart(part, row.region())).toList();
            if (parts.isEmpty()) {
              assertThat(fields).containsOnly("");
              return;
            }
            double expected = weighted(standing, weights, parts, row);
            if (Double.isNaN(expected)) {
              assertThat(fields.get(0)).isEmpty();
            } else {
              compared[0]++;
              assertThat(Double.parseDouble(fields.get(0)))
                  .as(row.toString())
                  .isCloseTo(expected, within(1e-6));
            }
          });
    }
    assertThat(compared[0]).isGreaterThan(100);
  }

  private static boolean isPart(String part, String whole) {
    return part.contains("-") ? part.startsWith(whole + "-") : whole.equals("world");
  }

  private static List<Contribution> standing(List<CalledGenome> genomes) {
    Map<String, CalledGenome> highest = new HashMap<>();
    genomes.forEach(
        genome ->
            highest.merge(
                genome.getAccession(),
                genome,
                (one, other) -> one.getVersion() > other.getVersion() ? one : other));
    return highest.values().stream().map(Contribution::of).toList();
  }

  private static double weighted(
      List<Contribution> genomes,
      Map<String, Double> weights,
      List<String> parts,
      FrequencyRow row) {
    double numerator = 0;
    double denominator = 0;
    for (String part : parts) {
      List<Contribution> here =
          genomes.stream()
              .filter(genome -> genome.regions().contains(part))
              .filter(genome -> genome.period().equals(row.week()))
              .filter(genome -> row.lineage().equals("unassigned") || inRest(genome, row))
              .toList();
      List<Contribution> lineage =
          here.stream().filter(genome -> isOf(genome, row.lineage())).toList();
      double ofGenome = weights.getOrDefault(part, 0.0) / here.size();
      if (here.isEmpty()) {
        continue;
      }
      if (row.mutation().isEmpty()) {
        numerator += ofGenome * lineage.size();
        denominator += weights.getOrDefault(part, 0.0);
      } else {
        MutationName mutation = MutationName.of(row.mutation());
        List<Contribution> knowing =
            lineage.stream().filter(genome -> knows(genome, mutation)).toList();
        long with = knowing.stream().filter(genome -> has(genome, mutation)).count();
        // Those who do not know the site are like those of the part who do.
        double ofKnowing = ofGenome * lineage.size() / knowing.size();
        numerator += knowing.isEmpty() ? 0 : ofKnowing * with;
        denominator += knowing.isEmpty() ? 0 : ofGenome * lineage.size();
      }
    }
    return numerator / denominator;
  }

  /** Shares of lineages are of placed genomes; mutations of all genomes are of all of them. */
  private static boolean inRest(Contribution genome, FrequencyRow row) {
    boolean ofAll = row.lineage().equals("*") && !row.mutation().isEmpty();
    return ofAll || !genome.lineage().isEmpty();
  }

  private static boolean isOf(Contribution genome, String lineage) {
    return switch (lineage) {
      case "*" -> true;
      case "unassigned" -> genome.lineage().isEmpty();
      case "BA.2*" -> genome.lineage().startsWith("BA.2");
      default -> genome.lineage().equals(lineage);
    };
  }

  private static boolean knows(Contribution genome, MutationName mutation) {
    for (UnknownRange range : genome.unknown()) {
      if (range.axis().equals(mutation.axis())
          && range.first() <= mutation.site()
          && mutation.site() <= range.last()) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(Contribution genome, MutationName mutation) {
    return genome.mutations().names().contains(mutation.text());
  }
}
