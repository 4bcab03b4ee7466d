package org.virowatch.genomics.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/** A made-up tree on the built-in reference and annotation. */
class ConvergenceTest {
  @TempDir Path folder;
  private final List<String> clades = new ArrayList<>();

  @BeforeEach
  void copyReference() throws IOException {
    Path source = Path.of("src/main/resources/org/virowatch/genomics/datasets/sars-cov-2");
    for (String file : List.of("pathogen.json", "reference.fasta", "genome_annotation.gff3")) {
      Files.copy(source.resolve(file), folder.resolve(file));
    }
  }

  @Test
  void aChangeGainedOnManyInnerBranchesSurfacesWithItsLineagesAndDates() throws IOException {
    for (int clade = 1; clade <= 6; clade++) {
      // S:D614G, and a silent change besides.
      clade(clade, "2022-0" + clade + "-01", "\"A23403G\", \"C3037T\"", "");
    }

    ConvergentChange change = find("").get(0);

    assertThat(change.name()).isEqualTo("S:D614G");
    assertThat(change.gains()).isEqualTo(6);
    assertThat(change.inherited()).isEqualTo(6);
    assertThat(change.lineages()).containsExactly("L.1", "L.2", "L.3", "L.4", "L.5", "L.6");
    assertThat(change.firstDate()).isEqualTo("2022-01-01");
    assertThat(change.lastDate()).isEqualTo("2022-06-01");
    assertThat(change.expected()).isBetween(0.0, 1.0);
    assertThat(change.p()).isLessThan(0.01);
  }

  @Test
  void gainsBeforeTheDateDoNotCount() throws IOException {
    for (int clade = 1; clade <= 6; clade++) {
      clade(clade, "2022-0" + clade + "-01", "\"A23403G\"", "");
    }

    assertThat(find("2022-04").get(0).gains()).isEqualTo(3);
    assertThat(find("2023")).isEmpty();
  }

  @Test
  void whatRecombinantsBringIsNotGained() throws IOException {
    StringBuilder many = new StringBuilder("\"A23403G\"");
    for (int i = 0; i < 25; i++) {
      many.append(", \"").append(base(20_000 + 3 * i)).append(20_000 + 3 * i).append("-\"");
      many.append(", \"").append(other(4_000 + 3 * i)).append('"');
    }
    for (int clade = 1; clade <= 6; clade++) {
      clade(clade, "2022-01-01", many.toString(), "");
    }

    assertThat(find("")).isEmpty();
  }

  @Test
  void changesBackToTheReferenceAreNotGained() throws IOException {
    for (int clade = 1; clade <= 6; clade++) {
      clade(clade, "2022-01-01", "\"A23403G\"", "\"G23403A\"");
    }

    assertThat(find("")).extracting(ConvergentChange::name).containsExactly("S:D614G");
  }

  @Test
  void whatNoDescendantInheritsIsTakenForAnError() throws IOException {
    for (int clade = 1; clade <= 6; clade++) {
      // Only at the tips: S:E484K.
      clade(clade, "2022-01-01", "\"C3037T\"", "\"G23012A\"");
    }

    assertThat(find("")).isEmpty();
  }

  @Test
  void changesAtProblematicSitesAreLeftOut() throws IOException {
    for (int clade = 1; clade <= 6; clade++) {
      // S:L5F at 21575.
      clade(clade, "2022-01-01", "\"C21575T\"", "");
    }

    assertThat(find("")).isEmpty();
  }

  /** A node with two tips; each first tip has changes of its own. */
  private void clade(int number, String date, String inner, String tip) {
    clades.add(
        String.format(
            Locale.ROOT,
            "{\"name\": \"clade%1$d\", \"node_attrs\": {\"lineage\": {\"value\": \"L.%1$d\"}},"
                + " \"branch_attrs\": {\"mutations\": {\"nuc\": [%3$s]}}, \"children\": [{\"name\":"
                + " \"tip%1$d\", \"node_attrs\": {\"designation_date\": {\"value\": \"%2$s\"},"
                + " \"lineage\": {\"value\": \"L.%1$d.1\"}}, \"branch_attrs\": {\"mutations\":"
                + " {\"nuc\": [%4$s]}}}, {\"name\": \"other%1$d\", \"node_attrs\":"
                + " {\"designation_date\": {\"value\": \"2024-01-01\"}}, \"branch_attrs\":"
                + " {\"mutations\": {}}}]}",
            number,
            date,
            inner,
            tip));
  }

  private List<ConvergentChange> find(String since) throws IOException {
    Files.writeString(
        folder.resolve("tree.json"),
        "{\"meta\": {\"extensions\": {\"nextclade\": {\"clade_node_attrs\": [{\"name\":"
            + " \"lineage\"}]}}}, \"tree\": {\"name\": \"root\", \"node_attrs\": {},"
            + " \"branch_attrs\": {\"mutations\": {}}, \"children\": ["
            + String.join(", ", clades)
            + "]}}");
    ReferenceDataset dataset = ReferenceDatasets.load(folder);
    BranchDates dates =
        BranchDates.read(dataset.tree().orElseThrow(), dataset.treeDocument().orElseThrow());
    return Convergence.find(dataset, dates, since);
  }

  private static char base(int oneBased) {
    return (char) ReferenceDatasets.builtIn().reference()[oneBased - 1];
  }

  private static String other(int oneBased) {
    char from = base(oneBased);
    return from + Integer.toString(oneBased) + (from == 'A' ? 'C' : 'A');
  }
}
