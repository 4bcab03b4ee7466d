package org.virowatch.genomics.stored;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.align.GenomeMutator;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.sequence.CleanSequence;

/** The calls of a genome hold its whole sequence. */
class SequenceRestorerTest {
  private static final int GENOMES = Integer.getInteger("virowatch.stored.genomes", 400);

  private final CleanSequence clean = new CleanSequence();

  @Test
  void genomesWithGapsDropOutsAndAmbiguityCodesAreGivenBackLetterForLetter() {
    ReferenceDataset dataset = ReferenceDatasets.builtIn();
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset);
    SequenceRestorer restorer = new SequenceRestorer(dataset.reference());
    GenomeMutator mutator = new GenomeMutator(dataset.reference(), 20_240_216);
    int restored = 0;
    for (int i = 0; i < GENOMES; i++) {
      restored += givesBack(analyzer, restorer, "mutated " + i, mutator.next());
    }
    assertThat(restored).isGreaterThan(GENOMES * 9 / 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sars-cov-2-2024-02", "rsv-a", "flu-h3n2-ha"})
  void theExamplesOfRealDatasetsAreGivenBackLetterForLetter(String name) throws IOException {
    ReferenceDataset dataset = RealDatasets.dataset(name);
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset);
    SequenceRestorer restorer = new SequenceRestorer(dataset.reference());
    int restored = 0;
    try (ZipFile zip = new ZipFile(RealDatasets.file("datasets/" + name + ".zip").toFile());
        FastaReader reader =
            FastaReader.of(
                zip.getInputStream(zip.getEntry("sequences.fasta")),
                name,
                FastaReader.DEFAULT_LIMIT)) {
      while (reader.hasNext()) {
        FastaRecord record = (FastaRecord) reader.next();
        restored += givesBack(analyzer, restorer, record.name(), record.sequence());
      }
    }
    assertThat(restored).isGreaterThan(5);
  }

  private int givesBack(
      GenomeAnalysis analyzer, SequenceRestorer restorer, String name, byte[] letters) {
    if (!(analyzer.analyze(name, letters) instanceof AnalyzedGenome genome)) {
      return 0;
    }
    clean.read(letters);
    byte[] expected = Arrays.copyOf(clean.bases(), clean.length());
    assertThat(new String(restorer.restore(genome.nucleotides()), US_ASCII))
        .as(name)
        .isEqualTo(new String(expected, US_ASCII));
    return 1;
  }
}
