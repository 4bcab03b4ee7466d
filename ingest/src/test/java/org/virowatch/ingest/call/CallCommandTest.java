package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import picocli.CommandLine;

class CallCommandTest {
  private static final Path DATASETS = Path.of("..", "..", "shared", "data", "datasets");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new CallCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private List<Map<String, String>> rows() {
    List<String> lines = out.toString().lines().toList();
    String[] header = lines.get(0).split("\t", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      assertThat(cells).hasSameSizeAs(header);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < cells.length; i++) {
        row.put(header[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static String cell(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static byte[] genomeWith(int position, char base) {
    byte[] genome = Arrays.copyOf(ReferenceDatasets.builtIn().reference(), 29_903);
    genome[position - 1] = (byte) base;
    return genome;
  }

  private Path fasta(byte[]... sequences) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sequences.length; i++) {
      text.append(">s").append(i).append('\n').append(new String(sequences[i], UTF_8)).append('\n');
    }
    return Files.writeString(folder.resolve("s.fasta"), text.toString(), UTF_8);
  }

  @Test
  void callsAreWrittenInTheOrderOfTheInputAndFailuresHaveAReason() throws IOException {
    Path file = fasta(genomeWith(23_403, 'G'), "MFVFLVLLPL".getBytes(UTF_8), genomeWith(241, 'T'));
    int exit = run(file.toString(), "--jobs", "2");
    assertThat(exit).isEqualTo(CallCommand.FAILURES);
    List<Map<String, String>> rows = rows();
    assertThat(rows).extracting(row -> cell(row, "seqName")).containsExactly("s0", "s1", "s2");
    assertThat(cell(rows.get(0), "substitutions")).isEqualTo("A23403G");
    assertThat(cell(rows.get(0), "aaSubstitutions")).isEqualTo("S:D614G");
    assertThat(cell(rows.get(0), "totalSubstitutions")).isEqualTo("1");
    assertThat(cell(rows.get(0), "coverage")).isEqualTo("1");
    assertThat(cell(rows.get(0), "alignmentStart")).isEqualTo("1");
    assertThat(cell(rows.get(0), "alignmentEnd")).isEqualTo("29903");
    assertThat(cell(rows.get(0), "errors")).isEmpty();
    assertThat(cell(rows.get(1), "errors")).startsWith("NOT_NUCLEOTIDE: ");
    assertThat(cell(rows.get(1), "substitutions")).isEmpty();
    assertThat(cell(rows.get(2), "substitutions")).isEqualTo("C241T");
    assertThat(err.toString()).contains("3 sequences: 2 called, 1 failed");
  }

  @Test
  void theOrderHoldsForManyMoreSequencesThanThreads() throws IOException {
    byte[][] genomes = new byte[60][];
    for (int i = 0; i < genomes.length; i++) {
      genomes[i] = i % 7 == 0 ? "NNNN".getBytes(UTF_8) : genomeWith(23_403, i % 2 == 0 ? 'G' : 'T');
    }
    run(fasta(genomes).toString(), "--jobs", "3");
    List<Map<String, String>> rows = rows();
    assertThat(rows).hasSize(60);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(cell(rows.get(i), "index")).isEqualTo(Integer.toString(i));
      assertThat(cell(rows.get(i), "seqName")).isEqualTo("s" + i);
      assertThat(cell(rows.get(i), "substitutions"))
          .isEqualTo(i % 7 == 0 ? "" : i % 2 == 0 ? "A23403G" : "A23403T");
    }
  }

  @Test
  void aBrokenFileIsReportedAndTheNextIsCalled() throws IOException {
    Path broken = Files.writeString(folder.resolve("page.html"), "<html>404</html>", UTF_8);
    Path good = fasta(genomeWith(241, 'T'));
    assertThat(run(broken.toString(), good.toString())).isEqualTo(CallCommand.FAILURES);
    assertThat(rows()).hasSize(1);
    assertThat(err.toString()).contains("page.html");
  }

  @Test
  void nothingCalledIsExitCodeTwo() throws IOException {
    assertThat(run(fasta("MFVFL".getBytes(UTF_8)).toString())).isEqualTo(CallCommand.NOTHING);
    assertThat(run("x.fasta", "--dataset", "no-such-dataset")).isEqualTo(CallCommand.NOTHING);
    assertThat(err.toString()).contains("no-such-dataset");
    assertThat(run("x.fasta", "--jobs", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run()).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  @Test
  void theTableGoesToAFileWhenAsked() throws IOException {
    Path table = folder.resolve("calls.tsv");
    assertThat(run(fasta(genomeWith(241, 'T')).toString(), "--output-tsv", table.toString()))
        .isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(Files.readAllLines(table, UTF_8)).hasSize(2);
  }

  @Test
  void helpHasAnExample() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("virowatch call genomes.fasta.gz");
  }

  @ParameterizedTest
  @CsvSource({"sars-cov-2-2024-02.zip, 165", "flu-h3n2-ha.zip, 48", "rsv-a.zip, 32"})
  void everyExampleOfARealDatasetIsCalledAndPlaced(String name, int sequences) throws IOException {
    Path zip = DATASETS.resolve(name);
    assumeTrue(Files.exists(zip), zip + " is not on this machine");
    Path examples = folder.resolve("examples.fasta");
    try (var archive = new ZipFile(zip.toFile())) {
      var entry = archive.stream().filter(e -> e.getName().endsWith("sequences.fasta")).findFirst();
      Files.copy(archive.getInputStream(entry.orElseThrow()), examples);
    }
    assertThat(run(examples.toString(), "--dataset", zip.toString())).isZero();
    assertThat(rows())
        .hasSize(sequences)
        .allSatisfy(
            row -> {
              assertThat(cell(row, "errors")).isEmpty();
              assertThat(cell(row, "clade")).isNotEmpty();
              assertThat(cell(row, "qc.overallStatus")).isIn("good", "mediocre", "bad");
            });
  }
}
