package org.virowatch.ingest.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a command prints is written, or the command says that it was not. */
class OutputCheckTest {
  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  @Command(name = "top", subcommands = Say.class, mixinStandardHelpOptions = true)
  static final class Top {}

  /** Prints lines and ends with an exit code. */
  @Command(name = "say")
  static final class Say implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Parameters private int exit;
    @Parameters private int lines;

    @Override
    public Integer call() {
      for (int i = 0; i < lines; i++) {
        spec.commandLine().getOut().println("a line of the answer");
      }
      return exit;
    }
  }

  private int run(PrintWriter out, String... arguments) {
    return new CommandLine(new Top())
        .setExecutionStrategy(new OutputCheck())
        .setOut(out)
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static StandardWriter fullDisk() {
    return StandardWriter.of(
        Path.of("answer.txt"),
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "say 0 1, top say, 1",
    "say 0 1000, top say, 1",
    "say 2 1, top say, 2",
    "--help, top, 1"
  })
  void anAnswerThatIsNotWrittenIsToldOnceAndIsNoSuccess(String arguments, String name, int exit) {
    assertThat(run(fullDisk(), arguments.split(" ", -1))).isEqualTo(exit);

    assertThat(err.toString())
        .isEqualTo(
            name
                + ": standard output could not be written to its end: No space left on device; send"
                + " it to another file"
                + System.lineSeparator());
  }

  @Test
  void aCommandThatPrintsNothingIsContentWithAFullDisk() {
    assertThat(run(fullDisk(), "say", "0", "0")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anAnswerThatIsWrittenKeepsItsExitCode() {
    StringWriter out = new StringWriter();

    assertThat(run(new PrintWriter(out), "say", "3", "1")).isEqualTo(3);

    assertThat(out.toString()).isEqualTo("a line of the answer" + System.lineSeparator());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aReaderThatHasEnoughIsNoFault() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "this system has mkfifo");
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process reader = new ProcessBuilder("head", "-c", "1", pipe.toString()).start();
    try (OutputStream stream = Files.newOutputStream(pipe)) {
      stream.write('x');
      reader.waitFor();

      assertThat(run(StandardWriter.of(pipe, stream), "say", "0", "10")).isZero();
    }
    assertThat(err.toString()).isEmpty();
  }
}
