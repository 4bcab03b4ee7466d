package org.virowatch.stack.foresight;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.stack.Virowatch;
import picocli.CommandLine;

class BacktestCommandTest {
  private static final LocalDate START = LocalDate.of(2022, 1, 1);

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** New grows by a tenth a day in two countries; a week of genomes is always on its way. */
  @BeforeEach
  void writeCounts() throws IOException {
    for (int file = 0; file < 6; file++) {
      LocalDate known = START.plusDays(60 + 14L * file);
      StringBuilder rows = new StringBuilder("date\tlocation\tvariant\tsequences\n");
      for (int day = 14 * file; day < 53 + 14 * file; day++) {
        for (String place : List.of("United Kingdom", "South Africa")) {
          long rising = Math.round(0.1 * Math.exp(0.1 * (day - 40)));
          rows.append(START.plusDays(day)).append('\t').append(place).append("\tOld\t200\n");
          rows.append(START.plusDays(day)).append('\t').append(place).append("\tother\t5\n");
          rows.append(START.plusDays(day)).append('\t').append(place).append("\tNew\t");
          rows.append(rising).append('\n');
        }
      }
      Files.writeString(folder.resolve("seq_counts_" + known + ".tsv"), rows);
    }
  }

  @Test
  void eventsSummaryAndReportAreWritten() throws IOException {
    Path events = folder.resolve("alerts.tsv");
    Path report = folder.resolve("report.html");
    assertThat(
            run(
                "--counts",
                folder.toString(),
                "--output",
                events.toString(),
                "--report",
                report.toString(),
                "--decoys",
                "6"))
        .isZero();

    List<String> lines = Files.readAllLines(events);
    assertThat(lines.get(0))
        .isEqualTo(
            "rule\tkind\tlocation\tvariant\tas_of\tstate\tk\tn\tfrequency\tlower\tupper"
                + "\tgrowth_per_week\tgrowth_lower\tgrowth_upper\tp_adjusted\tcompleteness");
    assertThat(lines)
        .anyMatch(line -> line.startsWith("spreading-lineage\tspread\tUnited Kingdom\tNew\t2022-"))
        .noneMatch(line -> line.contains("\tother\t"))
        .allMatch(line -> line.split("\t", -1).length == 16);
    assertThat(out.toString())
        .contains("growing-lineage")
        .contains("decoys")
        .contains("not applicable to counts by variant: ")
        .contains("silent-country (freshness), unreliable-lab (quality), nirmatrelvir-resistance")
        .contains("minLabs is taken as 1");
    assertThat(Files.readString(report))
        .contains("<svg", "South Africa", "spreading-lineage")
        .doesNotContain("http", "<script");
  }

  @Test
  void theSummaryIsJsonWhereAskedFor() throws IOException {
    assertThat(run("--counts", folder.toString(), "--format", "json")).isZero();

    JsonNode root = JsonMapper.builder().build().readTree(out.toString());
    assertThat(root.path("rules")).hasSize(4);
    JsonNode spread = root.path("rules").get(2);
    assertThat(spread.path("rule").asText()).isEqualTo("spreading-lineage");
    assertThat(spread.path("leads").get(2).path("threshold").asDouble()).isEqualTo(0.1);
    assertThat(spread.path("leads").get(2).path("median").asDouble()).isGreaterThan(0);
  }

  @Test
  void rulesNameCountriesByTheirCodes() throws IOException {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules,
        """
        id: mine
        kind: growth
        subject: lineage:*
        regions: [ZA]
        fdr: 0.1
        """);
    Path events = folder.resolve("alerts.tsv");
    assertThat(
            run(
                "--counts",
                folder.toString(),
                "--rules",
                rules.toString(),
                "--output",
                events.toString()))
        .isZero();

