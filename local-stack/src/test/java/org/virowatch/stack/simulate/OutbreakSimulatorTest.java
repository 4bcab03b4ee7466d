package org.virowatch.stack.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.virowatch.stack.simulate.SimulatedFiles.cell;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.ingest.place.PlaceReading;
import org.virowatch.ingest.place.Places;

class OutbreakSimulatorTest {
  private static final SimulationSettings SETTINGS = SimulationSettings.of(3_000, 11);

  private static List<Map<String, String>> truth = List.of();
  private static List<Map<String, String>> metadata = List.of();
  private static Map<String, String> sequences = Map.of();

  @BeforeAll
  static void simulate(@TempDir Path folder) throws IOException {
    SimulatedFiles files = SimulatedFiles.write(folder, SETTINGS);
    truth = files.truth();
    metadata = files.metadata();
    sequences = files.sequences();
  }

  @Test
  void lineagesReplaceOneAnother() {
    assertThat(commonest("2021-12")).isEqualTo("AY.4");
    assertThat(commonest("2022-02")).startsWith("BA.1");
    assertThat(commonest("2022-04")).startsWith("BA.2");
    assertThat(commonest("2022-06")).startsWith("BA.5");
  }

  @Test
  void theEmergingLineageStartsInOneRegionAndSpreads() {
    List<Map<String, String>> emerging =
        firsts().filter(row -> cell(row, "lineage").equals(LineageWave.EMERGING)).toList();

    Map<String, String> first =
        emerging.stream().min(Comparator.comparing(row -> cell(row, "date"))).orElseThrow();
    assertThat(cell(first, "region")).isEqualTo(LineageWave.EMERGING_FROM);
    assertThat(emerging.stream().map(row -> cell(row, "region")).collect(Collectors.toSet()))
        .hasSizeGreaterThan(1);
  }

  @Test
  void theResistanceMutationTurnsUpLateInOneRegion() {
    List<Map<String, String>> resistant =
        firsts().filter(row -> !cell(row, "watched").isEmpty()).toList();

    assertThat(resistant).isNotEmpty();
    assertThat(resistant)
        .allSatisfy(
            row -> {
              assertThat(cell(row, "watched")).isEqualTo(OutbreakSimulator.RESISTANCE);
              assertThat(cell(row, "region")).isEqualTo(OutbreakSimulator.RESISTANCE_REGION);
              assertThat(LocalDate.parse(cell(row, "date"))).isAfter(LocalDate.of(2022, 5, 1));
            });
    assertThat(
            ReferenceDatasets.builtIn().watchlists().stream()
                .flatMap(list -> list.entries().stream())
                .map(entry -> entry.mutation()))
        .contains(OutbreakSimulator.RESISTANCE);
  }

  @Test
  void recordsComeInTheOrderOfSubmissionAndLateOnesComeLate() {
    List<Instant> submitted =
        metadata.stream().map(row -> Instant.parse(cell(row, "submitted_at"))).toList();
    assertThat(submitted).isSorted();

    Map<String, String> sampled = new HashMap<>();
    truth.forEach(row -> sampled.put(cell(row, "sequence_name"), cell(row, "date")));
    List<Long> delays =
        metadata.stream()
            .filter(row -> cell(row, "version").equals("1"))
            .map(
                row ->
                    LocalDate.parse(sampled.getOrDefault(cell(row, "sequence_name"), ""))
                        .until(
                            LocalDate.parse(cell(row, "submitted_at").substring(0, 10)),
                            ChronoUnit.DAYS))
            .sorted()
            .toList();
    assertThat(delays.get(0)).isPositive();
    assertThat(delays.get(delays.size() / 2)).isBetween(6L, 20L);
    assertThat(delays.get(delays.size() - 1)).isGreaterThan(45L);
  }

  @Test
  void everyAccessionHasItsVersionsInOrder() {
    Map<String, Integer> latest = new HashMap<>();
    Set<String> changes = new HashSet<>();
    for (Map<String, String> row : truth) {
      String kind = cell(row, "kind");
      changes.add(kind);
      if (kind.startsWith("hostile") || kind.equals("repeated")) {
        continue;
      }
      int version = Integer.parseInt(cell(row, "version"));
      Integer before = latest.put(cell(row, "accession"), version);
      assertThat(version).isEqualTo(before == null ? 1 : before + 1);
    }
    assertThat(latest).hasSize(SETTINGS.genomes());
    assertThat(changes).contains("first", "resequenced", "date", "region", "withdrawn", "repeated");
  }

