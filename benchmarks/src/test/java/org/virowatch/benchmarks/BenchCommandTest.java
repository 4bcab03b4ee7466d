package org.virowatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import picocli.CommandLine;

class BenchCommandTest {
  @TempDir private Path folder;

  @Test
  void benchCallPrintsATableAndWritesItsFiguresAsJson() throws IOException {
    Path json = folder.resolve("call.json");
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new BenchCommand())
            .setOut(new PrintWriter(out))
            .execute(
                "call",
                "--genomes",
                "20",
                "--warm-up",
                "0",
                "--repeat",
                "3",
                "--jobs",
                "2",
                "--output",
                json.toString());
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("built-in", "median");
    JsonNode figures = new ObjectMapper().readTree(Files.readString(json));
    assertThat(figures.get("jobs").asInt()).isEqualTo(2);
    assertThat(figures.at("/genomesPerSecond/built-in").asDouble()).isPositive();
    JsonNode row = figures.at("/datasets/0");
    assertThat(row.get("genomes").asInt()).isEqualTo(20);
    assertThat(row.get("input").asText()).contains("20 simulated genomes");
    assertThat(row.at("/fastaToTsv/runs")).hasSize(3);
    assertThat(row.at("/fastaToTsv/median").asDouble())
        .isBetween(row.at("/fastaToTsv/min").asDouble(), row.at("/fastaToTsv/max").asDouble());
    assertThat(row.at("/fastaParsing/median").asDouble()).isPositive();
  }

  @Test
  void theDataFolderIsMeasuredAsFarAsItIsThere() throws IOException {
    assertThat(BenchTarget.in(folder)).isEmpty();
    Files.createDirectories(folder.resolve("datasets"));
    Files.createFile(folder.resolve("datasets/flu-h3n2-ha.zip"));
    Files.createFile(folder.resolve("datasets/rsv-a.zip"));
    assertThat(BenchTarget.in(folder))
        .extracting(BenchTarget::label)
        .containsExactly("flu-h3n2-ha");
  }

  @Test
  void simulatedGenomesAreDistinctNamedSoAndTheSameForTheSameSeed() throws IOException {
    ReferenceDataset dataset = ReferenceDatasets.builtIn();
    GenomeSource source = GenomeSource.ofDataset(dataset, null);
    Path first = folder.resolve("first.fasta");
    Path second = folder.resolve("second.fasta");
    GenomeFile.write(first, source, 300, 7);
    GenomeFile.write(second, source, 300, 7);
    assertThat(first).hasSameBinaryContentAs(second);
    Set<String> genomes = new HashSet<>();
    try (FastaReader reader = FastaReader.open(first)) {
      while (reader.hasNext()) {
        FastaRecord record = (FastaRecord) reader.next();
        assertThat(record.name()).startsWith("simulated-");
        genomes.add(new String(record.sequence(), java.nio.charset.StandardCharsets.US_ASCII));
      }
    }
    assertThat(genomes).hasSizeGreaterThan(290);
  }

  @Test
  void theMedianIsTheMiddleRun() {
    assertThat(new Rates(List.of(5.0, 1.0, 9.0)).median()).isEqualTo(5);
    assertThat(new Rates(List.of(4.0, 1.0, 9.0, 2.0)).median()).isEqualTo(3);
  }
}
