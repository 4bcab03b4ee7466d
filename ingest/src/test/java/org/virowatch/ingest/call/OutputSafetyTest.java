package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.ingest.output.OutputCheck;
import org.virowatch.ingest.output.StandardWriter;
import picocli.CommandLine;

/** Outputs neither destroy what they are made from nor seem complete when they are not. */
class OutputSafetyTest {
  @TempDir Path folder;

  private final StringWriter err = new StringWriter();
  private Path genomes;

  @BeforeEach
  void writeGenome() throws IOException {
    genomes =
        Files.writeString(
            folder.resolve("genomes.fasta"),
            ">a\n" + new String(ReferenceDatasets.builtIn().reference(), UTF_8) + "\n");
  }

  private int run(PrintWriter out, String... arguments) {
    return new CommandLine(new CallCommand())
        .setOut(out)
        .setErr(new PrintWriter(err, true))
        .setExecutionStrategy(new OutputCheck())
        .execute(arguments);
  }

  private int run(String... arguments) {
    return run(new PrintWriter(new StringWriter()), arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--output-tsv", "--output-fasta", "--output-vcf"})
  void anOutputDoesNotOverwriteTheInput(String option) throws IOException {
    String before = Files.readString(genomes);
    Path link = Files.createSymbolicLink(folder.resolve("link.fasta"), genomes);

    assertThat(run(genomes.toString(), option, genomes.toString())).isEqualTo(CallCommand.NOTHING);
    assertThat(run(genomes.toString(), option, link.toString())).isEqualTo(CallCommand.NOTHING);

    assertThat(err.toString()).contains("would overwrite the input; give the output another name");
    assertThat(Files.readString(genomes)).isEqualTo(before);
  }

  @Test
  void anOutputDoesNotOverwriteTheReference() throws IOException {
    Path reference = Files.copy(genomes, folder.resolve("reference.fasta"));

    int exit =
        run(
            genomes.toString(),
            "--input-ref",
            reference.toString(),
            "--output-fasta",
            reference.toString());

    assertThat(exit).isEqualTo(CallCommand.NOTHING);
    assertThat(reference).hasSameTextualContentAs(genomes);
  }

  @Test
  void anOutputDoesNotOverwriteReads() throws IOException {
    Path reads = Files.writeString(folder.resolve("sample.sam"), "@HD\tVN:1.6\n");

    int exit = run("--reads", reads.toString(), "--output-consensus", reads.toString());

    assertThat(exit).isEqualTo(CallCommand.NOTHING);
    assertThat(err.toString()).contains("would overwrite the input");
    assertThat(reads).hasContent("@HD\tVN:1.6\n");
  }

  @Test
  void aLinkStaysALinkAndLeadsToTheOutput() throws IOException {
    Path table = Files.writeString(folder.resolve("old.tsv"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("calls.tsv"), table);

    assertThat(run(genomes.toString(), "--output-tsv", link.toString())).isZero();

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(table)).startsWith("index\tseqName\t");
  }

  @Test
  void aNameOfAnOpenFileIsWrittenToAndNotReplaced() throws IOException {
    Path table = folder.resolve("redirected.tsv");
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "this system names open files");
    try (OutputStream open = Files.newOutputStream(table)) {
      Path name = nameOf(table);

      assertThat(run(genomes.toString(), "--output-tsv", name.toString())).isZero();

      assertThat(name).isSymbolicLink();
      assertThat(name.toRealPath()).isEqualTo(table.toRealPath());
      open.flush();
    }
    assertThat(Files.readString(table)).startsWith("index\tseqName\t");
  }

  private static Path nameOf(Path open) throws IOException {
    try (var names = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path name : names) {
        if (Files.isSymbolicLink(name) && Files.readSymbolicLink(name).equals(open.toRealPath())) {
          return name;
        }
      }
    }
    throw new IOException(open + " is not open");
  }

  @Test
  void aFullDiskIsToldWithTheNameOfTheFile() {
    assumeTrue(Files.exists(Path.of("/dev/full")), "this system has /dev/full");

    int exit = run(genomes.toString(), "--output-tsv", "/dev/full");

    assertThat(exit).isEqualTo(CallCommand.NOTHING);
    assertThat(err.toString()).startsWith("/dev/full cannot be written: ");
  }

  @Test
  void standardOutputThatTakesNoMoreIsNoSuccess() {
    PrintWriter full =
        new PrintWriter(
            new OutputStream() {
              @Override
              public void write(int value) throws IOException {
                throw new IOException("No space left on device");
              }
            },
            false,
            UTF_8);

    assertThat(run(full, genomes.toString())).isEqualTo(CallCommand.NOTHING);

    assertThat(err.toString()).containsOnlyOnce("standard output could not be written to its end");
  }

  /** Lines enough to fill the buffers and the pipe. */
  private Path manyGenomes() throws IOException {
    return Files.writeString(folder.resolve("many.fasta"), Files.readString(genomes).repeat(400));
  }

  /** A named pipe whose reader takes one byte and ends. */
  private Path pipeWithAHastyReader() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "this system has mkfifo");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Thread reader =
        new Thread(
            () -> {
              try (var in = Files.newInputStream(pipe)) {
                in.read();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    reader.setDaemon(true);
    reader.start();
    return pipe;
  }

  @Test
  void aReaderOfStandardOutputThatHasEnoughEndsTheRunWithoutAWord() throws Exception {
    Path input = manyGenomes();
    Path fasta = folder.resolve("aligned.fasta");
    Path vcf = folder.resolve("calls.vcf.gz");
    Path pipe = pipeWithAHastyReader();
    StandardWriter out = StandardWriter.of(pipe, Files.newOutputStream(pipe));

    int exit =
        run(
            out,
            input.toString(),
            "--output-tsv",
            "-",
            "--output-fasta",
            fasta.toString(),
            "--output-vcf",
            vcf.toString(),
            "--output-json",
            folder.resolve("zz.json").toString());

    assertThat(exit).isEqualTo(CallCommand.READER_GONE);
    assertThat(err.toString()).isEmpty();
    try (var left = Files.list(folder)) {
      assertThat(left).as("nothing is left behind").containsExactlyInAnyOrder(genomes, input, pipe);
    }
  }

  @Test
  void aReaderOfANamedPipeThatHasEnoughEndsTheRunWithoutAWord() throws Exception {
    Path input = manyGenomes();
    Path pipe = pipeWithAHastyReader();

    assertThat(run(input.toString(), "--output-tsv", pipe.toString()))
        .isEqualTo(CallCommand.READER_GONE);

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aFullDiskOnStandardOutputLeavesNoOtherOutput() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "this system has /dev/full");
    Path full = Path.of("/dev/full");
    StandardWriter out = StandardWriter.of(full, Files.newOutputStream(full));

    int exit =
        run(
            out,
            genomes.toString(),
            "--output-csv",
            "-",
            "--output-tsv",
            folder.resolve("t.tsv").toString());

    assertThat(exit).isEqualTo(CallCommand.NOTHING);
    assertThat(err.toString())
        .isEqualTo(
            "call: standard output could not be written to its end: No space left on device; send"
                + " it to another file\n");
    try (var left = Files.list(folder)) {
      assertThat(left).as("nothing is left behind").containsExactly(genomes);
    }
  }
}
