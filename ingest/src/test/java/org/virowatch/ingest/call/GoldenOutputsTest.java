package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.fasta.CompressedInput;
import picocli.CommandLine;

/**
 * The first two examples of each real dataset through every output, against files that can be read:
 * one line a column, then the variants, then what can only be summed up. {@code
 * -Dvirowatch.golden.update=true} writes them anew; review the difference.
 */
class GoldenOutputsTest {
  private static final Path DATASETS = Path.of("..", "..", "shared", "data", "datasets");
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sars-cov-2-2024-02", "flu-h3n2-ha", "rsv-a"})
  void examplesGiveTheReviewedOutputs(String dataset) throws IOException {
    Path zip = DATASETS.resolve(dataset + ".zip");
    assumeTrue(Files.exists(zip), "skipped: " + zip + " is not on this machine");
    Path input = folder.resolve("two.fasta");
    firstExamples(zip, input);
    Path results = folder.resolve("results");
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new CallCommand())
            .setErr(new PrintWriter(err))
            .execute(
                input.toString(),
                "--dataset",
                zip.toString(),
                "--output-all",
                results.toString(),
                "--vcf-annotations");
    assertThat(exit).as(err.toString()).isZero();
    String summary = summary(results);
    Path golden = GOLDEN.resolve(dataset + ".txt");
    if (Boolean.getBoolean("virowatch.golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, summary);
    }
    assertThat(summary).isEqualTo(Files.readString(golden));
  }

  private static void firstExamples(Path zip, Path input) throws IOException {
    StringBuilder two = new StringBuilder();
    try (ZipFile archive = new ZipFile(zip.toFile());
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    archive.getInputStream(archive.getEntry("sequences.fasta")), UTF_8))) {
      int records = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        records += line.startsWith(">") ? 1 : 0;
        if (records > 2) {
          break;
        }
        two.append(line).append('\n');
      }
    }
    Files.writeString(input, two);
  }

  private static String summary(Path results) throws IOException {
    StringBuilder text = new StringBuilder();
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(results.resolve("nextclade.tsv"))) {
      rows.add(line.split("\t", -1));
    }
    for (int column = 0; column < rows.get(0).length; column++) {
      text.append(rows.get(0)[column]);
      for (String[] row : rows.subList(1, rows.size())) {
        text.append(" | ").append(row[column]);
      }
      text.append('\n');
    }
    List<String> csv = Files.readAllLines(results.resolve("nextclade.csv"));
    assertThat(csv.get(0)).isEqualTo(String.join(";", rows.get(0)));
    assertThat(csv).hasSameSizeAs(rows);
    List<String> ndjson = Files.readAllLines(results.resolve("nextclade.ndjson"));
    JsonNode json = new ObjectMapper().readTree(results.resolve("nextclade.json").toFile());
    assertThat(ndjson).hasSize(json.get("results").size());
    for (int i = 0; i < ndjson.size(); i++) {
      JsonNode object = new ObjectMapper().readTree(ndjson.get(i));
      assertThat(object).isEqualTo(json.get("results").get(i));
      List<String> fields = new ArrayList<>();
      object.fieldNames().forEachRemaining(fields::add);
      text.append("ndjson ").append(i).append(": ").append(String.join(" ", fields)).append('\n');
    }
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                CompressedInput.decompress(
                    Files.newInputStream(results.resolve("nextclade.vcf.gz"))),
                UTF_8))) {
      in.lines()
          .filter(line -> !line.split("\t", 6)[4 % line.split("\t", 6).length].equals("."))
          .forEach(line -> text.append(line).append('\n'));
    }
    assertThat(results.resolve("nextclade.vcf.gz.tbi")).exists();
    try (var files = Files.list(results)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".fasta")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          text.append(line.startsWith(">") ? file.getFileName() + " " + line : digest(line));
          text.append(line.startsWith(">") ? " " : "\n");
        }
      }
    }
    for (String line : Files.readAllLines(results.resolve("nextclade.gff"))) {
      text.append("gff ").append(line).append('\n');
    }
    for (String name : List.of("nextclade.tbl", "nextclade.nwk")) {
      text.append(name).append(' ');
      text.append(digest(Files.readString(results.resolve(name)))).append('\n');
    }
    return text.toString();
  }

  private static String digest(String letters) {
    CRC32 crc = new CRC32();
    crc.update(letters.getBytes(UTF_8));
    return letters.length()
        + " letters, "
        + letters.chars().filter(letter -> letter == '-').count()
        + " gaps, CRC-32 "
        + Long.toHexString(crc.getValue());
  }
}
