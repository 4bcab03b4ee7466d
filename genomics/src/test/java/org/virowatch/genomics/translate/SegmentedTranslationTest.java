package org.virowatch.genomics.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.ReferenceProteins;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/**
 * Coding sequences on the reverse strand, in several segments, overlapping and slipping, on a
 * made-up reference.
 */
class SegmentedTranslationTest {

  private static final String ANNOTATION =
      """
      ##gff-version 3
      made-up\ttest\tCDS\t101\t700\t.\t+\t0\tID=forward;Name=forward
      made-up\ttest\tCDS\t801\t1400\t.\t-\t0\tID=reverse;Name=reverse
      made-up\ttest\tCDS\t1501\t1800\t.\t+\t0\tID=slip;Name=slip
      made-up\ttest\tCDS\t1800\t2102\t.\t+\t0\tID=slip;Name=slip
      made-up\ttest\tCDS\t1701\t2000\t.\t-\t0\tID=overlapping;Name=overlapping
      """;

  @TempDir private Path folder;
  private ReferenceDataset dataset = ReferenceDatasets.builtIn();
  private byte[] reference = new byte[0];
  private GenomeAnalysis analyzer = new GenomeAnalysis(dataset);

  @BeforeEach
  void makeDataset() throws IOException {
    Random random = new Random(3);
    StringBuilder bases = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      bases.append("ACGT".charAt(random.nextInt(4)));
    }
    Files.writeString(folder.resolve("reference.fasta"), ">made-up\n" + bases + "\n");
    Files.writeString(folder.resolve("genome_annotation.gff3"), ANNOTATION);
    Files.writeString(
        folder.resolve("pathogen.json"),
        "{\"schemaVersion\":\"3.0.0\",\"attributes\":{\"name\":\"made-up\"},\"files\":{"
            + "\"reference\":\"reference.fasta\",\"pathogenJson\":\"pathogen.json\","
            + "\"genomeAnnotation\":\"genome_annotation.gff3\"}}");
    dataset = ReferenceDatasets.load(folder);
    reference = bases.toString().getBytes(StandardCharsets.US_ASCII);
    analyzer = new GenomeAnalysis(dataset);
  }

  @Test
  void scatteredSubstitutionsGiveTheAminoAcidsOfAPlainTranslation() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      byte[] genome = reference.clone();
      for (int position = random.nextInt(60); position < genome.length; ) {
        genome[position] = (byte) "ACGT".charAt(random.nextInt(4));
        position += 40 + random.nextInt(80);
      }
      List<String> expected = new ArrayList<>();
      for (CodingSequence cds : dataset.annotation().codingSequences()) {
        byte[] before = ReferenceProteins.of(reference, cds);
        byte[] after = ReferenceProteins.of(genome, cds);
        for (int codon = 0; codon < before.length; codon++) {
          if (before[codon] != after[codon]) {
            expected.add(
                cds.name() + ":" + (char) before[codon] + (codon + 1) + (char) after[codon]);
          }
        }
      }
      List<String> actual = new ArrayList<>();
      analyzed(genome).aaSubstitutions().forEach(change -> actual.add(change.toString()));
      Collections.sort(expected);
      Collections.sort(actual);
      assertThat(actual).as("round %d", round).isEqualTo(expected);
    }
  }

  @Test
  void deletedCodonsOfTheReverseStrandAreDeletedAminoAcids() {
    AnalyzedGenome genome = analyzed(without(1401 - 3 * 20 - 1, 9));
    assertThat(genome.deletions()).hasToString("[1341-1349]");
    assertThat(genome.aaDeletions())
        .extracting(deletion -> deletion.cds() + deletion.position().oneBased())
        .containsExactly("reverse18", "reverse19", "reverse20");
    assertThat(genome.frameShifts()).isEmpty();
  }

  @Test
  void aLostBaseShiftsTheFrameToTheEndOfTheCodingSequence() {
    AnalyzedGenome genome = analyzed(without(400, 1));
    assertThat(genome.frameShifts()).hasSize(1);
    assertThat(genome.frameShifts().get(0).cds()).isEqualTo("forward");
    assertThat(genome.frameShifts().get(0).codons().end()).isEqualTo(200);
    assertThat(genome.aminoAcids().unknown()).isNotEmpty();
  }

  @Test
  void aBaseReadTwiceChangesBothItsCodons() {
    CodingSequence slip = dataset.annotation().codingSequence("slip").orElseThrow();
    assertThat(slip.length()).isEqualTo(603);
    byte[] genome = reference.clone();
    genome[1797] = 'A'; // AAN is K or N: not known
    genome[1798] = 'A';
    genome[1799] = 'N';
    assertThat(analyzed(genome).aminoAcids().unknown())
        .filteredOn(unknown -> unknown.cds().equals("slip"))
        .hasToString("[slip:100-101]");
  }

  @Test
  void anAmbiguousCodonIsKnownWhereAllReadingsAgree() {
    byte[] genome = reference.clone();
    genome[1797] = 'G'; // GCN is A
    genome[1798] = 'C';
    genome[1799] = 'N';
    assertThat(analyzed(genome).aminoAcids().unknown())
        .filteredOn(unknown -> unknown.cds().equals("slip"))
        .hasToString("[slip:101]");
  }

  private byte[] without(int start, int length) {
    byte[] genome = new byte[reference.length - length];
    System.arraycopy(reference, 0, genome, 0, start);
    System.arraycopy(reference, start + length, genome, start, reference.length - start - length);
    return genome;
  }

  private AnalyzedGenome analyzed(byte[] genome) {
    return (AnalyzedGenome) analyzer.analyze("made-up", genome);
  }
}
