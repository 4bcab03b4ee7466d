package org.virowatch.genomics.lineage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.tree.PhylogeneticTree;

class LineageTableTest {
  private static final byte[] REFERENCE = "ACGTACGTAC".getBytes(US_ASCII);

  @Test
  void grows_a_tree_with_the_reference_as_root() {
    PhylogeneticTree tree = tree("A1|A|20A|Alpha|C2T T4A", "A||19A||A1C", "B||||");

    assertThat(tree.size()).isEqualTo(4);
    assertThat(tree.name(0)).isEqualTo("reference");
    assertThat(tree.lineage(0)).isNull();
    assertThat(tree.lineage(1)).isEqualTo("A");
    assertThat(tree.lineage(2)).isEqualTo("A1");
    assertThat(tree.parent(2)).isEqualTo(1);
    assertThat(tree.clade(2)).isEqualTo("20A");
    assertThat(tree.attributes(2))
        .containsExactly(Map.entry("lineage", "A1"), Map.entry("name", "Alpha"));
    assertThat(tree.placementPrior(3))
        .as("a lineage equal to the reference wins over the root")
        .isGreaterThan(tree.placementPrior(0));
    tree.requireGrownFrom(REFERENCE);
  }

  @Test
  void deletions_start_from_the_parents_bases_and_skip_what_it_lacks_already() {
    PhylogeneticTree tree = tree("A||||A1C 2", "A1|A|||1-3");

    assertThat(tree.mutations(2)).extracting(Object::toString).containsExactly("C1-", "G3-");
  }

  @Test
  void a_sister_does_not_inherit_from_its_sister() {
    PhylogeneticTree tree = tree("A||||A1C", "B||||A1G");

    assertThat(tree.mutations(2)).extracting(Object::toString).containsExactly("A1G");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "A||||A1C,A||||;line 3: lineage A is there twice",
        "A|X|||A1C;line 2: parent X of A has no row",
        "A|B|||,B|A|||;line 2: A descends from itself",
        "|X|||A1C;line 2: the lineage is empty",
        "A||||G1C;line 2, lineage A: G1C starts from G where the reference has A",
        "A||||A1C,A1|A|||A1T;line 3, lineage A1: A1T starts from A where A has C",
        "A||||A11C;line 2, lineage A: A11C lies outside the reference of 10 bases",
        "A||||5-12;line 2, lineage A: 5-12 lies outside the reference of 10 bases",
        "A||||5-x;line 2, lineage A: \"5-x\" is no deletion such as 21765-21770",
        "A||||spike;line 2, lineage A: \"spike\" is no nucleotide mutation"
      })
  void a_wrong_row_is_told_with_its_line(String rows, String message) {
    assertThatThrownBy(() -> tree(rows.split(",", -1)))
        .isInstanceOf(LineageTableException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void a_table_without_its_columns_is_told() {
    assertThatThrownBy(() -> LineageTable.read("name\tmutations\nA\tA1C\n"))
        .hasMessage("it has no column \"lineage\" but [name, mutations]");
  }

  private static PhylogeneticTree tree(String... rows) {
    StringBuilder tsv = new StringBuilder("lineage\tparent\tclade\tname\tmutations\n");
    for (String row : rows) {
      tsv.append(row.replace('|', '\t')).append('\n');
    }
    return LineageTree.of(LineageTable.read(tsv.toString()), REFERENCE);
  }
}
