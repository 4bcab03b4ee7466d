package org.virowatch.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurements of the stream run, in a small way, and leave nothing running. */
class StreamBenchIT {
  @TempDir private Path folder;

  @Test
  void benchStateLooksAtStateAndCheckpointsStepByStep() throws IOException {
    JsonNode figures = run("state", "--step", "400", "--to", "800");
    assertThat(figures.get("bytes_per_genome").asDouble()).isPositive();
    assertThat(figures.at("/looks")).hasSize(2);
    assertThat(figures.at("/looks/1/genomes").asInt()).isEqualTo(800);
    assertThat(figures.at("/looks/1/throughput_per_s").asDouble()).isPositive();
    assertThat(figures.at("/looks/1/checkpoint_bytes").asLong()).isPositive();
    assertThat(figures.at("/looks/1/checkpoint_seconds").asDouble()).isPositive();
  }

  @Test
  void benchLatencySeesProbesInFrequenciesAndAlerts() throws IOException {
    JsonNode figures = run("latency", "--rate", "40", "--seconds", "6", "--warm-up", "4");
    assertThat(figures.get("probes").asInt()).isEqualTo(12);
    assertThat(figures.get("frequency_p50_ms").asDouble()).isPositive();
    assertThat(figures.get("alert_p99_ms").asDouble())
        .isGreaterThanOrEqualTo(figures.get("alert_p50_ms").asDouble());
    assertThat(figures.get("max_ms").asDouble())
        .isGreaterThanOrEqualTo(figures.get("frequency_p99_ms").asDouble());
  }

  private JsonNode run(String measurement, String... options) throws IOException {
    Path json = folder.resolve(measurement + ".json");
    List<String> arguments = new ArrayList<>(List.of("bench", measurement));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--output", json.toString()));
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    int exit =
        Virowatch.commandLine()
            .setOut(writer)
            .setErr(writer)
            .execute(arguments.toArray(String[]::new));
    assertThat(exit).as(out.toString()).isZero();
    JsonNode figures = new ObjectMapper().readTree(Files.readString(json));
    assertThat(figures.get("measured").asText()).isEqualTo(measurement);
    return figures;
  }
}
