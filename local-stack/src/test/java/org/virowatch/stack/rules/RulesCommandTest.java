package org.virowatch.stack.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.RuleKind;
import picocli.CommandLine;

/** What the command does without a stack; with one it is tested end to end. */
class RulesCommandTest {
  @TempDir Path folder;

  @Test
  void builtInDatasetHasPanelsByListAndByDrug() {
    var panels = Panels.of(List.of(ReferenceDatasets.builtIn()));

    assertThat(panels).containsKeys("nirmatrelvir", "immune-escape", "bamlanivimab");
    assertThat(panels.get("monoclonal-antibodies")).contains("S:E484K");
    assertThat(panels.get("bamlanivimab")).contains("S:E484K");
    assertThat(panels.values())
        .allSatisfy(mutations -> assertThat(mutations).noneMatch(name -> name.contains("+")));
  }

  @Test
  void defaultRulesOfTheBuiltInDatasetHaveTheirPanelsFilledIn() {
    List<AlertRule> rules = DefaultRules.of(List.of(ReferenceDatasets.builtIn()));

    assertThat(rules).extracting(AlertRule::getKind).contains(RuleKind.EMERGENCE);
    assertThat(rules)
        .filteredOn(rule -> rule.getKind() == RuleKind.WATCHLIST)
        .allSatisfy(rule -> assertThat(rule.getMutations()).isNotEmpty());
  }

  @Test
  void defaultRulesWhosePanelNoDatasetHasAreLeftOut() {
    assertThat(DefaultRules.of(List.of()))
        .isNotEmpty()
        .noneMatch(rule -> rule.getKind() == RuleKind.WATCHLIST);
  }

  @Test
  void validFileIsCountedAndItsPanelFound() throws IOException {
    Path file =
        write(
            """
            id: resistance
            kind: watchlist
            subject: watchlist:nirmatrelvir
            minGenomes: 2
            ---
            id: jn1
            kind: frequency
            subject: lineage:JN.1*
            threshold: 0.05
            """);

    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new RulesCommand())
            .setOut(new PrintWriter(out, true))
            .execute("validate", "--data-dir", folder.toString(), file.toString());

    assertThat(code).isZero();
    assertThat(out.toString().strip()).isEqualTo("2 rules are valid");
  }

  @Test
  void invalidFileIsRefusedNamingEachField() throws IOException {
    Path file =
        write(
            """
            id: Bad Id
            kind: frequency
            subject: lineage:JN.1*
            threshold: 5
            ---
            id: no-panel
            kind: watchlist
            subject: watchlist:aspirin
            """);

    assertThatThrownBy(() -> RuleFile.read(file, List.of(ReferenceDatasets.builtIn())))
        .isInstanceOf(RulesException.class)
        .hasMessageContaining("id 'Bad Id'")
        .hasMessageContaining("threshold '5.0'");
    Path second = write("id: no-panel\nkind: watchlist\nsubject: watchlist:aspirin\n");
    assertThatThrownBy(() -> RuleFile.read(second, List.of(ReferenceDatasets.builtIn())))
        .isInstanceOf(RulesException.class)
        .hasMessageContaining("watchlist:aspirin")
        .hasMessageContaining("nirmatrelvir");
  }

  @Test
  void missingAndEmptyFilesAreRefused() throws IOException {
    assertThatThrownBy(() -> RuleFile.read(folder.resolve("no.yaml"), List.of()))
        .hasMessageContaining("there is no file");
    Path empty = write("");
    assertThatThrownBy(() -> RuleFile.read(empty, List.of())).hasMessageContaining("holds no rule");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("rules.yaml"), yaml);
  }
}
