package org.virowatch.genomics.stored;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.align.GenomeMutator;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.CallBasis;
import org.virowatch.genomics.dataset.DatasetFolder;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.stored.StoredCallResult.Refused;
import org.virowatch.genomics.stored.StoredCallResult.Replaced;

class StoredCallAnalyzerTest {
  private static final ReferenceDataset DATASET = ReferenceDatasets.builtIn();
  private static final String REFERENCE = new String(DATASET.reference(), US_ASCII);

  @Test
  void underTheSameDatasetTheCallsStandAndThePlaceIsTheSame() {
    GenomeMutator mutator = new GenomeMutator(DATASET.reference(), 7);
    GenomeAnalysis fresh = new GenomeAnalysis(DATASET);
    StoredCallAnalyzer analyzer = new StoredCallAnalyzer(DATASET, Realignment.IF_SEARCH_DIFFERS);
    for (int i = 0; i < 200; i++) {
      if (fresh.analyze("mutated " + i, mutator.next()) instanceof AnalyzedGenome genome) {
        assertThat(analyzer.analyze(stored(genome, DATASET)))
            .as(genome.name())
            .isEqualTo(
                new Replaced(
                    genome.placement(), genome.quality(), Optional.empty(), Fidelity.EXACT));
      }
    }
  }

  @Test
  void ambiguityCodesAreNoNSoThatMixedSitesAndThePlaceComeOutAsCalledAfresh() {
    StringBuilder letters = new StringBuilder(REFERENCE);
    letters.replace(14_000, 14_400, "N".repeat(400));
    letters.replace(14_400, 14_403, "RRY"); // next to a run of N
    letters.setCharAt(23_402, 'R'); // A23403G in a mixture
    AnalyzedGenome genome = called(DATASET, letters);
    Replaced replaced = replaced(DATASET, Realignment.IF_SEARCH_DIFFERS, stored(genome, DATASET));

    assertThat(genome.ambiguous()).hasToString("[R:14401-14402, Y:14403, R:23403]");
    assertThat(replaced.quality()).isEqualTo(genome.quality());
    assertThat(replaced.placement()).isEqualTo(genome.placement());
  }

  @Test
  void whereOnlyTheSearchDiffersEverythingIsAsCalledAfresh(@TempDir Path folder) {
    ReferenceDataset narrow = searching(folder.resolve("narrow"), 9);
    ReferenceDataset wide = searching(folder.resolve("wide"), 12);
    GenomeMutator mutator = new GenomeMutator(narrow.reference(), 11);
    GenomeAnalysis before = new GenomeAnalysis(narrow);
    GenomeAnalysis afresh = new GenomeAnalysis(wide);
    StoredCallAnalyzer analyzer = new StoredCallAnalyzer(wide, Realignment.IF_SEARCH_DIFFERS);
    int stand = 0;
    for (int i = 0; i < 400; i++) {
      byte[] letters = mutator.next();
      if (before.analyze("mutated " + i, letters) instanceof AnalyzedGenome genome
          && afresh.analyze("mutated " + i, letters) instanceof AnalyzedGenome expected) {
        Replaced replaced = (Replaced) analyzer.analyze(stored(genome, narrow));
        assertThat(replaced.placement()).as(genome.name()).isEqualTo(expected.placement());
        assertThat(replaced.quality()).as(genome.name()).isEqualTo(expected.quality());
        assertThat(replaced.fidelity()).isEqualTo(Fidelity.EXACT);
        AnalyzedGenome calls = replaced.recalled().orElse(genome);
        assertThat(calls.nucleotides()).as(genome.name()).isEqualTo(expected.nucleotides());
        assertThat(calls.aminoAcids()).as(genome.name()).isEqualTo(expected.aminoAcids());
        stand += replaced.recalled().isEmpty() ? 1 : 0;
      }
    }
    assertThat(stand).isGreaterThan(300);
  }

  private static ReferenceDataset searching(Path folder, int excessBandwidth) {
    return ReferenceDatasets.load(
        DatasetFolder.sound()
            .with("reference.fasta", ">ref\n" + REFERENCE + "\n")
            .with(
                "genome_annotation.gff3",
                """
                ref\t.\tgene\t21563\t25384\t.\t+\t.\tgene=S
                ref\t.\tgene\t28274\t29533\t.\t+\t.\tgene=N
                """)
            .with(
                "pathogen.json",
                """
                {"schemaVersion": "3.0.0", "shortcuts": ["toy"], "version": {"tag": "v%d"},
                 "alignmentParams": {"excessBandwidth": %d},
                 "files": {"reference": "reference.fasta", "pathogenJson": "pathogen.json",
                           "genomeAnnotation": "genome_annotation.gff3"}}
                """
                    .formatted(excessBandwidth, excessBandwidth))
            .folder(folder));
  }

