package org.virowatch.genomics.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.virowatch.genomics.output.NewickTree.Tip;
import org.virowatch.genomics.tree.AuspiceTreeReader;

class NewickTreeTest {

  private static final String TREE =
      """
      {"tree": {"name": "root", "node_attrs": {"div": 1}, "children": [
        {"name": "a", "node_attrs": {"div": 1.5}},
        {"name": "inner", "node_attrs": {"div": 3}, "children": [
          {"name": "b c", "node_attrs": {"div": 3}},
          {"name": "d", "node_attrs": {"div": 10}}]}]}}
      """;

  @Test
  void tipsHaveNamesAndBranchesTheDifferenceOfDivergence() throws IOException {
    assertThat(newick(Map.of())).isEqualTo("(a:0.5,('b c':0,d:7):2):1;\n");
  }

  @Test
  void genomesHangOnInnerNodesAndBesideTips() throws IOException {
    assertThat(
            newick(
                Map.of(
                    0, List.of(new Tip("x", 2)),
                    1, List.of(new Tip("y", 1.5), new Tip("z(1)", 4.5)),
                    2, List.of(new Tip("w", 3.06)))))
        .isEqualTo("((a:0,y:0,'z(1)':3):0.5,('b c':0,d:7,w:0.06000000000000005):2,x:1):1;\n");
  }

  private static String newick(Map<Integer, List<Tip>> grafts) throws IOException {
    StringWriter out = new StringWriter();
    new NewickTree(
            AuspiceTreeReader.read(new ByteArrayInputStream(TREE.getBytes(StandardCharsets.UTF_8))))
        .write(grafts, out);
    return out.toString();
  }
}
