package org.virowatch.genomics.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/** The real trees of SARS-CoV-2. */
class RealConvergenceTest {
  private static final Path DATASETS = Path.of("../../shared/data/datasets");

  /** Receptor-binding changes that many lineages gained in 2022 and 2023, as reported then. */
  private static final List<String> KNOWN =
      List.of("S:R346T", "S:K444T", "S:N460K", "S:F486P", "S:L455F", "S:F456L");

  /** Codons of the receptor-binding domain. */
  private static final int RBD_FIRST = 319;

  private static final int RBD_LAST = 541;

  @ParameterizedTest
  @ValueSource(strings = {"sars-cov-2-2024-02.zip", "sars-cov-2.zip"})
  void theReceptorBindingChangesOf2022And2023SurfaceAtTheTop(String name) throws Exception {
    Path zip = DATASETS.resolve(name);
    Assumptions.assumeTrue(Files.exists(zip), "skipped: " + zip + " is not there");
    ReferenceDataset dataset = ReferenceDatasets.load(zip);
    BranchDates dates =
        BranchDates.read(dataset.tree().orElseThrow(), dataset.treeDocument().orElseThrow());

    List<ConvergentChange> changes = Convergence.find(dataset, dates, "2022");
    List<String> spike =
        changes.stream()
            .filter(change -> change.cds().equals("S"))
            .map(ConvergentChange::name)
            .toList();

    assertThat(spike.subList(0, 15)).containsAll(KNOWN);
    // An artefact lies anywhere; selection for escape lies in the receptor-binding domain, which is
    // a sixth of the spike.
    assertThat(changes.subList(0, 15))
        .filteredOn(
            change ->
                change.cds().equals("S")
                    && change.position().oneBased() >= RBD_FIRST
                    && change.position().oneBased() <= RBD_LAST)
        .hasSizeGreaterThanOrEqualTo(10);
    // Recombinants carry these from their parents; none of them was gained again and again.
    assertThat(spike.subList(0, 30))
        .doesNotContain("S:D614G", "S:N501Y", "S:H655Y", "S:N764K", "S:D796Y", "S:S373P");
  }

  @ParameterizedTest
  @ValueSource(strings = "sars-cov-2-2024-02.zip")
  void aLaterStartCountsFewerGains(String name) throws Exception {
    Path zip = DATASETS.resolve(name);
    Assumptions.assumeTrue(Files.exists(zip), "skipped: " + zip + " is not there");
    ReferenceDataset dataset = ReferenceDatasets.load(zip);
    BranchDates dates =
        BranchDates.read(dataset.tree().orElseThrow(), dataset.treeDocument().orElseThrow());

    ConvergentChange since2023 =
        Convergence.find(dataset, dates, "2023").stream()
            .filter(change -> change.name().equals("S:F456L"))
            .findFirst()
            .orElseThrow();

    assertThat(since2023.firstDate()).startsWith("2023-");
    assertThat(Convergence.find(dataset, dates, "2023"))
        .filteredOn(change -> change.name().equals("S:R346T"))
        .allMatch(change -> change.gains() < 40);
  }
}
