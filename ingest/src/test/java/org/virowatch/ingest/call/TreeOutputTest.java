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
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code call --output-tree}. */
class TreeOutputTest {
  private static final Path DATASETS = Path.of("..", "..", "shared", "data", "datasets");
  private static final SmallVirus X = SmallVirus.of("virus-x", 400, 1);

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void genomesHangOnTheirNearestNodesAndOnANewNodeInATipsPlace() throws IOException {
    byte[] tip = change(X.reference(), 9, 30, 60);
    Path dataset = X.dataset(folder.resolve("x"), "1");
    Files.writeString(
        dataset.resolve("tree.json"),
        "{\"version\": \"v2\", \"meta\": {\"title\": \"t\"}, \"extra\": [1], \"tree\": {\"name\":"
            + " \"root\", \"node_attrs\": {\"div\": 0}, \"children\": [{\"name\": \"tip\","
            + " \"node_attrs\": {\"div\": 7, \"clade_membership\": {\"value\": \"T\"}},"
            + " \"branch_attrs\": {\"mutations\": {\"nuc\": ["
            + mutation(tip, 9)
            + ","
            + mutation(tip, 30)
            + ","
            + mutation(tip, 60)
            + "]}}}]}}");
    byte[] child = change(tip, 90, 120);

    call(
        dataset.toString(),
        "--output-tree",
        fasta(X.reference(), child, "AC".repeat(9).getBytes(UTF_8)));

    JsonNode document = tree();
    assertThat(document.path("extra")).hasSize(1);
    assertThat(document.path("meta").path("colorings").findValuesAsText("key"))
        .containsExactly("Node type", "QC Status");
    JsonNode children = document.path("tree").path("children");
    assertThat(children).hasSize(2);
    assertThat(children.path(0).path("name").asText()).isEqualTo("s0");
    JsonNode inner = children.path(1);
    assertThat(inner.path("name").asText())
        .isEqualTo("nextclade__copy_of_tip_for_placement_of_s1_#1");
    assertThat(inner.path("branch_attrs").path("mutations").path("nuc")).hasSize(3);
    assertThat(inner.path("node_attrs").path("div").asDouble()).isEqualTo(3);
    assertThat(inner.path("children").path(0).path("name").asText()).isEqualTo("tip");
    assertThat(inner.path("children").path(0).path("branch_attrs").path("mutations").path("nuc"))
        .isEmpty();
    JsonNode grafted = inner.path("children").path(1);
    assertThat(grafted.path("name").asText()).isEqualTo("s1");
    assertThat(grafted.path("branch_attrs").path("mutations").path("nuc").get(0).asText())
        .isEqualTo(mutation(child, 90).replace("\"", ""));
    assertThat(grafted.path("node_attrs").path("div").asDouble()).isEqualTo(5);
    assertThat(grafted.path("node_attrs").path("clade_membership").path("value").asText())
        .isEqualTo("T");
    assertThat(grafted.path("node_attrs").path("Node type").path("value").asText())
        .isEqualTo("New");
  }

  /** Two genomes that share mutations share a branch, unless the dataset or an option forbid it. */
  @Test
  void genomesAreBuiltIntoTheTreeUnlessTheyAreToStayOnTheirNearestNodes() throws IOException {
    byte[] first = change(X.reference(), 30, 60, 90);
    byte[] second = change(X.reference(), 30, 60, 120);
    Path dataset = X.dataset(folder.resolve("x"), "1");
    Files.writeString(
        dataset.resolve("tree.json"),
        "{\"version\": \"v2\", \"meta\": {}, \"tree\": {\"name\": \"root\", \"node_attrs\":"
            + " {\"div\": 0}, \"children\": [{\"name\": \"tip\", \"node_attrs\": {\"div\": 7}}]}}");
    Path fasta = fasta(first, second);

    call(dataset.toString(), "--output-tree", fasta);
    JsonNode shared = tree().path("tree").path("children").path(1);
    assertThat(shared.path("branch_attrs").path("mutations").path("nuc")).hasSize(2);
    assertThat(shared.path("children")).hasSize(2);

    call(dataset.toString(), "--output-tree", fasta, "--without-greedy-tree-builder");
    assertThat(tree().path("tree").path("children").findValuesAsText("name"))
        .containsExactlyInAnyOrder("tip", "s0", "s1");

    Path pathogen = dataset.resolve("pathogen.json");
    Files.writeString(
        pathogen,
        Files.readString(pathogen, UTF_8)
            .replaceFirst("\\{", "{\"treeBuilderParams\": {\"withoutGreedyTreeBuilder\": true},"));
    call(dataset.toString(), "--output-tree", fasta);
    assertThat(tree().path("tree").path("children")).hasSize(3);
    call(dataset.toString(), "--output-tree", fasta, "--without-greedy-tree-builder=false");
    assertThat(tree().path("tree").path("children")).hasSize(2);
  }