    assertThat(Files.readAllLines(events).stream().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("mine\tgrowth\tSouth Africa\t"));
  }

  @Test
  void wrongUseIsSaidAtOnce() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("either --counts, or --sequences");
    assertThat(run("--counts", folder.toString(), "--metadata", "x.tsv")).isEqualTo(2);
    assertThat(run("--counts", folder.toString(), "--decoys", "-1")).isEqualTo(2);
    assertThat(run("--metadata", "x.tsv", "--decoys", "5")).isEqualTo(2);
  }

  @Test
  void whatCannotBeReadOrWrittenIsNamedWithARemedy() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(run("--counts", empty.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("holds no file seq_counts_YYYY-MM-DD.tsv");

    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, "id: r\nkind: spread\nsubject: lineage:*\n");
    assertThat(run("--counts", folder.toString(), "--rules", rules.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("probability '' is missing, and a spread rule needs it");

    Path nowhere = folder.resolve("none").resolve("alerts.tsv");
    assertThat(run("--counts", folder.toString(), "--output", nowhere.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("cannot write " + nowhere);

    Files.writeString(
        folder.resolve("seq_counts_2022-03-02.tsv"),
        "date\tlocation\tvariant\tsequences\n2022-01-01\tHere\tA\tmany\n");
    assertThat(run("--counts", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("line 2", "\"many\" is not a number of genomes");
  }

  @Test
  void genomesAreReplayedByTheirSubmission() throws IOException {
    Path metadata = folder.resolve("genomes.tsv");
    Path sequences = folder.resolve("genomes.fasta");
    StringBuilder rows =
        new StringBuilder(
            "accession\tversion\tcollectionDate\tsubmittedAt\tcountry\tpurposeOfSampling\n");
    StringBuilder fasta = new StringBuilder();
    String reference = new String(ReferenceDatasets.builtIn().reference(), US_ASCII);
    for (int genome = 0; genome < 8; genome++) {
      // The last two are targeted and known with the first.
      boolean targeted = genome > 5;
      rows.append("G").append(genome).append("\t1\t").append(START.plusDays(genome % 6));
      rows.append('\t').append(START.plusDays(10L + genome % 6)).append("T00:00:00Z\tGB\t");
      rows.append(targeted ? "Cluster/Outbreak investigation\n" : "\n");
      fasta.append(">G").append(genome).append('\n').append(reference).append('\n');
    }
    Files.writeString(metadata, rows);
    Files.writeString(sequences, fasta);
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules,
        """
        id: f
        kind: frequency
        subject: lineage:*
        threshold: 0.5
        minGenomes: 4
        regions: [GB]
        ---
        id: g
        kind: growth
        subject: lineage:*
        fdr: 0.1
        """);
    Path events = folder.resolve("alerts.tsv");
    assertThat(
            run(
                "--sequences",
                sequences.toString(),
                "--metadata",
                metadata.toString(),
                "--rules",
                rules.toString(),
                "--output",
                events.toString()))
        .isZero();

    assertThat(out.toString())
        .contains(
            "8 versions of genomes (2 of targeted sampling, which the truth and most rules leave"
                + " out), decisions every PT24H");
    List<String> lines = Files.readAllLines(events);
    assertThat(lines).hasSize(2);
    // The fourth genome is known at the start of the fourteenth.
    assertThat(lines.get(1))
        .startsWith("f\tfrequency\tGB\t")
        .contains("\t2022-01-14\tfiring\t4\t4\t");
  }

  @Test
  void aHistoryOfNoGenomesIsRefused() throws IOException {
    Path metadata = folder.resolve("genomes.tsv");
    Files.writeString(metadata, "accession\tversion\n");
    assertThat(run("--metadata", metadata.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no column says when").doesNotContain("unexpected fault");
    Files.writeString(metadata, "accession\tversion\tdate\tstatus\n");
    assertThat(run("--metadata", metadata.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no genome could be called");
  }

  private int run(String... arguments) {
    CommandLine virowatch =
        Virowatch.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "backtest";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return virowatch.execute(all);
  }
}
