package org.virowatch.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.virowatch.ingest.metadata.ColumnVocabulary;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The pages of {@code docs} that are made from the code say what the code says. */
class CliReferenceTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void theCommandReferenceIsWhatTheCommandsSayOfThemselves() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# Command reference\n\n");
    page.append("Generated from the commands themselves; CONTRIBUTING.md says how.\n");
    describe(Virowatch.commandLine().setUsageHelpAutoWidth(false), "##", page);
    assertUpToDate(DOCS.resolve("cli.md"), page.toString());
  }

  @Test
  void theMetadataPageListsTheColumnsThatAreRecognised() throws IOException {
    String page =
        "# Metadata columns\n\nGenerated from the vocabulary of the reader; CONTRIBUTING.md says"
            + " how.\n\n"
            + ColumnVocabulary.markdown().strip()
            + "\n";
    assertUpToDate(DOCS.resolve("metadata.md"), page);
  }

  private static void describe(CommandLine command, String level, StringBuilder page) {
    String name = command.getCommandSpec().qualifiedName();
    page.append('\n').append(level).append(" `").append(name).append("`\n\n```\n");
    page.append(command.getUsageMessage(Ansi.OFF).strip()).append("\n```\n");
    command.getSubcommands().values().stream()
        .filter(each -> !each.getCommandName().equals("help"))
        .forEach(each -> describe(each, level.length() < 4 ? level + "#" : level, page));
  }

  private static void assertUpToDate(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("virowatch.docs.update")) {
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file))
        .as("%s is out of date; CONTRIBUTING.md says how to make it anew", file)
        .isEqualTo(expected);
  }
}