  /** The tree that is written is a tree on which the genomes have no mutations of their own. */
  @ParameterizedTest
  @CsvSource({
    "rsv-a, ''",
    "flu-h3n2-ha, ''",
    "sars-cov-2-2024-02, OP334332 ON895103" // C44T, which lies in the mask of placement
  })
  void onTheTreeWithTheGenomesEveryGenomeIsItsOwnNearestNode(String name, String differing)
      throws IOException {
    Path zip = DATASETS.resolve(name + ".zip");
    assumeTrue(Files.exists(zip), () -> "skipped: " + zip + " is not on this machine");
    Path examples = folder.resolve("examples.fasta");
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      Files.copy(archive.getInputStream(archive.getEntry("sequences.fasta")), examples);
    }
    call(zip.toString(), "--output-tree", examples);

    out.getBuffer().setLength(0);
    new CommandLine(new CallCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            "--dataset",
            zip.toString(),
            "--input-tree",
            folder.resolve("tree.json").toString(),
            "--output-columns-selection",
            "seqName,privateNucMutations.totalPrivateSubstitutions",
            examples.toString());

    List<String> own = new ArrayList<>();
    List<String> lines = out.toString().lines().toList();
    for (String line : lines.subList(1, lines.size())) {
      if (!line.endsWith("\t0") && !line.endsWith("\t")) {
        own.add(line.substring(0, line.indexOf('\t')));
      }
    }
    assertThat(lines.size()).as(err.toString()).isGreaterThan(20);
    assertThat(String.join(" ", own)).isEqualTo(differing);
  }

  @Test
  void aDatasetWithoutATreeIsToldOfUnlessEverythingIsWanted() throws IOException {
    Path fasta = fasta(X.reference());
    Path dataset = X.dataset(folder.resolve("x"), "1");
    Files.delete(dataset.resolve("tree.json"));
    Files.writeString(
        dataset.resolve("pathogen.json"), "{\"files\": {\"reference\": \"reference.fasta\"}}");

    call(dataset.toString(), "--output-tree", fasta);
    assertThat(err.toString()).contains("--output-tree needs a dataset with a tree");
    assertThat(folder.resolve("tree.json")).doesNotExist();
    call(dataset.toString(), "--output-all", fasta);
    assertThat(folder.resolve("tree.json/nextclade.tsv")).exists();
    assertThat(folder.resolve("tree.json/nextclade.auspice.json")).doesNotExist();
  }

  private void call(String dataset, String option, Path fasta, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--dataset",
                dataset,
                option,
                folder.resolve("tree.json").toString(),
                fasta.toString()));
    arguments.addAll(List.of(more));
    new CommandLine(new CallCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(new String[0]));
  }

  private JsonNode tree() throws IOException {
    assertThat(folder.resolve("tree.json")).as(err.toString()).exists();
    return new ObjectMapper().readTree(Files.readString(folder.resolve("tree.json"), UTF_8));
  }

  private Path fasta(byte[]... sequences) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sequences.length; i++) {
      text.append(">s").append(i).append('\n').append(new String(sequences[i], UTF_8)).append('\n');
    }
    return Files.writeString(folder.resolve("s.fasta"), text.toString(), UTF_8);
  }

  private static byte[] change(byte[] genome, int... positions) {
    byte[] changed = genome.clone();
    for (int position : positions) {
      changed[position] = (byte) "CGTA".charAt("ACGT".indexOf(genome[position]));
    }
    return changed;
  }

  /** A mutation of the reference in quotes. */
  private static String mutation(byte[] genome, int position) {
    return "\"" + (char) X.reference()[position] + (position + 1) + (char) genome[position] + "\"";
  }
}
