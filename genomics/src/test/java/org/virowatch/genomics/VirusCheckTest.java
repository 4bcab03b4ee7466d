package org.virowatch.genomics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.genomics.detect.SyntheticVirus;
import org.virowatch.genomics.sequence.Nucleotide;

/** Genomes of other viruses, with one dataset named and with none. */
class VirusCheckTest {
  private static final ReferenceDataset COVID = ReferenceDatasets.builtIn();

  @TempDir private Path folder = Path.of("");
  private final Random random = new Random(5);
  private final byte[] cousin = SyntheticVirus.codingRelative(COVID.reference(), 0.18, random);
  private final byte[] stranger = SyntheticVirus.random(15_000, random);
  private DatasetDetector detector = DatasetDetector.of(List.of(COVID));

  @BeforeEach
  void makeDatasets() {
    detector =
        DatasetDetector.of(
            List.of(
                COVID,
                SyntheticVirus.dataset(folder, "cousin", cousin),
                SyntheticVirus.dataset(folder, "stranger", stranger)));
  }

  @Test
  void another_virus_is_refused_with_its_name() {
    assertThat(refusal(stranger).reason()).isEqualTo(FailureReason.WRONG_VIRUS);
    assertThat(refusal(Nucleotide.reverseComplement(stranger)).message())
        .contains(
            "looks like Virus of stranger (dataset stranger, score 1.00), not SARS-CoV-2"
                + " (dataset sars-cov-2)",
            "Likely cause");
  }

  @Test
  void a_relative_that_can_be_aligned_is_refused_if_it_has_a_dataset_of_its_own() {
    assertThat(new GenomeAnalysis(COVID).analyze("cousin", cousin))
        .isInstanceOf(AnalyzedGenome.class);

    AnalysisFailure failure = refusal(cousin);

    assertThat(failure.reason()).isEqualTo(FailureReason.WRONG_VIRUS);
    assertThat(failure.value()).isEqualTo("cousin");
  }

  @Test
  void a_divergent_strain_is_called_where_nothing_is_nearer() {
    byte[] strain = SyntheticVirus.codingRelative(COVID.reference(), 0.15, random);

    assertThat(check(COVID, detector, strain)).isInstanceOf(AnalyzedGenome.class);
    assertThat(check(COVID, detector, COVID.reference())).isInstanceOf(AnalyzedGenome.class);
  }

  @Test
  void what_looks_like_nothing_known_is_said_to() {
    byte[] unknown = SyntheticVirus.random(10_000, random);

    assertThat(refusal(unknown).message()).contains("looks like no other dataset");
  }

  @Test
  void without_a_dataset_named_each_genome_is_read_against_its_own() {
    DetectingAnalyzer analyzer = new DetectingAnalyzer(detector, GenomeAnalysis::new);

    assertThat(analyzer.analyze("a", COVID.reference()).dataset()).contains(COVID);
    DetectingAnalyzer.Result second = analyzer.analyze("b", cousin);
    assertThat(second.dataset().orElseThrow().name()).isEqualTo("cousin");
    assertThat(second.analysis())
        .isInstanceOfSatisfying(
            AnalyzedGenome.class, genome -> assertThat(genome.substitutions()).isEmpty());
  }

  @Test
  void without_a_dataset_named_the_doubtful_is_refused_with_what_it_resembles() {
    DetectingAnalyzer analyzer = new DetectingAnalyzer(detector, GenomeAnalysis::new);
    byte[] nephew = SyntheticVirus.relative(stranger, 0.15, random);
    byte[] mixture = COVID.reference();
    System.arraycopy(stranger, 0, mixture, 4000, stranger.length - 5000);

    assertThat(message(analyzer, nephew))
        .contains("uncertain", "resembles Virus of stranger (dataset stranger) most", "15 %");
    assertThat(message(analyzer, mixture)).contains("parts of it look like SARS-CoV-2", "stranger");
    assertThat(message(analyzer, SyntheticVirus.random(9000, random)))
        .contains("no dataset that is installed here: sars-cov-2, cousin, stranger");
    assertThat(message(analyzer, new byte[0])).contains("has no bases");
    assertThat(message(analyzer, "MKVLFFAILQWERTYIPSD".repeat(40).getBytes(US_ASCII)))
        .contains("no nucleotide codes");
    assertThat(message(analyzer, "ACGTNNNN".repeat(400).getBytes(US_ASCII)))
        .contains("Only 1600 of 3200 bases are known");
  }

  private static String message(DetectingAnalyzer analyzer, byte[] letters) {
    DetectingAnalyzer.Result result = analyzer.analyze("doubtful", letters);
    assertThat(result.dataset()).isEmpty();
    return ((AnalysisFailure) result.analysis()).message();
  }

  private AnalysisFailure refusal(byte[] letters) {
    return (AnalysisFailure) check(COVID, detector, letters);
  }

  private static AnalysisResult check(
      ReferenceDataset dataset, DatasetDetector detector, byte[] letters) {
    return new VirusCheck(dataset, () -> detector)
        .check(new GenomeAnalysis(dataset).analyze("suspect", letters), letters);
  }
}