  @Test
  void otherCodingSequencesHaveTheGenomeCalledAgain(@TempDir Path folder) {
    ReferenceDataset one = dataset(folder.resolve("one"), REFERENCE, "S");
    ReferenceDataset other = dataset(folder.resolve("other"), REFERENCE, "Spike");
    StringBuilder letters = new StringBuilder(REFERENCE);
    letters.setCharAt(23_402, 'G');
    letters.delete(21_764, 21_770);

    Replaced replaced =
        replaced(other, Realignment.IF_SCORES_DIFFER, stored(called(one, letters), one));

    AnalyzedGenome recalled = replaced.recalled().orElseThrow();
    assertThat(recalled).isEqualTo(called(other, letters));
    assertThat(recalled.aaSubstitutions()).hasToString("[Spike:D614G]");
    assertThat(replaced.fidelity()).isEqualTo(Fidelity.EXACT);
  }

  @Test
  void anotherReferenceIsRefusedByItsFingerprint(@TempDir Path folder) {
    ReferenceDataset other =
        dataset(folder, REFERENCE.substring(0, 29_000) + REFERENCE.substring(29_001), "S");
    StoredCallResult result =
        new StoredCallAnalyzer(other, Realignment.IF_SEARCH_DIFFERS)
            .analyze(stored(called(DATASET, new StringBuilder(REFERENCE)), DATASET));

    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.message())
                    .contains("another reference", CallBasis.of(DATASET).reference(), "submit"));
  }

  @Test
  void anotherReferenceIsRefusedByItsLettersWhereNoFingerprintWasStored(@TempDir Path folder) {
    String changed = REFERENCE.substring(0, 23_402) + "C" + REFERENCE.substring(23_403);
    StringBuilder letters = new StringBuilder(REFERENCE);
    letters.setCharAt(23_402, 'G');
    StoredCallResult result =
        new StoredCallAnalyzer(dataset(folder, changed, "S"), Realignment.IF_SEARCH_DIFFERS)
            .analyze(asOlderReleasesStored(called(DATASET, letters)));

    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.message()).contains("has A at position 23403", "has C"));
  }

  @Test
  void aCallOfAnOlderReleaseWithoutUnknownBasesIsExact() {
    StringBuilder letters = new StringBuilder(REFERENCE.substring(40, 29_800));
    letters.setCharAt(23_402 - 40, 'G');
    AnalyzedGenome genome = called(DATASET, letters);
    Replaced replaced =
        replaced(DATASET, Realignment.IF_SEARCH_DIFFERS, asOlderReleasesStored(genome));

    assertThat(replaced.recalled()).contains(genome);
    assertThat(replaced.fidelity()).isEqualTo(Fidelity.EXACT);
  }

  @Test
  void aCallOfAnOlderReleaseWithUnknownBasesIsPlacedAndSaysThatAmbiguityCodesMayHide() {
    StringBuilder letters = new StringBuilder(REFERENCE);
    letters.setCharAt(23_402, 'R');
    letters.setCharAt(240, 'T');
    AnalyzedGenome genome = called(DATASET, letters);
    Replaced replaced =
        replaced(DATASET, Realignment.IF_SEARCH_DIFFERS, asOlderReleasesStored(genome));

    AnalyzedGenome recalled = replaced.recalled().orElseThrow();
    assertThat(recalled.substitutions()).isEqualTo(genome.substitutions());
    assertThat(recalled.missing()).hasToString("[23403]");
    assertThat(replaced.fidelity()).isEqualTo(Fidelity.AMBIGUITY_UNKNOWN);
  }

  private static Replaced replaced(
      ReferenceDataset dataset, Realignment realignment, StoredCall call) {
    StoredCallResult result = new StoredCallAnalyzer(dataset, realignment).analyze(call);
    assertThat(result).isInstanceOf(Replaced.class);
    return (Replaced) result;
  }

  private static AnalyzedGenome called(ReferenceDataset dataset, StringBuilder letters) {
    return (AnalyzedGenome)
        new GenomeAnalysis(dataset).analyze("a genome", letters.toString().getBytes(US_ASCII));
  }

  private static StoredCall stored(AnalyzedGenome genome, ReferenceDataset dataset) {
    return new StoredCall(
        genome.name(),
        genome.nucleotides(),
        genome.frameShifts(),
        genome.aminoAcids().stopCodons(),
        Optional.of(CallBasis.of(dataset)),
        true);
  }

  /** Ambiguity codes among the missing, stops and basis left out. */
  private static StoredCall asOlderReleasesStored(AnalyzedGenome genome) {
    NucleotideCalls calls = genome.nucleotides();
    List<NucleotideRange> missing = new ArrayList<>(calls.missing());
    calls.ambiguous().forEach(run -> missing.add(run.range()));
    missing.sort(null);
    return new StoredCall(
        genome.name(),
        new NucleotideCalls(
            calls.aligned(),
            calls.substitutions(),
            calls.deletions(),
            calls.insertions(),
            missing,
            List.of()),
        genome.frameShifts(),
        List.of(),
        Optional.empty(),
        false);
  }

  /** The spike of SARS-CoV-2 under a name, on a reference. */
  private static ReferenceDataset dataset(Path folder, String reference, String spike) {
    String annotation = "ref\t.\tgene\t21563\t25384\t.\t+\t.\tgene=" + spike + "\n";
    return ReferenceDatasets.load(
        DatasetFolder.sound()
            .with("reference.fasta", ">ref\n" + reference + "\n")
            .with("genome_annotation.gff3", annotation)
            .folder(folder));
  }
}
