package org.virowatch.genomics.watchlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.AnalysisOptions;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

class WatchlistMatcherTest {

  @TempDir Path folder;

  private ReferenceDataset dataset = ReferenceDatasets.builtIn();

  /** The built-in reference and annotation with a list of our own. */
  @BeforeEach
  void makeDataset() throws IOException {
    Path source = Path.of("src/main/resources/org/virowatch/genomics/datasets/sars-cov-2");
    for (String file : List.of("pathogen.json", "reference.fasta", "genome_annotation.gff3")) {
      Files.copy(source.resolve(file), folder.resolve(file));
    }
    Files.createDirectories(folder.resolve("watchlists"));
    Files.writeString(
        folder.resolve("watchlists/drug.tsv"),
        """
        mutation\tpanel\tsource
        S:D614G\tfitness\tmade up
        nsp5:E166*\tprotease\tmade up
        nsp12:V166A\tpolymerase\tmade up
        S:L452R+S:E484Q\tpair\tmade up
        ORF8:Q27stop\ttruncation\tmade up
        nosuch:A1T\tunknown\tmade up
        """);
    dataset = ReferenceDatasets.load(folder);
  }

  @Test
  void oneMutationIsFoundByTheNameOfItsCds() {
    assertThat(hits(23_403, 'G')).containsExactly("fitness S:D614G");
    assertThat(hits(23_403, 'T')).isEmpty();
  }

  @Test
  void anyChangeOfACodonIsFoundByTheNameOfItsPeptide() {
    assertThat(hits(10_551, 'T')).containsExactly("protease ORF1a:E3429V");
    assertThat(hits(10_550, 'A')).containsExactly("protease ORF1a:E3429K");
    assertThat(hits(10_552, 'G')).as("synonymous").isEmpty();
  }

  @Test
  void aPeptideAcrossTheSlipIsReadInItsCds() {
    // nsp12 begins in ORF1a and goes on, from its tenth codon, in ORF1b.
    byte[] genome = dataset.reference();
    genome[13_468 - 1 + 3 * (157 - 1) + 1] = 'C'; // ORF1b:V157A
    assertThat(hits(genome)).containsExactly("polymerase ORF1b:V157A");
  }

  @Test
  void aCombinationNeedsAllItsMutations() {
    byte[] genome = dataset.reference();
    genome[22_917 - 1] = 'G'; // S:L452R
    assertThat(hits(genome)).isEmpty();
    genome[23_012 - 1] = 'C'; // S:E484Q
    assertThat(hits(genome)).containsExactly("pair S:L452R+S:E484Q");
  }

  @Test
  void aStopIsAskedForByItsName() {
    assertThat(hits(27_972, 'T')).containsExactly("truncation ORF8:Q27*");
  }

  @Test
  void singleMutationsAreSpelledOutForTheStream() {
    assertThat(new WatchlistMatcher(dataset).singleEntries())
        .extracting(WatchlistMatcher.SingleEntry::mutations)
        .contains(List.of("S:D614G"), List.of("ORF1b:V157A"))
        .anySatisfy(
            mutations ->
                assertThat(mutations)
                    .hasSize(21)
                    .contains("ORF1a:E3429V", "ORF1a:E3429-", "ORF1a:E3429*"))
        .hasSize(4);
  }

  @Test
  void aDatasetOfTheSameReferenceWithoutListsHasTheBuiltInOnes() {
    ReferenceDataset nextstrain = RealDatasets.dataset("sars-cov-2");
    byte[] genome = nextstrain.reference();
    genome[10_551 - 1] = 'T';
    AnalyzedGenome analyzed =
        (AnalyzedGenome)
            new GenomeAnalysis(nextstrain, AnalysisOptions.REPORT).analyze("g", genome);
    assertThat(analyzed.findings().watchlist())
        .extracting(WatchlistHit::panel)
        .contains("nirmatrelvir");
  }

  private List<String> hits(int position, char base) {
    byte[] genome = dataset.reference();
    genome[position - 1] = (byte) base;
    return hits(genome);
  }

  private List<String> hits(byte[] sequence) {
    AnalyzedGenome genome =
        (AnalyzedGenome) new GenomeAnalysis(dataset, AnalysisOptions.REPORT).analyze("g", sequence);
    return genome.findings().watchlist().stream()
        .map(hit -> hit.panel() + " " + hit.mutations())
        .toList();
  }
}
