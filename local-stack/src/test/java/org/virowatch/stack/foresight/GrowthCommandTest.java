package org.virowatch.stack.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.stack.Virowatch;
import picocli.CommandLine;

class GrowthCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeCounts() throws Exception {
    for (String asOf : List.of("2022-02-01", "2022-02-15")) {
      LocalDate known = LocalDate.parse(asOf);
      StringBuilder rows = new StringBuilder("date\tlocation\tvariant\tsequences\n");
      for (int day = 0; day < 60; day++) {
        LocalDate date = LocalDate.of(2022, 1, 1).plusDays(day);
        if (date.isBefore(known)) {
          // B doubles its odds every week in both places; elsewhere there are ten times fewer.
          long b = Math.round(8 * Math.exp(day * Math.log(2) / 7));
          rows.append(date).append("\tHere\tA\t400\n");
          rows.append(date).append("\tHere\tB\t").append(b).append('\n');
          rows.append(date).append("\tThere\tA\t40\n");
          rows.append(date).append("\tThere\tB\t").append(b / 10).append('\n');
        }
      }
      Files.writeString(folder.resolve("seq_counts_" + asOf + ".tsv"), rows);
    }
  }

  @Test
  void whatRisesComesFirstWithItsDoublingTime() throws Exception {
    assertThat(run("--counts", folder.toString(), "--region", "Here", "--format", "json")).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode first = JsonMapper.builder().build().readTree(lines.get(0));
    assertThat(first.path("subject").asText()).isEqualTo("B");
    assertThat(first.path("as_of").asText()).isEqualTo("2022-02-15");
    assertThat(first.path("doubling_days").asDouble()).isBetween(6.8, 7.2);
    assertThat(first.path("growth_lower").asDouble()).isPositive();
    assertThat(first.path("p_adjusted").asDouble()).isLessThan(1e-9);
    assertThat(first.path("stable").isNull()).isTrue();
  }

  @Test
  void asOfADayLaterFilesAreNotLookedAt() {
    assertThat(run("--counts", folder.toString(), "--as-of", "2022-02-10", "--format", "tsv"))
        .isZero();

    assertThat(out.toString().lines().skip(1))
        .hasSize(4)
        .allMatch(line -> line.contains("\t2022-02-01\t2022-01-31\t"));
  }

  @Test
  void overTimeSaysWhetherGrowthIsStable() {
    assertThat(run("--counts", folder.toString(), "--region", "Here", "--over-time", "--limit=1"))
        .isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).contains("B", "2022-02-01");
    assertThat(lines.get(2)).contains("B", "2022-02-15", "stable").doesNotContain("not stable");
  }

  @Test
  void wrongUseSaysWhatToDo() {
    assertThat(run("--counts", folder.toString(), "--region", "Nowhere")).isEqualTo(2);
    assertThat(err.toString()).contains("Nowhere", "Here, There");

    assertThat(run("--counts", folder.toString(), "--as-of", "2021-01-01")).isEqualTo(2);
    assertThat(err.toString()).contains("nothing known by 2021-01-01");

    assertThat(run("--counts", folder.toString(), "--mutations")).isEqualTo(2);
    assertThat(err.toString()).contains("--mutations needs a running stack");

    assertThat(run("--counts", folder.toString(), "--sampling", "all")).isEqualTo(2);
    assertThat(err.toString()).contains("--sampling needs a running stack");

    assertThat(run("--sampling", "other")).isEqualTo(2);
    assertThat(err.toString()).contains("--sampling takes baseline or all");
  }

  private int run(String... arguments) {
    CommandLine command =
        Virowatch.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "growth";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return command.execute(all);
  }
}
