package org.virowatch.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.ingest.output.StandardWriter;
import picocli.CommandLine;

class VirowatchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path dataDir;

  @Test
  void everyCommandHasAHelpWithAnExample() {
    CommandLine commands = Virowatch.commandLine();
    for (CommandLine command : commands.getSubcommands().values()) {
      if (!command.getCommandName().equals("help")) {
        assertThat(command.getUsageMessage()).contains("Example").contains("--help");
      }
    }
    assertThat(commands.getUsageMessage()).contains("Example");
  }

  @Test
  void withoutACommandTheUsageIsShownAndTheExitCodeTellsWrongUse() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("a command is missing").contains("Usage: virowatch");
  }

  @Test
  void statusOfAnEmptyFolderSaysHowToStart() {
    assertThat(run("status", "--data-dir", dataDir.toString())).isEqualTo(1);
    assertThat(err.toString()).contains(dataDir.toString()).contains("virowatch up");
  }

  @Test
  void downOfAnEmptyFolderIsContentAndLeavesTheFolderAlone() {
    assertThat(run("down", "--data-dir", dataDir.toString())).isZero();
    assertThat(out.toString()).contains("No stack was running");
    assertThat(dataDir).isEmptyDirectory();
  }

  @Test
  void aWrongOptionValueIsNamedWithoutAStackTrace() {
    int code = run("up", "--data-dir", dataDir.toString(), "--memory", "100m");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("virowatch up: --memory: 100m is too little")
        .doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call --jobs x | Invalid value for option '--jobs': 'x' is not an int | virowatch call",
        "call --min-frequency=1,5 | '1,5' is not a double | virowatch call",
        "call | name FASTA files (- is standard input), or reads with --reads | virowatch call",
        "call --jbos 3 | Unknown option: '--jbos' | virowatch call",
        "growth --limit many | Invalid value for option '--limit' | virowatch growth",
        "bench call --repeat a | Invalid value for option '--repeat' | virowatch bench call",
        "submit | Missing required | virowatch submit",
      })
  void aWrongOptionIsToldInTwoLines(String arguments, String message, String command) {
    assertThat(run(arguments.strip().split(" ", -1))).isEqualTo(2);
    assertThat(err.toString().lines().toList())
        .hasSize(2)
        .satisfies(lines -> assertThat(lines.get(0)).contains(message.strip()))
        .last()
        .isEqualTo("'" + command.strip() + " --help' lists the options.");
  }

  @Test
  void aCommandThatIsMistypedIsGuessed() {
    assertThat(run("cal")).isEqualTo(2);
    assertThat(err.toString())
        .contains("Unmatched argument at index 0: 'cal'")
        .contains("Did you mean: virowatch call")
        .doesNotContain("Usage:");
  }

  @Test
  void aDurationInAnotherNotationIsExplained() {
    assertThat(run("up", "--data-dir", dataDir.toString(), "--tick", "1d")).isEqualTo(2);
    assertThat(err.toString()).contains("--tick").contains("'1d'").contains("P1D");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamedWithoutAStackTrace() throws IOException {
    Path file = Files.writeString(dataDir.resolve("file"), "in the way");

    int code = run("simulate", "--output", file.resolve("x").toString(), "--genomes", "10");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("virowatch simulate: " + file)
        .doesNotContain("unexpected fault");
  }

  @Test
  void recomputeSaysWhyRecordsWereRefused() throws IOException {
    Path page = Files.writeString(dataDir.resolve("page.fasta"), "<!DOCTYPE html><html></html>");

    assertThat(run("recompute", "--sequences", page.toString())).isZero();
    assertThat(err.toString()).contains("1 records refused").contains("web page");
  }

  @Test
  void aFullDiskOnStandardOutputIsAnErrorOfEveryCommand() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has /dev/full");
    List<String> commands = new ArrayList<>(List.of("dataset list --offline", "help call"));
    Virowatch.commandLine()
        .getSubcommands()
        .keySet()
        .forEach(each -> commands.add(each + " --help"));
    for (String command : commands) {
      int code =
          Virowatch.commandLine()
              .setOut(StandardWriter.of(full, Files.newOutputStream(full)))
              .setErr(new PrintWriter(err))
              .execute(command.split(" ", -1));

      assertThat(code).as(command).isEqualTo(1);
    }
    assertThat(err.toString().lines())
        .hasSameSizeAs(commands)
        .allSatisfy(line -> assertThat(line).contains("standard output could not be written"));
  }

  private int run(String... arguments) {
    return Virowatch.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(List.of(arguments).toArray(String[]::new));
  }
}
