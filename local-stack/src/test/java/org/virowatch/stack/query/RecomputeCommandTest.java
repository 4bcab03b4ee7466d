package org.virowatch.stack.query;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.stack.Virowatch;

/** What the command adds to the plain table. Sequences are the reference with a substitution. */
class RecomputeCommandTest {
  private static final LocalDate FIRST = LocalDate.of(2022, 1, 3);
  private static final int DAYS = 42;

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  /** A genome a day of England, every other known after three days and the others after ten. */
  @BeforeEach
  void writeGenomes() throws Exception {
    byte[] sequence = ReferenceDatasets.builtIn().reference();
    sequence[240] = 'T';
    String bases = new String(sequence, US_ASCII);
    StringBuilder fasta = new StringBuilder();
    StringBuilder rows = new StringBuilder("accession\tdate\tsubmitted_at\tcountry\tdivision\n");
    for (int day = 0; day < DAYS; day++) {
      LocalDate submitted = FIRST.plusDays(day + (day % 2 == 0 ? 3 : 10));
      if (submitted.isBefore(FIRST.plusDays(DAYS))) {
        fasta.append(">G").append(day).append('\n').append(bases).append('\n');
        rows.append('G').append(day).append('\t').append(FIRST.plusDays(day)).append('\t');
        rows.append(submitted).append("T06:00:00Z\tUnited Kingdom\tEngland\n");
      }
    }
    Files.writeString(folder.resolve("genomes.fasta"), fasta);
    Files.writeString(folder.resolve("genomes.tsv"), rows);
  }

  @Test
  void completenessStandsBesideThePlainTable() throws Exception {
    List<String> plain = table();
    List<String> complete = table("--completeness");

    assertThat(complete).hasSameSizeAs(plain);
    for (int i = 0; i < plain.size(); i++) {
      List<String> fields = List.of(complete.get(i).split("\t", -1));
      assertThat(fields).hasSize(15);
      assertThat(String.join("\t", fields.subList(0, 10))).isEqualTo(plain.get(i));
    }
    assertThat(complete.get(0))
        .endsWith("\tcompleteness\texpected\texpected_lower\texpected_upper\tas_of");
    // The last submission came on 13 February, after the last tick of a day. By then half of the
    // genomes of the days from four to ten days ago were known: five of seven of the week.
    String[] early = own(complete, "2022-W01");
    String[] late = own(complete, "2022-W05");
    assertThat(early[14]).isEqualTo("2022-02-13T00:00:00Z").isEqualTo(late[14]);
    assertThat(Double.parseDouble(early[10])).isGreaterThan(0.95);
    assertThat(Double.parseDouble(late[10])).isCloseTo(5 / 7.0, within(0.05));
    assertThat(Double.parseDouble(late[11])).isCloseTo(7, within(0.5));
    assertThat(Double.parseDouble(late[13])).isGreaterThanOrEqualTo(7);
  }

  @Test
  void withTicksADayLongItEndsAtTheTickAfterTheLastSubmission() throws Exception {
    String[] row = own(table("--completeness", "--tick", "P1D"), "2022-W05");
    String[] asked = own(table("--completeness", "--as-of", "2022-02-14T00:00:00Z"), "2022-W05");

    assertThat(row[14]).isEqualTo("2022-02-14T00:00:00Z");
    assertThat(asked).isEqualTo(row);
  }

  @Test
  void jsonHasNumbersAndNulls() throws Exception {
    Path output = folder.resolve("out.json");
    assertThat(
            run(
                "--completeness",
                "--region",
                "GB",
                "--lineage",
                "*",
                "--mutation",
                "",
                "--as-of",
                "2022-01-20T00:00:00Z",
                "--format",
                "json",
                "--output",
                output.toString()))
        .isZero();

    JsonNode rows = JsonMapper.builder().build().readTree(output.toFile());
    assertThat(rows.get(0).path("completeness").isNumber()).isTrue();
    assertThat(rows.get(0).path("expected_upper").isNumber()).isTrue();
    assertThat(rows.get(0).path("as_of").textValue()).isEqualTo("2022-01-20T00:00:00Z");
    JsonNode ahead = rows.get(rows.size() - 1);
    assertThat(ahead.path("week").textValue()).isEqualTo("2022-W06");
    assertThat(ahead.path("completeness").isNull()).isTrue();
    assertThat(ahead.path("as_of").isNull()).isTrue();
  }