  @Test
  void sequencesAndMetadataMatchButWhereTheyMustNot() {
    Set<String> rows =
        metadata.stream().map(row -> cell(row, "sequence_name")).collect(Collectors.toSet());
    assertThat(rows).hasSize(metadata.size());
    for (Map<String, String> row : truth) {
      String name = cell(row, "sequence_name");
      String kind = cell(row, "kind");
      boolean sequence = !kind.equals("hostile:no_sequence");
      assertThat(sequences.containsKey(name)).as(name).isEqualTo(sequence);
      boolean empty = kind.equals("withdrawn") || kind.equals("hostile:empty");
      assertThat(sequence && sequences.getOrDefault(name, "").isEmpty()).as(name).isEqualTo(empty);
      assertThat(rows.contains(name)).as(name).isEqualTo(!kind.equals("hostile:no_metadata"));
    }
    assertThat(rows).anySatisfy(name -> assertThat(name).contains("病毒"));
  }

  @Test
  void everythingSaysThatItIsSimulated() {
    assertThat(metadata)
        .allSatisfy(
            row -> {
              assertThat(cell(row, "simulated")).isEqualTo("true");
              assertThat(cell(row, "sequence_name")).startsWith("SIM-");
              assertThat(cell(row, "submitting_lab")).startsWith("SIM ");
            });
    assertThat(sequences.keySet()).allSatisfy(name -> assertThat(name).startsWith("SIM-"));
  }

  @Test
  void placesAreWrittenInSeveralWaysAndAllAreUnderstood() {
    Map<String, String> regions = new HashMap<>();
    truth.forEach(row -> regions.put(cell(row, "sequence_name"), cell(row, "region")));
    Places places = new Places();
    Set<String> spellings = new HashSet<>();
    for (Map<String, String> row : metadata) {
      String country = cell(row, "country");
      String division = cell(row, "division");
      if (country.equals("Atlantis") || !spellings.add(country + "|" + division)) {
        continue;
      }
      PlaceReading reading = places.read(country, division);
      assertThat(reading).as("%s|%s", country, division).isInstanceOf(PlaceReading.Place.class);
      PlaceReading.Place place = (PlaceReading.Place) reading;
      if (!division.isEmpty() || country.contains(":")) {
        assertThat(place.subdivision()).isEqualTo(regions.get(cell(row, "sequence_name")));
      }
      assertThat(place.note()).as("%s|%s", country, division).isNull();
    }
    assertThat(spellings).hasSizeGreaterThan(20);
  }

  @Test
  void privateMutationsAreSharedWithinClustersAndFew() {
    Map<String, Integer> carriers = new HashMap<>();
    int most = 0;
    for (Map<String, String> row : firsts().toList()) {
      String changes = cell(row, "private_substitutions");
      String[] words = changes.isEmpty() ? new String[0] : changes.split(" ", -1);
      most = Math.max(most, words.length);
      for (String word : words) {
        carriers.merge(word, 1, Integer::sum);
      }
    }
    assertThat(most).isBetween(4, 30);
    assertThat(carriers.values().stream().filter(count -> count >= 5).count()).isGreaterThan(20);
    assertThat(firsts().filter(row -> !cell(row, "private_indels").isEmpty()).count())
        .isGreaterThan(5);
  }

  @Test
  void sequencesHaveDropOutsMixedBasesAndTheInsertionOfBa1() {
    String ba1 =
        firsts()
            .filter(row -> cell(row, "lineage").equals("BA.1"))
            .map(row -> sequences.getOrDefault(cell(row, "sequence_name"), ""))
            .filter(sequence -> sequence.contains("GAGCCAGAA"))
            .findFirst()
            .orElseThrow();
    assertThat(ba1.length()).isBetween(29_800, 29_910);

    List<String> sound =
        firsts().map(row -> sequences.getOrDefault(cell(row, "sequence_name"), "")).toList();
    assertThat(sound).allSatisfy(sequence -> assertThat(sequence).matches("[ACGTRYKMSWN]+"));
    assertThat(sound.stream().filter(s -> s.contains("N".repeat(300))).count())
        .isBetween(300L, 2_500L);
    assertThat(sound.stream().filter(s -> s.matches(".*[RYKMSW].*")).count()).isBetween(100L, 800L);
  }

  @Test
  void datesArePartlyKnownAndPartlyMissing() {
    Set<Integer> lengths =
        metadata.stream().map(row -> cell(row, "date").length()).collect(Collectors.toSet());
    assertThat(lengths).containsExactlyInAnyOrder(0, 4, 7, 10);
  }

  private static Stream<Map<String, String>> firsts() {
    return truth.stream().filter(row -> cell(row, "kind").equals("first"));
  }

  private static String commonest(String month) {
    Map<String, Long> counts =
        firsts()
            .filter(row -> cell(row, "date").startsWith(month))
            .collect(Collectors.groupingBy(row -> cell(row, "lineage"), Collectors.counting()));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }
}
