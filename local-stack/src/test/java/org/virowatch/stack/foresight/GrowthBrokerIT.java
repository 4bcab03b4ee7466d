package org.virowatch.stack.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.stack.Virowatch;
import org.virowatch.stack.kafka.RunningBroker;
import org.virowatch.surveillance.count.BatchRecomputation;

/**
 * What {@code growth} says of a stack whose labs looked into ever more outbreaks of a lineage that
 * does not rise among the others' genomes.
 */
class GrowthBrokerIT {
  private static final int BASELINE = 10 * StoredGenomes.WEEKS;
  private static final int TARGETED = 5 * StoredGenomes.WEEKS * (StoredGenomes.WEEKS + 1);

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  @Test
  void outbreaksThatAreLookedIntoAreNoGrowthUnlessAsked() throws Exception {
    try (RunningBroker broker = new RunningBroker(folder)) {
      List<CalledGenome> genomes = StoredGenomes.outbreaks();
      write(broker, genomes);

      JsonNode all = ba2(broker, "--sampling", "all");
      assertThat(all.path("count").asInt()).isEqualTo(BASELINE + TARGETED);
      assertThat(all.path("growth_lower").asDouble()).isPositive();
      assertThat(err.toString()).doesNotContain("left out");

      JsonNode baseline = ba2(broker);
      assertThat(baseline.path("count").asInt()).isEqualTo(BASELINE);
      assertThat(baseline.path("coverage").asInt()).isEqualTo(2 * BASELINE);
      assertThat(baseline.path("growth_per_week").asDouble()).isBetween(-0.01, 0.01);
      assertThat(err.toString())
          .contains(
              TARGETED + " genomes of targeted sampling are left out; --sampling all counts them");

      String last = StoredGenomes.FIRST_DAY.plusWeeks(StoredGenomes.WEEKS).toString();
      assertThat(ba2(broker, "--as-of", last).path("count").asInt()).isEqualTo(BASELINE);
      assertThat(ba2(broker, "--as-of", last, "--sampling=all").path("count").asInt())
          .isEqualTo(BASELINE + TARGETED);
      List<JsonNode> mutations = rows(broker, "--mutations=S:D614G");
      assertThat(mutations).hasSize(1);
      assertThat(mutations.get(0).path("count").asInt()).isEqualTo(2 * BASELINE);
    }
  }

  /** Genomes, and the cells that the stream makes of them. */
  private static void write(RunningBroker broker, List<CalledGenome> genomes) {
    WireCodec<CalledGenome> codec = WireCodec.of(CalledGenome.class);
    Map<String, byte[]> records = new HashMap<>();
    genomes.forEach(genome -> records.put(genome.getAccession(), codec.encode(genome)));
    broker.write(Topic.GENOMES, records);
    WireCodec<FrequencyUpdate> updates = WireCodec.of(FrequencyUpdate.class);
    Map<String, byte[]> cells = new HashMap<>();
    BatchRecomputation.cells(genomes)
        .forEach(
            (key, counts) ->
                cells.put(
                    Keys.cell(key.dataset(), key.region(), key.period(), key.lineage()),
                    updates.encode(counts.toUpdate(key, 1, Instant.EPOCH))));
    broker.write(Topic.FREQUENCIES, cells);
  }

  private JsonNode ba2(RunningBroker broker, String... options) throws Exception {
    return rows(broker, options).stream()
        .filter(row -> row.path("subject").asText().equals("BA.2"))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> rows(RunningBroker broker, String... options) throws Exception {
    StringWriter out = new StringWriter();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "growth",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--data-dir",
                folder.resolve("none").toString(),
                "--region=GB",
                "--format=json"));
    arguments.addAll(List.of(options));
    int code =
        Virowatch.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    assertThat(code).as(err.toString()).isZero();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      rows.add(JsonMapper.builder().build().readTree(line));
    }
    return rows;
  }
}
