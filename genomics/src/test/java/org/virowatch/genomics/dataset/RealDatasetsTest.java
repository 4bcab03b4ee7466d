package org.virowatch.genomics.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.AlignmentParameters.GapAlignmentSide;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** Figures counted with other means (a JSON reader and a calculator) in the datasets themselves. */
class RealDatasetsTest {

  @ParameterizedTest
  @CsvSource({
    "sars-cov-2, sars-cov-2, 2025-04-01--08-20-12Z, MN908947, 29903, 12, 5067, 36286",
    "sars-cov-2-2024-02, sars-cov-2, 2024-02-16--04-00-32Z, MN908947, 29903, 12, 3897, 26732",
    "flu-h3n2-ha, flu_h3n2_ha, 2026-04-14--11-55-23Z, EPI_ISL_1563628, 1718, 3, 3345, 6179",
    "rsv-a, rsv_a, 2026-04-14--11-55-23Z, EPI_ISL_412866, 15225, 11, 2998, 51870"
  })
  void loads_whole(
      String zip,
      String name,
      String version,
      String reference,
      int length,
      int cdses,
      int nodes,
      int mutations) {
    ReferenceDataset dataset = RealDatasets.dataset(zip);

    assertThat(dataset.name()).isEqualTo(name);
    assertThat(dataset.version()).isEqualTo(version);
    assertThat(dataset.referenceName()).isEqualTo(reference);
    assertThat(dataset.length()).isEqualTo(length);
    assertThat(dataset.annotation().codingSequences()).hasSize(cdses);
    PhylogeneticTree tree = dataset.tree().orElseThrow();
    assertThat(tree.size()).isEqualTo(nodes);
    assertThat(tree.mutationCount()).isEqualTo(mutations);
  }

  @Test
  void genes_without_cds_lines_are_coding_sequences_in_the_order_of_the_genome() {
    assertThat(RealDatasets.dataset("sars-cov-2").annotation().codingSequences())
        .extracting(CodingSequence::name)
        .containsExactly(
            "ORF1a", "ORF1b", "S", "ORF3a", "E", "M", "ORF6", "ORF7a", "ORF7b", "ORF8", "N",
            "ORF9b");
    assertThat(
            RealDatasets.dataset("sars-cov-2")
                .annotation()
                .codingSequence("S")
                .orElseThrow()
                .segments())
        .singleElement()
        .satisfies(
            segment ->
                assertThat(segment.range())
                    .isEqualTo(NucleotideRange.ofOneBasedClosed(21563, 25384)));
  }

  @Test
  void quoted_gene_names_lose_their_quotes() {
    assertThat(RealDatasets.dataset("flu-h3n2-ha").annotation().codingSequences())
        .extracting(CodingSequence::name)
        .containsExactly("SigPep", "HA1", "HA2");
  }

  @Test
  void coding_sequences_of_one_gene_are_told_apart_by_their_own_names() {
    assertThat(RealDatasets.dataset("rsv-a").annotation().codingSequences())
        .extracting(CodingSequence::name)
        .containsExactly("NS1", "NS2", "N", "P", "M", "SH", "G", "F", "M2-1", "M2-2", "L");
  }

  @Test
  void alignment_parameters_are_the_defaults_overridden_by_the_dataset() {
    AlignmentParameters parameters = RealDatasets.dataset("sars-cov-2").alignmentParameters();

    assertThat(parameters.excessBandwidth()).isEqualTo(12);
    assertThat(parameters.terminalBandwidth()).isEqualTo(100);
    assertThat(parameters.allowedMismatches()).isEqualTo(4);
    assertThat(parameters.gapAlignmentSide()).isEqualTo(GapAlignmentSide.RIGHT);
    assertThat(parameters.minSeedCover()).isEqualTo(0.1);
    assertThat(parameters.scoreMatch()).isEqualTo(3);
    assertThat(parameters.minLength()).isEqualTo(100);
  }

  @Test
  void quality_rules_are_those_switched_on() {
    QualityParameters flu = RealDatasets.dataset("flu-h3n2-ha").qualityParameters();

    assertThat(flu.missingData()).isEmpty();
    assertThat(flu.snpClusters()).isEmpty();
    assertThat(flu.mixedSites()).contains(new QualityParameters.MixedSites(4));
    assertThat(flu.privateMutations())
        .contains(new QualityParameters.PrivateMutations(5, 15, 2, 1, 1));
    assertThat(flu.frameShifts().orElseThrow().scoreWeight()).isEqualTo(75);

    QualityParameters rsv = RealDatasets.dataset("rsv-a").qualityParameters();
    assertThat(rsv.stopCodons().orElseThrow().ignored())
        .extracting(stop -> stop.cds() + ":" + stop.codon().oneBased())
        .containsExactly("G:321");
  }

  @Test
  void the_attribute_that_names_lineages_is_the_finest_that_is_in_use() {
    assertThat(RealDatasets.dataset("sars-cov-2").tree().orElseThrow().lineageAttribute())
        .contains("Nextclade_pango");
    assertThat(RealDatasets.dataset("flu-h3n2-ha").tree().orElseThrow().lineageAttribute())
        .contains("subclade");
    assertThat(RealDatasets.dataset("rsv-a").tree().orElseThrow().lineageAttribute()).isEmpty();
  }

  @Test
  void lineages_descend_as_the_nomenclature_says() {
    assertThat(RealDatasets.dataset("sars-cov-2").lineageParents())
        .containsEntry("BA.2.75", "BA.2")
        .containsEntry("BA.2", "B.1.1.529")
        .containsEntry("JN.1", "BA.2.86.1")
        .containsEntry("KP.3", "JN.1.11.1")
        .containsEntry("EG.5", "XBB.1.9.2")
        .containsEntry("XBB.1.5", "XBB.1")
        .containsEntry("AY.4", "B.1.617.2")
        .doesNotContainKeys("B", "XBB", "XEC");
    assertThat(RealDatasets.dataset("flu-h3n2-ha").lineageParents())
        .containsEntry("J.2.4", "J.2")
        .containsEntry("J", "G.1.3.1");
    assertThat(RealDatasets.dataset("rsv-a").lineageParents()).containsEntry("A.D.1", "A.D");
  }

  @Test
  void labels_are_found_by_position_and_base() {
    MutationLabels labels = RealDatasets.dataset("sars-cov-2").mutationLabels();

    assertThat(labels.of(org.virowatch.genomics.coordinate.NucleotidePosition.ofOneBased(174), 'T'))
        .containsExactly("20H");
    assertThat(labels.of(org.virowatch.genomics.coordinate.NucleotidePosition.ofOneBased(174), 'C'))
        .isEmpty();
  }
}