  @Test
  void weightsStandAfterCompleteness() throws Exception {
    Path population = folder.resolve("population.tsv");
    Files.writeString(population, "region\tweight\nGB\t3\nFR\t1\nGB-ENG\t2\n");
    List<String> plain = table();
    List<String> weighted = table("--weights", population.toString());
    List<String> both = table("--weights", population.toString(), "--completeness");

    for (int i = 0; i < plain.size(); i++) {
      assertThat(weighted.get(i)).startsWith(plain.get(i) + "\t");
      String[] fields = weighted.get(i).split("\t", -1);
      assertThat(fields).hasSize(15);
      assertThat(both.get(i).split("\t", -1))
          .hasSize(20)
          .endsWith(Arrays.copyOfRange(fields, 10, 15));
    }
    assertThat(own(weighted, "2022-W02"))
        .endsWith("1.000000", "0.645670", "1.000000", "7.0", "1.000000");
    assertThat(weighted)
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith("world\t2022-W02\t*\t7\tC241T\t")
                    .endsWith("\t7.0\t0.750000"));
    assertThat(err.toString()).doesNotContain("weight");
  }

  @Test
  void genomesWithoutAWeightAreSaidToBeLeftOut() throws Exception {
    Path population = folder.resolve("population.tsv");
    Files.writeString(population, "region\tweight\nFR\t1\n");

    List<String> rows = table("--weights", population.toString(), "--region", "world");

    assertThat(rows.get(1)).endsWith("\t\t\t\t0.0\t0.000000");
    assertThat(err.toString()).contains("for want of a weight in " + population + ": GB\n");
  }

  @Test
  void weightsOfNoUseAreRefusedBeforeAnythingIsCalled() throws Exception {
    Path bad = folder.resolve("bad.tsv");
    Files.writeString(bad, "region\tweight\nGB\tmany\n");

    assertThat(run("--weights", bad.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "virowatch recompute: "
                + bad
                + ", line 2: \"many\" is not a weight; write a number of people or cases from 0,"
                + " without separators of thousands, or leave the line out\n");
    assertThat(run("--weights", folder.resolve("none.tsv").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("none.tsv: no such file");
  }

  @Test
  void alertsHaveNoSuchColumns() throws Exception {
    Path population = folder.resolve("population.tsv");
    Files.writeString(population, "region\tweight\nFR\t1\n");

    assertThat(run("--completeness", "--alerts")).isEqualTo(2);
    assertThat(run("--weights", population.toString(), "--alerts")).isEqualTo(2);
    assertThat(err.toString()).contains("--completeness and --weights").contains("leave it");
  }

  private static String[] own(List<String> rows, String week) {
    String start = "GB\t" + week + "\t*\t";
    return rows.stream()
        .map(row -> row.split("\t", -1))
        .filter(row -> String.join("\t", row).startsWith(start) && row[4].isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private List<String> table(String... options) throws Exception {
    Path output = folder.resolve("out.tsv");
    List<String> arguments = new ArrayList<>(Arrays.asList(options));
    arguments.addAll(List.of("--output", output.toString()));
    assertThat(run(arguments.toArray(String[]::new))).as(err.toString()).isZero();
    return Files.readAllLines(output);
  }

  private int run(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "recompute",
                "--sequences",
                folder.resolve("genomes.fasta").toString(),
                "--metadata",
                folder.resolve("genomes.tsv").toString()));
    arguments.addAll(Arrays.asList(options));
    return Virowatch.commandLine()
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }
}
