package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import picocli.CommandLine;

/** {@code call} with single files instead of a dataset's own. */
class DatasetFileOptionsTest {
  private static final SmallVirus X = SmallVirus.of("virus-x", 400, 1);
  private static final String COLUMNS = "seqName,clade,qc.overallScore,aaSubstitutions,errors";

  @TempDir Path folder;

  private final StringWriter err = new StringWriter();
  private String genomes = "";
  private String dataset = "";
  private String annotation = "";

  @BeforeEach
  void writeFiles() throws IOException {
    dataset = X.dataset(folder.resolve("x"), "1").toString();
    byte[] genome = X.reference();
    byte[] stop = {'T', 'A', 'A'};
    System.arraycopy(stop, 0, genome, 300, 3);
    genomes =
        Files.writeString(folder.resolve("g.fasta"), ">g\n" + new String(genome, UTF_8)).toString();
    annotation =
        Files.writeString(
                folder.resolve("genes.gff3"),
                String.join(
                    "\n",
                    List.of(
                        "virus-x\t.\tCDS\t1\t600\t.\t+\t0\tName=front",
                        "virus-x\t.\tCDS\t601\t1200\t.\t+\t0\tName=back")))
            .toString();
  }

  @Test
  void anAnnotationIsReadInsteadOfTheDatasets() throws IOException {
    assertThat(cell(call("--dataset", dataset), 3)).startsWith("virus-xP:").endsWith("101*");
    assertThat(cell(call("--dataset", dataset, "--input-annotation", annotation), 3))
        .startsWith("front:")
        .endsWith("101*");
  }

  @Test
  void aConfigurationIsReadInsteadOfTheDatasets() throws IOException {
    String pathogen =
        Files.writeString(
                folder.resolve("p.json"),
                "{\"qc\": {\"stopCodons\": {\"enabled\": true}}, \"alignmentParams\": {}}")
            .toString();

    assertThat(cell(call("--dataset", dataset), 2)).isEqualTo("0");
    assertThat(cell(call("--dataset", dataset, "--input-pathogen-json", pathogen), 2))
        .isEqualTo("56.250000"); // 75² ÷ 100
  }

  @Test
  void aTreeIsReadInsteadOfTheDatasetsAndMustBelongToTheReference() throws IOException {
    String base = new String(X.reference(), 0, 1, UTF_8);
    Path tree = folder.resolve("tree.json.gz");
    writeGzip(tree, base);
    assertThat(cell(call("--dataset", dataset, "--input-tree", tree.toString()), 1)).isEqualTo("Q");
    writeGzip(tree, base.equals("A") ? "C" : "A");
    assertThat(call("--dataset", dataset, "--input-tree", tree.toString())).isEmpty();
    assertThat(err.toString()).contains("tree.json.gz", "do not belong together");
  }

  private static void writeGzip(Path tree, String from) throws IOException {
    String json =
        "{\"version\":\"v2\",\"meta\":{},\"tree\":{\"name\":\"r\",\"node_attrs\":"
            + "{\"clade_membership\":{\"value\":\"Q\"}},\"branch_attrs\":{\"mutations\":"
            + "{\"nuc\":[\""
            + from
            + "1-\"]}}}}";
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(tree))) {
      out.write(json.getBytes(UTF_8));
    }
  }

  @Test
  void withAReferenceAloneThereIsNoDataset() throws IOException {
    String reference = dataset + "/reference.fasta";

    assertThat(cell(call("--input-ref", reference), 3)).isEmpty();
    assertThat(cell(call("--input-ref", reference, "--input-annotation", annotation), 3))
        .startsWith("front:");
    assertThat(err.toString()).contains("(reference unversioned");
  }

  @Test
  void onlyTheCodingSequencesSelectedAreTranslated() throws IOException {
    Path proteins = folder.resolve("p/{cds}.fasta");
    call("-D", dataset, "--input-annotation", annotation, "-g", "back", "-P", proteins.toString());
    try (Stream<Path> files = Files.list(folder.resolve("p"))) {
      assertThat(files.map(path -> path.getFileName().toString())).containsExactly("back.fasta");
    }
    assertThat(cell(call("-D", dataset, "--input-annotation", annotation, "-g", "back"), 3))
        .isEmpty();
    assertThat(call("-D", dataset, "--cds-selection", "S")).isEmpty();
    assertThat(err.toString()).contains("no coding sequence 'S'; it has virus-xP");
  }

  @Test
  void peptidesLeaveWithTheirCodingSequence() {
    var spikeOnly = ReferenceDatasets.builtIn().withCodingSequences(List.of("S"));
    assertThat(spikeOnly.annotation().codingSequences()).hasSize(1);
    assertThat(spikeOnly.annotation().peptides()).noneMatch(p -> p.name().startsWith("nsp"));
    var first = ReferenceDatasets.builtIn().withCodingSequences(List.of("ORF1a"));
    assertThat(first.annotation().peptides()).anyMatch(p -> p.name().equals("nsp5"));
  }

  @Test
  void switchesAreAcceptedAsNextcladeWritesThem() throws IOException {
    for (String form : List.of("--include-reference", "--include-reference=true")) {
      Path out = folder.resolve("aligned.fasta");
      call("-D", dataset, "--in-order", "--replace-unknown=true", "-o", out.toString(), form);
      assertThat(Files.readAllLines(out, UTF_8)).hasSize(4).startsWith(">virus-x");
    }
  }

  /** The cells of the one row; none if the call failed. */
  private List<String> call(String... arguments) {
    StringWriter out = new StringWriter();
    Stream<String> last =
        Stream.of("--output-tsv", "-", "--output-columns-selection", COLUMNS, genomes);
    new CommandLine(new CallCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(Stream.concat(Stream.of(arguments), last).toArray(String[]::new));
    List<String> lines = out.toString().lines().toList();
    return lines.size() < 2 ? List.of() : List.of(lines.get(1).split("\t", -1));
  }

  private String cell(List<String> row, int index) {
    assertThat(row).as(err.toString()).hasSize(COLUMNS.split(",").length);
    return row.get(index);
  }
}
