package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.sequence.Nucleotide;
import picocli.CommandLine;

/** {@code call --dataset auto}, and {@code call} of genomes that are not the dataset's. */
class DetectedCallTest {
  private static final SmallVirus X = SmallVirus.of("virus-x", 800, 1);
  private static final SmallVirus Y = SmallVirus.of("virus-y", 500, 2);

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path mixed = Path.of("");
  private String from = "";

  @BeforeEach
  void writeDatasetsAndGenomes() throws IOException {
    X.dataset(folder.resolve("datasets/x"), "1");
    Y.dataset(folder.resolve("datasets/y"), "1");
    from = folder.resolve("datasets").toString();
    mixed =
        fasta(
            X.genome(300),
            Y.genome(400),
            ReferenceDatasets.builtIn().reference(),
            "ACGT".repeat(300).getBytes(US_ASCII),
            random(4000),
            Y.reference(),
            Nucleotide.reverseComplement(X.reference()));
  }

  @Test
  void each_genome_is_read_against_its_own_dataset_into_one_table() {
    int exit = run(mixed.toString(), "--dataset", "auto", "--datasets-from", from);

    assertThat(exit).isEqualTo(CallCommand.FAILURES);
    List<Map<String, String>> rows = rows(out.toString());
    assertThat(column(rows, "index")).containsExactly("0", "1", "2", "3", "4", "5", "6");
    assertThat(column(rows, "dataset"))
        .containsExactly("virus-x", "virus-y", "sars-cov-2", "", "", "virus-y", "virus-x");
    assertThat(column(rows, "datasetVerdict"))
        .containsExactly(
            "certain", "certain", "certain", "too-short", "none", "certain", "certain");
    assertThat(column(rows, "totalSubstitutions")).containsExactly("8", "4", "0", "", "", "0", "");
    assertThat(column(rows, "coverage")).startsWith("1", "1", "1");
    assertThat(column(rows, "errors").get(4)).contains("no dataset that is installed here");
    assertThat(column(rows, "errors").get(6)).startsWith("REVERSE_COMPLEMENT");
    assertThat(rows.get(0)).doesNotContainKeys("virus-x_type", "clade_nextstrain");
    assertThat(err.toString())
        .contains("7 sequences: 4 called, 3 failed", "virus-x 1: 2; virus-y 1: 2; sars-cov-2");
  }

  @Test
  void a_file_a_dataset_is_what_a_call_with_that_dataset_writes() throws IOException {
    run(
        mixed.toString(),
        "--dataset",
        "auto",
        "--datasets-from",
        from,
        "--output-all",
        folder.resolve("all").toString());
    run(
        fasta(X.genome(300)).toString(),
        "--dataset",
        from + "/x",
        "--output-all",
        folder.resolve("alone").toString());

    try (Stream<Path> made = Files.list(folder.resolve("all"))) {
      assertThat(made.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("virus-x", "virus-y", "sars-cov-2", "unassigned");
    }
    for (String file :
        List.of("nextclade.aligned.fasta", "nextclade.cds_translation.virus-xP.fasta")) {
      assertThat(folder.resolve("all/virus-x").resolve(file))
          .hasSameTextualContentAs(folder.resolve("alone").resolve(file));
    }
    List<String> table = Files.readAllLines(folder.resolve("all/virus-x/nextclade.tsv"), UTF_8);
    List<String> alone = Files.readAllLines(folder.resolve("alone/nextclade.tsv"), UTF_8);
    assertThat(table.subList(0, 2)).isEqualTo(alone);
    assertThat(rows(String.join("\n", table)).get(0)).containsEntry("virus-x_type", "1");
    assertThat(
            column(
                rows(Files.readString(folder.resolve("all/unassigned/nextclade.tsv"), UTF_8)),
                "index"))
        .containsExactly("3", "4");
    assertThat(folder.resolve("all/virus-y/nextclade.vcf.gz.tbi")).exists();
    assertThat(folder.resolve("all/unassigned/nextclade.aligned.fasta")).doesNotExist();
  }

  @Test
  void json_says_what_was_detected() throws IOException {
    run(mixed.toString(), "--dataset", "auto", "--datasets-from", from, "--output-ndjson", "-");

    List<String> lines = out.toString().lines().toList();
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.path("datasetName").asText()).isEqualTo("virus-x");
    assertThat(first.path("refName").asText()).isEqualTo("virus-x");
    assertThat(first.path("detection").path("verdict").asText()).isEqualTo("certain");
    JsonNode fifth = new ObjectMapper().readTree(lines.get(4));
    assertThat(fifth.path("detection").path("verdict").asText()).isEqualTo("none");
    assertThat(fifth.path("errors")).hasSize(1);
  }

