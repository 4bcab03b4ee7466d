package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.CompressedInput;
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

  @ParameterizedTest
  @ValueSource(strings = {"tsv", "csv", "json"})
  void standardOutputStaysEmptyWhereNoInputCanBeRead(String kind) throws IOException {
    Path broken = Files.writeString(folder.resolve("page.html"), "<html>404</html>", UTF_8);
    Path missing = folder.resolve("missing.fasta");
    assertThat(run(broken.toString(), missing.toString(), "--output-" + kind, "-"))
        .isEqualTo(CallCommand.NOTHING);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("page.html", "missing.fasta").doesNotContain("0 sequences");
    Path empty = Files.writeString(folder.resolve("empty.fasta"), "", UTF_8);
    run(empty.toString(), "--output-" + kind, "-");
    boolean unreadable = err.toString().contains("empty.fasta");
    assertThat(out.toString().isEmpty()).isEqualTo(unreadable);
  }

  @Test
  void aGenomeOfAnotherVirusIsToldToBeCalledWithItsDataset() throws IOException {
    SmallVirus other = SmallVirus.of("virus-o", 1200, 3);
    Path installed = folder.resolve("installed");
    other.dataset(installed.resolve("virus-o"), "1");
    run(fasta(other.genome(200)).toString(), "--datasets-from", installed.toString());
    assertThat(cell(rows().get(0), "errors"))
        .contains("looks like Virus of virus-o")
        .endsWith("Name its dataset: --dataset virus-o.");
  }

  @Test
  void annotationsAndTheTreeInNewickAreOutputsOfTheirOwn() throws IOException {
    SmallVirus virus = SmallVirus.of("virus-n", 400, 1);
    Path dataset = virus.dataset(folder.resolve("n"), "1");
    Path input = fasta(virus.genome(200), Arrays.copyOfRange(virus.reference(), 30, 900));
    int exit =
        run(
            input.toString(),
            "--dataset",
            dataset.toString(),
            "--output-annotation-gff",
            folder.resolve("x.gff").toString(),
            "--output-annotation-tbl",
            folder.resolve("x.tbl").toString(),
            "--output-tree-nwk",
            folder.resolve("x.nwk").toString());

    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("x.gff")))
        .startsWith("##gff-version 3", "##sequence-region s0 1 1200")
        .contains(
            "s1\tvirowatch\tCDS\t1\t870\t.\t+\t0\tName=virus-nP;ID=CDS-1-virus-nP;seq_index=1;"
                + "product=virus-nP;Parent=Gene-1-virus-nP;truncated-left=30;truncated-right=300");
    assertThat(Files.readAllLines(folder.resolve("x.tbl")))
        .startsWith(">Feature s0", "1\t1200\tgene")
        .contains(">Feature s1", "<1\t>870\tCDS");
    assertThat(folder.resolve("x.nwk")).content().matches("\\(s1:0,s0:0\\.0\\d+\\):0;\n");
  }

  @Test
  void nodesAsNearAsTheNearestAreNamedOnRequest() throws IOException {
    Path file = fasta(genomeWith(241, 'T'));
    run(file.toString(), "--output-ndjson", "-");
    assertThat(out.toString()).doesNotContain("\"nearestNodes\"");
    out.getBuffer().setLength(0);
    run(file.toString(), "--output-ndjson", "-", "--include-nearest-node-info");
    String nearest = new ObjectMapper().readTree(out.toString()).path("nearestNodeName").asText();
    assertThat(new ObjectMapper().readTree(out.toString()).path("nearestNodes").get(0).asText())
        .isEqualTo(nearest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--silent", "--quiet", "--verbosity=off", "--verbosity=error"})
  void aSummaryIsToldUnlessSilenceIsAskedFor(String silence) throws IOException {
    Path file = fasta(genomeWith(241, 'T'));
    assertThat(run(file.toString(), silence, "--in-order", "--without-greedy-tree-builder"))
        .isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(run(file.toString(), "--verbosity", "info", "-v")).isZero();
    assertThat(err.toString()).contains("1 sequence: 1 called");
    assertThat(run(file.toString(), "--verbosity", "loud")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString())
        .contains("--verbosity takes off, error, warn, info, debug or trace, got loud");
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
  void everyOutputIsWrittenIntoAFolder() throws IOException {
    Path results = folder.resolve("new/results");
    Path input = fasta(genomeWith(23_403, 'G'), "MFVFLVLLPL".getBytes(UTF_8));
    assertThat(
            run(
                input.toString(),
                "--output-all",
                results.toString(),
                "--output-selection",
                "tsv,csv,ndjson,json,fasta,translations",
                "--output-basename",
                "run7",
                "--include-reference",
                "--in-order"))
        .isEqualTo(CallCommand.FAILURES);
    assertThat(Files.readString(results.resolve("run7.tsv"))).startsWith("index\tseqName\tclade\t");
    assertThat(Files.readString(results.resolve("run7.csv"))).startsWith("index;seqName;clade;");
    assertThat(Files.readAllLines(results.resolve("run7.ndjson")))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("\"pos\":23402,\"refNuc\":\"A\""))
        .anySatisfy(line -> assertThat(line).contains("\"errors\":[\"NOT_NUCLEOTIDE"));
    JsonNode json = new ObjectMapper().readTree(results.resolve("run7.json").toFile());
    assertThat(json.get("results")).hasSize(1);
    assertThat(json.get("errors")).hasSize(1);
    List<String> aligned = Files.readAllLines(results.resolve("run7.aligned.fasta"));
    assertThat(aligned).hasSize(4).contains(">NC_045512.2", ">s0");
    assertThat(aligned.get(3)).hasSize(29_903);
    assertThat(Files.readAllLines(results.resolve("run7.cds_translation.S.fasta")))
        .hasSize(4)
        .last()
        .asString()
        .startsWith("MFVFLVLLPLVSSQ")
        .hasSize(1274);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"gz", "zst", "xz", "bz2"})
  void outputIsCompressedByItsEndingAndReadBackTheSame(String ending) throws IOException {
    Path plain = folder.resolve("calls.fasta");
    Path packed = folder.resolve("calls.fasta." + ending);
    Path input = fasta(genomeWith(241, 'T'), genomeWith(23_403, 'G'));
    assertThat(run(input.toString(), "-o", plain.toString())).isZero();
    assertThat(run(input.toString(), "-o", packed.toString())).isZero();
    try (var stream = CompressedInput.decompress(Files.newInputStream(packed))) {
      assertThat(stream.readAllBytes()).isEqualTo(Files.readAllBytes(plain));
    }
    assertThat(run(packed.toString())).as("and is input again").isZero();
    assertThat(rows()).hasSize(2);
  }

  @Test
  void nothingStandsUnderTheNameOfAnOutputThatFailed() throws IOException {
    Path table = folder.resolve("t.tsv");
    Path input = fasta(genomeWith(241, 'T'));
    assertThat(run(input.toString(), "-t", table.toString(), "-C", "seqNam"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("did you mean seqName?");
    assertThat(run(input.toString(), "-t", table.toString(), "-c", "/proc/no/such.csv"))
        .isEqualTo(CallCommand.NOTHING);
    assertThat(err.toString()).contains("/proc/no");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(input);
    }
  }

  @Test
  void anInputThatCannotBeReadLeavesEarlierResultsAlone() throws IOException {
    Path table = Files.writeString(folder.resolve("t.tsv"), "earlier results");
    assertThat(run("no-such-file.fasta", "-t", table.toString())).isEqualTo(CallCommand.NOTHING);
    assertThat(err.toString()).contains("There is no file no-such-file.fasta");
    assertThat(table).hasContent("earlier results");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--min-length -1 | --min-length takes 0 or more, got -1",
        "--min-seed-cover 2 | --min-seed-cover takes 0 to 1, got 2.0",
        "--gap-alignment-side up | --gap-alignment-side takes left or right, got up",
        "--alignment-preset odd | --alignment-preset takes default, high-diversity",
        "--output-basename x | --output-basename only goes with --output-all",
        "--output-all o -s newick | --output-selection has no newick; it takes all, tsv",
        "-P proteins.fasta | --output-translations takes a name with {cds} in it",
        "-t a.tsv -c a.tsv | two outputs go to a.tsv",
        "no*such?files.fa | no file matches no*such?files.fa",
        "-C qc,clad | there is no column or category \"clad\"; did you mean clade?",
      })
  void aWrongOptionIsToldWithTheRemedy(String options, String message) {
    List<String> arguments = new ArrayList<>(Arrays.asList(options.strip().split(" ")));
    arguments.add("x.fasta");
    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains(message.strip());
  }

  @Test
  void alignmentOptionsGoBeforeTheDataset() throws IOException {
    byte[] fragment = Arrays.copyOfRange(genomeWith(23_403, 'G'), 23_340, 23_420);
    Path input = fasta(fragment);
    assertThat(run(input.toString())).isEqualTo(CallCommand.NOTHING);
    assertThat(run(input.toString(), "--min-length", "50", "-C", "substitutions")).isZero();
    assertThat(out.toString()).endsWith("substitutions\nA23403G\n");
  }

  @Test
  void patternsThatTheShellLeftAloneAreSpelledOut() throws IOException {
    fasta(genomeWith(241, 'T'));
    assertThat(run(folder.resolve("*.fas?a").toString(), "-C", "substitutions")).isZero();
    assertThat(out.toString()).isEqualTo("substitutions\nC241T\n");
  }

  @Test
  void aWatchlistIsMatchedByOrfPeptideAndCombination() throws IOException {
    byte[] genome = genomeWith(10_551, 'T'); // nsp5:E166V, ORF1a:E3429V
    assertThat(run(fasta(genome).toString(), "-C", "aaSubstitutions,watchlist")).isZero();
    assertThat(out.toString()).contains("ORF1a:E3429V\tORF1a:E3429V|");
    assertThat(out.toString()).contains("nirmatrelvir");
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
