package org.virowatch.genomics.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.tree.PhylogeneticTree;

class BuiltInDatasetTest {

  @Test
  void has_reference_coding_sequences_lineages_and_watchlists() {
    ReferenceDataset dataset = ReferenceDatasets.builtIn();

    assertThat(dataset.name()).isEqualTo("sars-cov-2");
    assertThat(dataset.length()).isEqualTo(29_903);
    assertThat(dataset.annotation().codingSequences())
        .extracting(CodingSequence::name)
        .contains("ORF1a", "ORF1b", "S", "N", "ORF9b");
    assertThat(dataset.watchlists())
        .extracting(Watchlist::name)
        .contains("nirmatrelvir", "immune-escape");
    assertThat(dataset.lineageParents())
        .containsEntry("B.1.1.7", "B.1.1")
        .containsEntry("XBB.1.5", "XBB.1");
    assertThat(dataset.attributes()).containsEntry("reference accession", "NC_045512.2");
  }

  @Test
  void the_tree_grown_from_its_table_has_the_lineages_as_nodes() {
    PhylogeneticTree tree = ReferenceDatasets.builtIn().tree().orElseThrow();

    assertThat(tree.lineage(0)).isNull();
    assertThat(tree.lineageAttribute()).contains("lineage");
    int alpha = nodeOf(tree, "B.1.1.7");
    assertThat(tree.clade(alpha)).isEqualTo("20I");
    assertThat(tree.attributes(alpha)).containsEntry("name", "Alpha");
    assertThat(tree.lineage(tree.parent(alpha))).isEqualTo("B.1.1");
    assertThat(tree.mutations(alpha)).extracting(Object::toString).contains("A23063T", "T21765-");
  }

  @Test
  void is_found_by_its_name_where_no_path_has_that_name(@TempDir Path cache) {
    assertThat(ReferenceDatasets.resolve("sars-cov-2", cache))
        .isSameAs(ReferenceDatasets.builtIn());
  }

  private static int nodeOf(PhylogeneticTree tree, String lineage) {
    for (int node = 0; node < tree.size(); node++) {
      if (lineage.equals(tree.lineage(node))) {
        return node;
      }
    }
    throw new AssertionError("no node of lineage " + lineage);
  }
}
