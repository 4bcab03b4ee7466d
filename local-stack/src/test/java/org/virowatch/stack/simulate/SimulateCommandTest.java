package org.virowatch.stack.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    assertThat(run("--output", path("one"), "--genomes", "150", "--seed", "5")).isZero();
    assertThat(run("--output", path("two"), "--genomes", "150", "--seed", "5")).isZero();
    assertThat(run("--output", path("other"), "--genomes", "150", "--seed", "6")).isZero();

    for (String file : List.of("sequences.fasta.zst", "metadata.tsv", "truth.tsv")) {
      assertThat(folder.resolve("two").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
    assertThat(Files.mismatch(folder.resolve("one/truth.tsv"), folder.resolve("other/truth.tsv")))
        .isNotEqualTo(-1);
  }

  @Test
  void theFilesNameDecidesTheCompression() throws IOException {
    run("--output", path("zst"), "--genomes", "60");
    run("--output", path("plain"), "--genomes", "60", "--sequences", "genomes.fasta");

    try (ZstdInputStream zst =
        new ZstdInputStream(Files.newInputStream(folder.resolve("zst/sequences.fasta.zst")))) {
      assertThat(zst.readAllBytes())
          .isEqualTo(Files.readAllBytes(folder.resolve("plain/genomes.fasta")));
    }
  }

  @Test
  void onlyWholeFilesRemain() throws IOException {
    run("--output", path("out"), "--genomes", "20");

    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("sequences.fasta.zst", "metadata.tsv", "truth.tsv");
    }
    assertThat(out.toString()).contains("of 20 genomes").contains("seed 1");
  }

  @Test
  void impossibleSettingsAreRefusedWithTheirLimit() {
    assertThat(run("--output", path("x"), "--genomes", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("cannot simulate 0 genomes").contains("10000000");

    assertThat(run("--output", path("x"), "--start", "2022-01-01", "--end", "2022-01-31"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("fewer than 60 days");

    assertThat(run("--output", path("x"), "--sequences", "a/b.fasta")).isEqualTo(2);
    assertThat(err.toString()).contains("plain file name");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void theHelpHasAnExample() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Example:").contains("virowatch simulate --output");
  }

  private int run(String... arguments) {
    return new CommandLine(new SimulateCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
