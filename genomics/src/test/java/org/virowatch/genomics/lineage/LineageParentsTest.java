package org.virowatch.genomics.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.tree.CladeAttribute;
import org.virowatch.genomics.tree.PhylogeneticTree;
import org.virowatch.genomics.tree.PhylogeneticTreeBuilder;

class LineageParentsTest {
  private static final PangoAliases ALIASES =
      PangoAliases.read(
          """
          {"A": "", "B": "", "BA": "B.1.1.529", "JN": "B.1.1.529.2.86.1", "AY": "B.1.617.2",
           "XBB": ["BJ.1", "CJ.1"], "EG": "XBB.1.9.2"}
          """);

  @ParameterizedTest
  @CsvSource({
    "BA.2, B.1.1.529",
    "BA.2.86, BA.2",
    "JN.1, BA.2.86.1",
    "JN.1.11, JN.1",
    "AY.4, B.1.617.2",
    "B.1, B",
    "XBB.1.5, XBB.1",
    "XBB.1, XBB",
    "EG.5, XBB.1.9.2"
  })
  void the_parent_is_the_name_without_its_last_number_in_the_form_in_use(
      String lineage, String parent) {
    assertThat(ALIASES.parent(lineage)).contains(parent);
  }

  @ParameterizedTest
  @CsvSource({"A", "B", "XBB", "XZZ"})
  void roots_and_recombinants_have_no_parent(String lineage) {
    assertThat(ALIASES.parent(lineage)).isEmpty();
  }

  @Test
  void what_is_no_alias_key_is_told() {
    assertThatThrownBy(() -> PangoAliases.read("<html>"))
        .isInstanceOf(LineageTableException.class)
        .hasMessageStartingWith("it is no JSON");
  }

  @Test
  void without_names_to_go_by_the_tree_says_who_descends_from_whom() {
    PhylogeneticTreeBuilder builder =
        new PhylogeneticTreeBuilder()
            .attributes(List.of(new CladeAttribute("lineage", "Lineage", false)));
    builder.add(-1);
    builder.add(0).attribute("lineage", "G");
    builder.add(1).attribute("lineage", "unassigned");
    builder.add(2).attribute("lineage", "J");
    builder.add(3).attribute("lineage", "G");

    assertThat(LineageParents.of(builder.build(), Optional.empty()))
        .as("J lies below G, and G again below J is no contradiction")
        .containsExactly(Map.entry("J", "G"));
  }

  @Test
  void the_trees_unaliased_names_agree_with_pangos_key_for_every_lineage_on_the_tree()
      throws IOException {
    PhylogeneticTree tree = RealDatasets.dataset("sars-cov-2").tree().orElseThrow();
    PangoAliases aliases =
        PangoAliases.read(Files.readString(RealDatasets.file("pango/alias_key.json")));

    Map<String, String> byName = LineageParents.of(tree, Optional.of(aliases));
    Map<String, String> byTree = LineageParents.of(tree, Optional.empty());

    assertThat(byName).hasSizeGreaterThan(3_000);
    // Where a parent is itself on the tree, both ways must name it.
    byName.forEach(
        (lineage, parent) -> {
          if (byName.containsKey(parent)) {
            assertThat(byTree).containsEntry(lineage, parent);
          }
        });
  }
}
