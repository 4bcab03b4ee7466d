package org.virowatch.genomics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.UnknownCodons;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.fasta.FastaEntry;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;

/**
 * The consensus genomes of the Pango lineages, aligned by Nextclade: without their gaps they must
 * come back as they were. Proteins by default of every fourth lineage; {@code -Dvirowatch.all=true}
 * takes all.
 */
class PangoConsensusTest {

  private static final int STEP = Boolean.getBoolean("virowatch.all") ? 1 : 4;

  /**
   * Consensus genomes whose published gap is not where an aligner puts it: the majority of each
   * site was taken apart, so the gap is a base too short or lies where another place scores as much
   * (29734-29758 for 29735-29759 of the 26-base deletion in s2m) or more (in frame for out of
   * frame).
   */
  private static final Set<String> PLACED_ELSEWHERE =
      Set.of(
          "AY.65",
          "BA.5.1.9",
          "BA.5.3.3",
          "BE.7",
          "EG.3",
          "EG.8",
          "FL.15.1.1",
          "PT.1",
          "XAC",
          "XBB.1.11",
          "XBB.1.25",
          "XBB.1.9.2",
          "XBB.1.9",
          "XBB.6",
          "XBC.1.3.1",
          "XEC.23",
          "XEC.28",
          "XEC.34",
          "XEC.37",
          "XEC.4.1.4",
          "XEC.4",
          "XEC",
          "XEH",
          "XFG");

  /** Those of them whose published alignment scores less than ours; the others score the same. */
  private static final Set<String> SCORES_LESS =
      Set.of("AY.65", "BA.5.1.9", "BA.5.3.3", "BE.7", "FL.15.1.1", "XBC.1.3.1", "XFG");

  private final ReferenceDataset dataset = RealDatasets.dataset("sars-cov-2");
  private final byte[] reference = dataset.reference();
  private final GenomeAnalysis analyzer = new GenomeAnalysis(dataset);

  @Test
  void degappedConsensusGenomesGiveTheirPublishedDifferences() {
    List<String> differences = new ArrayList<>();
    Set<String> placedElsewhere = new HashSet<>();
    int genomes = 0;
    for (FastaRecord record : records("pango/genome-nuc.fasta.zst", 1)) {
      byte[] aligned = record.sequence();
      assertThat(aligned).hasSize(reference.length);
      AnalyzedGenome genome =
          (AnalyzedGenome) analyzer.analyze(record.name(), SequenceEdits.withoutGaps(aligned));
      String expected = SequenceEdits.differences(reference, aligned);
      String actual =
          SequenceEdits.differences(reference, SequenceEdits.aligned(reference, genome));
      if (!expected.equals(actual)) {
        // A consensus is made site by site: its gaps need not be an alignment of what is left.
        assertThat(PlainScore.of(dataset, aligned))
            .as("score of the published alignment of %s", record.name())
            .isLessThanOrEqualTo(genome.alignmentScore());
        if (PLACED_ELSEWHERE.contains(record.name())) {
          assertThat(PlainScore.of(dataset, aligned) < genome.alignmentScore())
              .as("the published alignment of %s scores less", record.name())
              .isEqualTo(SCORES_LESS.contains(record.name()));
        }
        placedElsewhere.add(record.name());
      }
      if (!expected.equals(actual) && !PLACED_ELSEWHERE.contains(record.name())) {
        differences.add(SequenceEdits.onlyDifferent(record.name(), expected, actual));
      }
      genomes++;
    }
    assertThat(genomes).isGreaterThan(400);
    assertThat(differences).isEmpty();
    assertThat(placedElsewhere).isEqualTo(PLACED_ELSEWHERE);
  }

  @Test
  void degappedConsensusGenomesGiveTheirPublishedProteins() {
    Map<String, AnalyzedGenome> genomes = new HashMap<>();
    for (FastaRecord record : records("pango/genome-nuc.fasta.zst", STEP)) {
      genomes.put(
          record.name(),
          (AnalyzedGenome)
              analyzer.analyze(record.name(), SequenceEdits.withoutGaps(record.sequence())));
    }
    List<String> differences = new ArrayList<>();
    int proteins = 0;
    for (var cds : dataset.annotation().codingSequences()) {
      Path file = RealDatasets.file("pango/" + cds.name() + "-aa.fasta.zst");
      Map<String, byte[]> references = new HashMap<>();
      for (FastaRecord record : read(file, 1)) {
        AnalyzedGenome genome = genomes.get(record.name());
        if (genome == null) {
          continue;
        }
        byte[] referenceProtein =
            references.computeIfAbsent(cds.name(), name -> ReferenceProteins.of(dataset, name));
        String actual = protein(referenceProtein, cds.name(), genome);
        String expected = new String(record.sequence(), java.nio.charset.StandardCharsets.US_ASCII);
        if (!expected.equals(actual)) {
          differences.add(
              record.name()
                  + " "
                  + cds.name()
                  + " "
                  + SequenceEdits.differences(
                      expected.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                      actual.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }
        proteins++;
      }
    }
    assertThat(proteins).isGreaterThan(4000);
    assertThat(differences).isEmpty();
  }

  private static String protein(byte[] reference, String cds, AnalyzedGenome genome) {
    byte[] protein = reference.clone();
    for (AminoAcidSubstitution substitution : genome.aaSubstitutions()) {
      if (substitution.cds().equals(cds)) {
        protein[substitution.position().zeroBased()] = (byte) substitution.query();
      }
    }
    for (AminoAcidDeletion deletion : genome.aaDeletions()) {
      if (deletion.cds().equals(cds)) {
        protein[deletion.position().zeroBased()] = '-';
      }
    }
    for (UnknownCodons unknown : genome.aminoAcids().unknown()) {
      if (unknown.cds().equals(cds)) {
        java.util.Arrays.fill(
            protein, unknown.codons().begin(), unknown.codons().end(), (byte) 'X');
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(protein);
    return out.toString(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static List<FastaRecord> records(String file, int step) {
    return read(RealDatasets.file(file), step);
  }

  private static List<FastaRecord> read(Path file, int step) {
    List<FastaRecord> records = new ArrayList<>();
    try (FastaReader reader = FastaReader.open(file)) {
      for (int i = 0; reader.hasNext(); i++) {
        FastaEntry entry = reader.next();
        if (i % step == 0 && entry instanceof FastaRecord record) {
          records.add(record);
        }
      }
    }
    return records;
  }
}
