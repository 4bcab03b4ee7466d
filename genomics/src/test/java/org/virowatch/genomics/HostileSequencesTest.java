package org.virowatch.genomics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.sequence.Nucleotide;

/** Whatever stands in the file, the analyzer answers, and says why it refuses. */
class HostileSequencesTest {

  private static final ReferenceDataset DATASET = ReferenceDatasets.builtIn();

  private final GenomeAnalysis analyzer = new GenomeAnalysis(DATASET);

  @ParameterizedTest
  @ValueSource(strings = {"", "---", "\r\n \t"})
  void nothingIsAnEmptySequence(String letters) {
    assertThat(refusal(letters.getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(FailureReason.EMPTY_SEQUENCE);
  }

  @Test
  void proteinAndWebPagesAreNoNucleotides() {
    assertThat(refusal(ReferenceProteins.of(DATASET, "S"))).isEqualTo(FailureReason.NOT_NUCLEOTIDE);
    String page = "<html><body>Please log in to continue</body></html>".repeat(50);
    assertThat(refusal(page.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(FailureReason.NOT_NUCLEOTIDE);
  }

  @Test
  void aFragmentIsTooShort() {
    assertThat(refusal(Arrays.copyOf(DATASET.reference(), 99))).isEqualTo(FailureReason.TOO_SHORT);
  }

  @Test
  void manyGenomesInOneAreTooLong() {
    byte[] genomes = new byte[5 * DATASET.length()];
    Arrays.fill(genomes, (byte) 'A');
    assertThat(refusal(genomes)).isEqualTo(FailureReason.TOO_LONG);
  }

  @Test
  void onlyNsAreTooFewKnownBases() {
    byte[] unknown = new byte[DATASET.length()];
    Arrays.fill(unknown, (byte) 'n');
    assertThat(refusal(unknown)).isEqualTo(FailureReason.TOO_FEW_KNOWN_BASES);
  }

  @Test
  void unknownLettersThatLeaveNothingToCompareAreNamed() {
    byte[] genome = DATASET.reference();
    for (int i = 0; i < genome.length; i += 5) {
      genome[i] = 'N';
    }
    assertThat(analyzer.analyze("s", genome))
        .isInstanceOfSatisfying(
            AnalysisFailure.class,
            failure ->
                assertThat(failure.message())
                    .contains(
                        "and 5981 of its 29903 bases are N", "N scattered by too little depth"));
  }

  @Test
  void randomBasesAreAnotherVirus() {
    byte[] bases = new byte[15_000];
    Random random = new Random(7);
    for (int i = 0; i < bases.length; i++) {
      bases[i] = (byte) "ACGT".charAt(random.nextInt(4));
    }
    assertThat(refusal(bases)).isEqualTo(FailureReason.WRONG_VIRUS);
  }

  @Test
  void theOtherStrandIsRecognised() {
    byte[] turned = Nucleotide.reverseComplement(DATASET.reference());
    assertThat(refusal(turned)).isEqualTo(FailureReason.REVERSE_COMPLEMENT);
    AnalysisResult result =
        new GenomeAnalysis(DATASET, new AnalysisOptions(true)).analyze("turned", turned);
    assertThat(result)
        .isInstanceOfSatisfying(
            AnalyzedGenome.class,
            genome -> {
              assertThat(genome.reverseComplemented()).isTrue();
              assertThat(genome.substitutions()).isEmpty();
              assertThat(genome.alignmentScore()).isEqualTo(3 * DATASET.length());
            });
  }

  @Test
  void lowerCaseRnaAndGapsMakeNoDifference() {
    String letters =
        new String(DATASET.reference(), StandardCharsets.US_ASCII)
            .toLowerCase(java.util.Locale.ROOT)
            .replace('t', 'u');
    String gapped = letters.substring(0, 1000) + "----\n--" + letters.substring(1000);
    AnalysisResult result = analyzer.analyze("rna", gapped.getBytes(StandardCharsets.US_ASCII));
    assertThat(result)
        .isInstanceOfSatisfying(
            AnalyzedGenome.class,
            genome -> {
              assertThat(genome.substitutions()).isEmpty();
              assertThat(genome.deletions()).isEmpty();
              assertThat(genome.insertions()).isEmpty();
              assertThat(genome.aligned().toString()).isEqualTo("1-29903");
            });
  }

  @Test
  void fewForeignLettersAreReadAsUnknownWithAWarning() {
    byte[] genome = DATASET.reference();
    genome[500] = '!';
    AnalysisResult result = analyzer.analyze("odd", genome);
    assertThat(result)
        .isInstanceOfSatisfying(
            AnalyzedGenome.class,
            analyzed -> {
              assertThat(analyzed.missing()).hasToString("[501]");
              assertThat(analyzed.warnings()).hasSize(1).first().asString().contains("501");
            });
  }

  @Test
  void oneStretchManyTimesOverIsNoGenome() {
    byte[] stretch = Arrays.copyOfRange(DATASET.reference(), 20_000, 20_300);
    byte[] repeated = new byte[4 * DATASET.length()];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = stretch[i % stretch.length];
    }
    assertThat(refusal(repeated)).isEqualTo(FailureReason.WRONG_VIRUS);
  }

  @Test
  void noBytesBreakTheAnalyzer() {
    Random random = new Random(11);
    for (int i = 0; i < 25; i++) {
      byte[] letters = new byte[random.nextInt(3000)];
      random.nextBytes(letters);
      byte[] genome = DATASET.reference();
      int pieces = 1 + random.nextInt(5);
      byte[] shuffled = new byte[genome.length];
      int filled = 0;
      for (int piece = 0; piece < pieces; piece++) {
        int start = random.nextInt(genome.length);
        int length = Math.min(genome.length - start, random.nextInt(6000));
        length = Math.min(length, shuffled.length - filled);
        System.arraycopy(genome, start, shuffled, filled, length);
        filled += length;
      }
      for (byte[] hostile : new byte[][] {letters, Arrays.copyOf(shuffled, filled)}) {
        AnalysisResult result = analyzer.analyze("hostile", hostile);
        if (result instanceof AnalysisFailure failure) {
          assertThat(failure.reason())
              .as("genome %d: %s", i, failure.message())
              .isNotEqualTo(FailureReason.INTERNAL_ERROR);
        }
      }
    }
  }

  private FailureReason refusal(byte[] letters) {
    AnalysisFailure failure = (AnalysisFailure) analyzer.analyze("hostile", letters);
    assertThat(failure.message()).contains("Likely cause");
    return failure.reason();
  }
}
