package org.virowatch.genomics.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSearchTest {

  /** root(A) – a1(A, x=1) – b1(B, x=1) – a2(A, x=2); a vaccine beside them. */
  private static PhylogeneticTree tree(String node) throws IOException {
    String json =
        """
        {"meta": {"extensions": {"nextclade": {"clade_node_attrs": [{"name": "x"}],
          "ref_nodes": {"default": "__root__", "search": [{"name": "s", "criteria": [
            {"qry": {"clade": ["none"]}, "node": {"name": ["root"]}},
            {"qry": [{"clade": ["A"]}, {"cladeNodeAttrs": {"x": ["1"]}}], "node": [%s]}]}]}}}},
         "tree": {"name": "root", "node_attrs": {"clade_membership": {"value": "A"}}, "children": [
           {"name": "a1", "node_attrs": {"clade_membership": {"value": "A"}, "x": {"value": "1"}},
            "branch_attrs": {"mutations": {"S": ["D614G", "H69-"]}}, "children": [
             {"name": "b1", "node_attrs": {"clade_membership": {"value": "B"}, "x": {"value": "1"}},
              "children": [{"name": "a2",
                "node_attrs": {"clade_membership": {"value": "A"}, "x": {"value": "2"}}}]}]},
           {"name": "vaccine", "node_attrs": {"clade_membership": {"value": "C"}}}]}}
        """
            .formatted(node);
    return AuspiceTreeReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": [\"vaccine\"]} | 3 | 4",
        "{\"clade\": [\"A\"], \"searchAlgo\": \"ancestor-earliest\"} | 3 | 0",
        "{\"clade\": [\"A\"], \"searchAlgo\": \"ancestor-nearest\"} | 3 | 3",
        "{\"clade\": [\"A\"], \"searchAlgo\": \"ancestor-latest\"} | 2 | 1",
        "{\"cladeNodeAttrs\": {\"x\": [\"1\", \"3\"]}, \"searchAlgo\": \"ancestor-nearest\"} | 3 | 2",
        "{\"name\": [\"vaccine\"]} | 4 | -1",
        "{\"name\": [\"nobody\"]} | 3 | -1",
      })
  void aNodeIsFoundForTheGenomesMeant(String pattern, int nearest, int found) throws IOException {
    PhylogeneticTree tree = tree(pattern);
    NodeSearch search = tree.searches().get(0);
    assertThat(search.displayName()).isEqualTo("s");
    assertThat(search.find(tree, nearest)).isEqualTo(found);
  }

  @Test
  void aFounderIsTheEarliestAncestorOfTheSameValue() throws IOException {
    PhylogeneticTree tree = tree("{}");
    assertThat(tree.cladeFounder(3)).as("also across another clade, as in Nextclade").isZero();
    assertThat(tree.cladeFounder(2)).isEqualTo(2);
    assertThat(tree.founder(2, "x")).isEqualTo(1);
    assertThat(tree.aminoAcidMutations(1)).hasToString("[S:D614G, S:H69-]");
  }

  @Test
  void anUnknownWayToSearchIsTold() {
    assertThatThrownBy(() -> tree("{\"searchAlgo\": \"sideways\"}"))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("searchAlgo \"sideways\"");
  }
}
