package org.virowatch.ingest.dataset;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.sequence.Nucleotide;
import org.virowatch.ingest.call.SmallVirus;
import picocli.CommandLine;

class DatasetDetectCommandTest {
  private static final SmallVirus X = SmallVirus.of("virus-x", 800, 1);
  private static final SmallVirus Y = SmallVirus.of("virus-y", 500, 2);

  @TempDir Path folder;

  @Test
  void the_table_names_dataset_score_hits_strand_and_runner_up() throws IOException {
    X.dataset(folder.resolve("from/x"), "1");
    byte[] relative = X.genome(12);
    Path fasta =
        Files.writeString(
            folder.resolve("g.fasta"),
            ">a one\n"
                + new String(Nucleotide.reverseComplement(X.reference()), US_ASCII)
                + "\n>b\n"
                + new String(relative, US_ASCII)
                + "\n>c\nACGT\n");
    StringWriter out = new StringWriter();

    int exit =
        new CommandLine(new DatasetDetectCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(new StringWriter()))
            .execute(
                fasta.toString(),
                "--datasets-from",
                folder.resolve("from").toString(),
                "--cache",
                folder.resolve("none").toString());

    assertThat(exit).isEqualTo(DatasetDetectCommand.UNRECOGNISED);
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0)).startsWith("index\tseqName\tdataset\tscore\tnumHits\tverdict");
    assertThat(lines.get(1))
        .startsWith("0\ta one\tvirus-x\t1.0000\t256\tcertain\tvirus-x\t-\t256\t");
    assertThat(lines.get(2)).startsWith("1\tb\t\t0.").contains("\tuncertain\tvirus-x\t+\t");
    assertThat(lines.get(3)).isEqualTo("2\tc\t\t0\t0\ttoo-short\t\t\t0\t\t");
  }

  @Test
  void datasets_named_come_first_then_the_newest_fetched_then_the_built_in_one() {
    Path cache = folder.resolve("cache");
    Y.dataset(cache.resolve("lab/y/2024-01-01--00-00-00Z"), "old");
    Y.dataset(cache.resolve("lab/y/2025-01-01--00-00-00Z"), "new");
    X.dataset(folder.resolve("from/deep/x"), "1");
    List<String> warnings = new ArrayList<>();

    List<ReferenceDataset> datasets =
        InstalledDatasets.load(List.of(folder.resolve("from")), cache, warnings::add);

    assertThat(datasets)
        .extracting(ReferenceDataset::name)
        .containsExactly("virus-x", "virus-y", ReferenceDatasets.BUILT_IN);
    assertThat(datasets.get(1).version()).isEqualTo("new");
    assertThat(warnings).isEmpty();
  }

  @Test
  void of_datasets_of_one_name_the_newest_of_a_folder_is_used() {
    X.dataset(folder.resolve("from/a"), "2024");
    X.dataset(folder.resolve("from/b"), "2025");
    List<String> warnings = new ArrayList<>();

    List<ReferenceDataset> datasets =
        InstalledDatasets.load(
            List.of(folder.resolve("from")), folder.resolve("none"), warnings::add);

    assertThat(datasets).hasSize(2);
    assertThat(datasets.get(0).version()).isEqualTo("2025");
    assertThat(warnings).singleElement().asString().contains("virus-x", "2025", "2024");
  }

  @Test
  void a_broken_dataset_is_passed_over_if_it_was_fetched_and_told_of_if_it_was_named()
      throws IOException {
    Path broken = Files.createDirectories(folder.resolve("cache/lab/z/1"));
    Files.writeString(broken.resolve("pathogen.json"), "{");
    List<String> warnings = new ArrayList<>();

    assertThat(InstalledDatasets.load(List.of(), folder.resolve("cache"), warnings::add))
        .hasSize(1);
    assertThat(warnings).singleElement().asString().contains("pathogen.json", "passed over");
    assertThatThrownBy(
            () ->
                InstalledDatasets.load(
                    List.of(folder.resolve("cache")), folder.resolve("none"), warnings::add))
        .isInstanceOf(DatasetException.class);
    assertThatThrownBy(
            () ->
                InstalledDatasets.load(
                    List.of(folder.resolve("nowhere")), folder.resolve("none"), warnings::add))
        .hasMessageContaining("nowhere");
  }
}