  @Test
  void outputs_of_one_reference_need_the_dataset_in_their_name() {
    int exit = run(mixed.toString(), "--dataset", "auto", "--output-fasta", "aligned.fasta");

    assertThat(exit).isEqualTo(CallCommand.NOTHING);
    assertThat(err.toString()).contains("--output-fasta", "{dataset}");
  }

  @Test
  void columns_that_only_some_datasets_have_can_be_chosen_and_those_of_none_not()
      throws IOException {
    String pattern = folder.resolve("{dataset}.tsv").toString();
    String[] arguments = {
      mixed.toString(),
      "--dataset",
      "auto",
      "--datasets-from",
      from,
      "--output-tsv",
      pattern,
      "--output-columns-selection",
      "seqName,virus-x_type"
    };

    run(arguments);

    assertThat(Files.readAllLines(folder.resolve("virus-x.tsv"), UTF_8))
        .startsWith("seqName\tvirus-x_type", "s0\t1");
    assertThat(Files.readAllLines(folder.resolve("virus-y.tsv"), UTF_8)).startsWith("seqName");
    arguments[arguments.length - 1] = "seqName,virus-z_type";
    assertThat(run(arguments)).isEqualTo(CallCommand.NOTHING);
    assertThat(err.toString()).contains("virus-z_type");
  }

  @Test
  void a_genome_of_another_virus_is_refused_with_the_name_of_its_virus() throws IOException {
    int exit =
        run(
            fasta(X.genome(300), Y.genome(400)).toString(),
            "--dataset",
            from + "/y",
            "--datasets-from",
            from);

    assertThat(exit).isEqualTo(CallCommand.FAILURES);
    List<Map<String, String>> rows = rows(out.toString());
    assertThat(column(rows, "errors").get(0))
        .startsWith("WRONG_VIRUS: The sequence looks like Virus of virus-x (dataset virus-x, score")
        .contains("not Virus of virus-y (dataset virus-y)");
    assertThat(column(rows, "errors").get(1)).isEmpty();
  }

  private int run(String... arguments) {
    return new CommandLine(new CallCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            Stream.concat(
                    Stream.of(arguments),
                    Stream.of("--cache", folder.resolve("no-cache").toString()))
                .toArray(String[]::new));
  }

  private Path fasta(byte[]... sequences) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sequences.length; i++) {
      text.append(">s").append(i).append('\n').append(new String(sequences[i], UTF_8)).append('\n');
    }
    return Files.writeString(folder.resolve("s" + sequences.length + ".fasta"), text.toString());
  }

  private static byte[] random(int length) {
    Random random = new Random(9);
    byte[] bases = new byte[length];
    for (int i = 0; i < length; i++) {
      bases[i] = (byte) "ACGT".charAt(random.nextInt(4));
    }
    return bases;
  }

  private static List<String> column(List<Map<String, String>> rows, String name) {
    return rows.stream().map(row -> Objects.requireNonNull(row.get(name), name)).toList();
  }

  private static List<Map<String, String>> rows(String table) {
    List<String> lines = table.lines().toList();
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
}
