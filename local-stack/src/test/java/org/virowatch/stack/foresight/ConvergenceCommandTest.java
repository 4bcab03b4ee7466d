package org.virowatch.stack.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.virowatch.stack.Virowatch;

class ConvergenceCommandTest {
  private static final Path DATASET = Path.of("../../shared/data/datasets/sars-cov-2-2024-02.zip");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theFormatsSayTheSame() throws Exception {
    assumeTrue(Files.exists(DATASET), "skipped: " + DATASET + " is not there");
    List<String> arguments =
        List.of("--dataset", DATASET.toString(), "--gene=S", "--since=2022", "--limit=3");

    assertThat(run(arguments, "--format", "json")).isZero();
    JsonNode first = JsonMapper.builder().build().readTree(out.toString().lines().toList().get(0));
    assertThat(first.path("mutation").asText()).isEqualTo("S:R346T");
    assertThat(first.path("gains").asInt()).isGreaterThan(first.path("inherited").asInt());
    assertThat(first.path("lineages").isArray()).isTrue();

    out.getBuffer().setLength(0);
    assertThat(run(arguments, "--format", "tsv")).isZero();
    assertThat(out.toString().lines()).hasSize(4);
    assertThat(out.toString().lines().toList().get(1))
        .startsWith("S:R346T\t" + first.path("gains").asInt() + "\t");

    out.getBuffer().setLength(0);
    assertThat(run(arguments)).isZero();
    assertThat(out.toString()).contains("MUTATION", "S:R346T", "more");
  }

  @Test
  void wrongUseSaysWhatToDo() {
    assumeTrue(Files.exists(DATASET), "skipped: " + DATASET + " is not there");

    assertThat(run(List.of("--dataset", DATASET.toString(), "--gene", "spike"))).isEqualTo(2);
    assertThat(err.toString()).contains("'spike'", "ORF1a");
    assertThat(run(List.of("--dataset", DATASET.toString(), "--since", "May"))).isEqualTo(2);
    assertThat(err.toString()).contains("2022-03");
  }

  @Test
  void aDatasetWithoutATreeIsRefused() {
    assertThat(run(List.of("--dataset", "sars-cov-2"))).isEqualTo(2);
    assertThat(err.toString()).contains("has no tree", "dataset get");
  }

  private int run(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(List.of("convergence"));
    all.addAll(arguments);
    all.addAll(List.of(more));
    return Virowatch.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }
}
