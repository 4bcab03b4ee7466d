package org.virowatch.genomics.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.coordinate.NucleotideRange;

class AuspiceTreeReaderTest {

  @Test
  void nodes_are_numbered_depth_first_whatever_the_order_of_their_fields() throws IOException {
    PhylogeneticTree tree =
        read(
            """
            {"tree": {"children": [
                {"children": [{"name": "c"}], "name": "b"},
                {"name": "d", "branch_attrs": {"mutations": {"nuc": ["A1C", "G2-"], "S": ["D614G"]}}}],
              "name": "a"},
             "meta": {"extensions": {"nextclade": {
               "clade_node_attrs": [{"name": "subclade", "displayName": "Subclade", "skipAsReference": true}],
               "placement_mask_ranges": [{"begin": 0, "end": 50}]}}}}
            """);

    assertThat(tree.size()).isEqualTo(4);
    assertThat(tree.name(0) + tree.name(1) + tree.name(2) + tree.name(3)).isEqualTo("abcd");
    assertThat(tree.parent(0)).isEqualTo(-1);
    assertThat(tree.parent(2)).isEqualTo(1);
    assertThat(tree.parent(3)).isZero();
    assertThat(tree.subtreeEnd(0)).isEqualTo(4);
    assertThat(tree.subtreeEnd(1)).isEqualTo(3);
    assertThat(tree.mutations(3)).extracting(Object::toString).containsExactly("A1C", "G2-");
    assertThat(tree.placementMask()).containsExactly(new NucleotideRange(0, 50));
    assertThat(tree.cladeAttributes())
        .containsExactly(new CladeAttribute("subclade", "Subclade", true));
  }

  @Test
  void attributes_are_those_declared_and_present() throws IOException {
    PhylogeneticTree tree =
        read(
            """
            {"meta": {"extensions": {"nextclade": {"clade_node_attrs": [
               {"name": "short-clade"}, {"name": "subclade"}, {"name": "absent"}]}}},
             "tree": {"name": "a", "node_attrs": {"clade_membership": {"value": "2a"},
               "subclade": {"value": "J.2"}, "short-clade": {"value": "2a"}, "div": 3,
               "country": {"value": "FR"}, "placement_prior": {"value": -2.5}}}}
            """);

    assertThat(tree.clade(0)).isEqualTo("2a");
    assertThat(tree.attributes(0)).containsOnlyKeys("short-clade", "subclade");
    assertThat(tree.lineageAttribute()).contains("subclade");
    assertThat(tree.lineage(0)).isEqualTo("J.2");
    assertThat(tree.placementPrior(0)).isEqualTo(-2.5);
  }

  @Test
  void without_a_lineage_attribute_the_clade_is_the_lineage() throws IOException {
    PhylogeneticTree tree =
        read("{\"tree\": {\"node_attrs\": {\"clade_membership\": {\"value\": \"A.D.1\"}}}}");

    assertThat(tree.lineage(0)).isEqualTo("A.D.1");
    assertThat(tree.placementPrior(0)).isEqualTo(-10);
  }

  @Test
  void a_ladder_of_ten_thousand_nodes_is_read() throws IOException {
    int depth = 10_000;
    String json =
        "{\"tree\":" + "{\"name\":\"n\",\"children\":[".repeat(depth) + "]}".repeat(depth) + "}";

    PhylogeneticTree tree = read(json);

    assertThat(tree.size()).isEqualTo(depth);
    assertThat(tree.subtreeEnd(0)).isEqualTo(depth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>|it is no complete JSON",
        "''|it does not begin with '{'",
        "{\"tree\": [{}]}|its \"tree\" is no single tree",
        "{\"tree\": {\"children\": {}}}|line 1: \"children\" is no array",
        "{\"tree\": {\"children\": [3]}}|line 1: expected a node, found VALUE_NUMBER_INT",
        "{\"tree\": {\"children\": [{}|it is no complete JSON",
        "'{\"tree\": {\"name\": \"n\", \"branch_attrs\": {\"mutations\": {\"nuc\": [\"A0C\"]}}}}'|node n: \"A0C\" is no nucleotide mutation",
        "'{\"meta\": {\"extensions\": {\"nextclade\": {\"placement_mask_ranges\": [{\"begin\": 9, \"end\": 3}]}}}, \"tree\": {}}'|impossible range"
      })
  void what_is_no_tree_is_told(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"C241T", "A21765-", "-1A", "A1N"})
  void mutations_read_as_they_are_written(String text) {
    assertThat(BranchMutation.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"''", "A", "AC", "A0C", "A-1C", "a1C", "A1Z", "A1", "1AC", "A99999999999C"})
  void what_is_no_mutation_is_refused(String text) {
    assertThatThrownBy(() -> BranchMutation.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PhylogeneticTree read(String json) throws IOException {
    return AuspiceTreeReader.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }
}
