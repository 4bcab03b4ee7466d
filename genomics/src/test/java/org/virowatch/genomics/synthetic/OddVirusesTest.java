package org.virowatch.genomics.synthetic;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.AnalysisOptions;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.PlainScore;
import org.virowatch.genomics.annotation.CdsSegment;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.annotation.Strand;
import org.virowatch.genomics.dataset.AlignmentParameters;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.translate.Translation;

/** Viruses of shapes that real datasets have, made up, with genomes of which the truth is known. */
class OddVirusesTest {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final AnalysisOptions EVERYTHING = new AnalysisOptions(true, true, true);
  private static final int POX = 197_000;
  private static final int GAP_AT = 60_000;

  @TempDir static Path poxFolder;
  private static @Nullable ReferenceDataset pox;
  private static @Nullable GenomeAnalysis poxAnalyzer;

  @TempDir Path folder;

  /** 197 kb, inverted repeats of 6.4 kb at the ends, tandem repeats, 146 genes on both strands. */
  private static ReferenceDataset pox() {
    if (pox != null) {
      return pox;
    }
    byte[] end = SyntheticVirus.letters(new Random(5), 6400);
    SyntheticVirus virus =
        new SyntheticVirus(11, POX)
            .paste(0, end)
            .paste(POX - end.length, SyntheticVirus.turned(end))
            .repeat(7000, 16, 40)
            .repeat(POX - 9000, 9, 60);
    Random random = new Random(3);
    int at = 10_000;
    for (int gene = 0; at < 180_000; gene++) {
      int length = 3 * (100 + random.nextInt(500));
      virus.gene("G" + gene, at, at + length, gene % 2 == 0 ? '-' : '+');
      at += length + 20 + random.nextInt(100);
    }
    pox = virus.load(poxFolder);
    return pox;
  }

  private static GenomeAnalysis poxAnalyzer() {
    GenomeAnalysis analyzer =
        poxAnalyzer == null ? new GenomeAnalysis(pox(), new AnalysisOptions(true)) : poxAnalyzer;
    poxAnalyzer = analyzer;
    return analyzer;
  }

  @ParameterizedTest
  @CsvSource({
    "deletion,500",
    "deletion,5000",
    "deletion,10000",
    "deletion,20000",
    "insertion,500",
    "insertion,5000",
    "insertion,20000",
    "duplication,5000",
    "duplication,20000"
  })
  void gapsOfManyThousandBasesInAPoxvirusAreOneCallInTime(String kind, int length) {
    ReferenceDataset dataset = pox();
    byte[] reference = dataset.reference();
    TreeMap<Integer, Character> changes = new TreeMap<>();
    byte[] changed = changed(reference, new Random(9), 60, changes);
    byte[] genome =
        switch (kind) {
          case "deletion" -> join(changed, 0, GAP_AT, changed, GAP_AT + length, POX);
          case "insertion" ->
              join(
                  join(
                      changed, 0, GAP_AT, SyntheticVirus.letters(new Random(4), length), 0, length),
                  0,
                  GAP_AT + length,
                  changed,
                  GAP_AT,
                  POX);
          default -> join(changed, 0, GAP_AT, changed, GAP_AT - length, POX);
        };
    if (kind.equals("deletion")) {
      changes.subMap(GAP_AT, GAP_AT + length).clear();
    }
    GenomeAnalysis analyzer = poxAnalyzer();
    AnalyzedGenome called = analyzed(analyzer, genome, reference);
    assertThat(called.deletions()).hasSize(kind.equals("deletion") ? 1 : 0);
    assertThat(called.insertions()).hasSize(kind.equals("deletion") ? 0 : 1);
    called.deletions().forEach(gap -> assertThat(gap.range().length()).isEqualTo(length));
    called.insertions().forEach(gap -> assertThat(gap.bases()).hasSize(length));
    assertThat(called.substitutions()).hasSize(changes.size());
    long start = THREADS.getCurrentThreadCpuTime();
    analyzer.analyze("again", genome);
    assertThat(THREADS.getCurrentThreadCpuTime() - start).isLessThan(2_000_000_000L);
    AnalyzedGenome turned = analyzed(analyzer, SyntheticVirus.turned(genome), reference);
    assertThat(turned.reverseComplemented()).isTrue();
    assertThat(turned.nucleotides()).isEqualTo(called.nucleotides());
  }

  /**
   * Too few exact runs to go by, and a band of more cells than a byte each may be spent on: what
   * Nextclade's {@code maxBandArea} allows is aligned, if not in milliseconds.
   */
  @Test
  void aDistantPoxvirusWithADeletionOfThousandsOfBasesIsAligned() {
    byte[] reference = pox().reference();
    byte[] distant = diverged(reference, new Random(2), 0.1);
    byte[] genome = join(distant, 0, GAP_AT, distant, GAP_AT + 8000, POX);
    AnalyzedGenome called = analyzed(poxAnalyzer(), genome, reference);
    int longest = called.deletions().stream().mapToInt(gap -> gap.range().length()).max().orElse(0);
    assertThat(longest).isBetween(7900, 8100);
    assertThat(called.substitutions().size()).isBetween(17_000, 21_000);
  }

  @Test
  void lostCopiesOfARepeatAndUnknownStretchesOfAPoxvirusAreCalled() {
    ReferenceDataset dataset = pox();
    byte[] genome = join(dataset.reference(), 0, 7160, dataset.reference(), 7320, POX);
    Arrays.fill(genome, 30_000, 45_000, (byte) 'N');
    AnalyzedGenome called = analyzed(poxAnalyzer(), genome, dataset.reference());
    assertThat(called.substitutions()).isEmpty();
    assertThat(called.deletions()).hasSize(1);
    assertThat(called.deletions().get(0).range().length()).isEqualTo(160);
    assertThat(called.missing()).hasToString("[30161-45160]");
  }

  /**
   * Genes spliced, slipping, overlapping in two frames, on the other strand and over the origin.
   */
  @Test
  void proteinsOfEveryKindOfGeneAreReadAsAPersonWould() {
    SyntheticVirus virus =
        new SyntheticVirus(21, 3215)
            .feature("region", 1, 3215, '+', ".", "ID=r;Is_circular=true")
            .feature("CDS", 2307, 4838, '+', "0", "ID=P;Name=P")
            .feature("CDS", 2848, 4047, '+', "0", "ID=S;Name=S")
            .feature("CDS", 101, 130, '+', "0", "ID=M;Name=M2")
            .feature("CDS", 301, 570, '+', "0", "ID=M;Name=M2")
            .feature("CDS", 1001, 1300, '+', "0", "ID=GP;Name=GP;exception=ribosomal slippage")
            .feature("CDS", 1300, 1497, '+', "0", "ID=GP;Name=GP;exception=ribosomal slippage")
            .feature("CDS", 1601, 1900, '-', "0", "ID=R;Name=R")
            .feature("CDS", 1950, 2099, '-', "0", "ID=R;Name=R")
            .feature("CDS", 2150, 2249, '+', "1", "ID=Q;Name=phased");
    ReferenceDataset dataset = virus.load(folder);
    assertThat(dataset.annotation().codingSequences()).hasSize(6);
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset, EVERYTHING);
    for (int i = 0; i < 200; i++) {
      byte[] genome = changed(dataset.reference(), new Random(i), 1 + i, new TreeMap<>());
      AnalyzedGenome called = analyzed(analyzer, genome, dataset.reference());
      if (!called.deletions().isEmpty() || !called.insertions().isEmpty()) {
        continue;
      }
      assertThat(called.findings().proteins()).hasSize(6);
      for (Translation protein : called.findings().proteins()) {
        assertThat(protein.aminoAcids())
            .as(protein.cds())
            .isEqualTo(PlainTranslation.of(cds(dataset, protein.cds()), genome));
      }
    }
  }

  @Test
  void genesAloneAndLowerCaseReferencesWithAmbiguityCodesAreRead() {
    SyntheticVirus virus =
        new SyntheticVirus(31, 1800).feature("gene", 101, 700, '+', ".", "gene=HA");
    virus.paste(900, "ryn".getBytes(US_ASCII)).paste(1000, "acgt".getBytes(US_ASCII));
    ReferenceDataset dataset = virus.load(folder);
    byte[] reference = dataset.reference();
    assertThat(new String(reference, 900, 3, US_ASCII)).isEqualTo("RYN");
    byte[] genome = reference.clone();
    System.arraycopy("ACG".getBytes(US_ASCII), 0, genome, 900, 3);
    AnalyzedGenome called = analyzed(new GenomeAnalysis(dataset, EVERYTHING), genome, reference);
    assertThat(called.substitutions()).hasToString("[R901A, Y902C, N903G]");
    assertThat(called.findings().proteins()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "high-diversity"})
  void genomesThatDifferByATenthToAQuarterAreAlignedNoWorseThanTheyWereMade(String preset) {
    ReferenceDataset made =
        new SyntheticVirus(41, 10_700).gene("poly", 95, 10_274, '+').load(folder);
    ReferenceDataset dataset = made.with(AlignmentParameters.preset(preset).orElseThrow());
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset);
    byte[] reference = dataset.reference();
    for (int percent : new int[] {10, 15, 20, 25}) {
      byte[] genome = diverged(reference, new Random(percent), percent / 100.0);
      AnalysisResult result = analyzer.analyze(percent + " %", genome);
      if (result instanceof AnalysisFailure) {
        assertThat(percent).as("refused by preset %s", preset).isEqualTo(25);
        assertThat(preset).isEqualTo("default");
        continue;
      }
      AnalyzedGenome called = (AnalyzedGenome) result;
      assertThat(new String(genome, US_ASCII)).contains(GenomeFromCalls.of(reference, called));
      assertThat(called.alignmentScore())
          .as("%d %%, score as made", percent)
          .isGreaterThanOrEqualTo(PlainScore.of(dataset, genome));
    }
  }

  @Test
  void genomesAreFoundUnderTheNodeTheyWereMadeOf() {
    SyntheticVirus virus = new SyntheticVirus(51, 5000).gene("A", 300, 1500, '+');
    Random random = new Random(6);
    List<byte[]> nodes = new ArrayList<>();
    virus.tree(
        "{\"version\": \"v2\", \"meta\": {}, \"tree\": "
            + node(virus.reference(), virus.reference(), 4, random, nodes)
            + "}");
    ReferenceDataset dataset = virus.load(folder);
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset);
    for (int i = 0; i < nodes.size(); i++) {
      TreeMap<Integer, Character> own = new TreeMap<>();
      byte[] genome = changed(nodes.get(i), random, 2, own);
      AnalyzedGenome called = analyzed(analyzer, genome, dataset.reference());
      Placement place = Objects.requireNonNull(called.placement());
      assertThat(place.nodeName()).isEqualTo("n" + i);
    }
  }

  /** A node with five mutations of its own; four generations of three children each. */
  private static String node(
      byte[] parent, byte[] root, int generations, Random random, List<byte[]> nodes) {
    TreeMap<Integer, Character> changes = new TreeMap<>();
    byte[] genome = nodes.isEmpty() ? root : changed(parent, random, 5, changes);
    String name = "n" + nodes.size();
    nodes.add(genome);
    List<String> mutations = new ArrayList<>();
    changes.forEach(
        (position, base) ->
            mutations.add("\"" + (char) parent[position] + (position + 1) + base + "\""));
    List<String> children = new ArrayList<>();
    for (int child = 0; child < 3 && generations > 0; child++) {
      children.add(node(genome, root, generations - 1, random, nodes));
    }
    return "{\"name\": \""
        + name
        + "\", \"node_attrs\": {\"clade_membership\": {\"value\": \"c\"}}, \"branch_attrs\":"
        + " {\"mutations\": {\"nuc\": "
        + mutations
        + "}}, \"children\": "
        + children
        + "}";
  }

  private static AnalyzedGenome analyzed(GenomeAnalysis analyzer, byte[] genome, byte[] reference) {
    AnalysisResult result = analyzer.analyze("made", genome);
    assertThat(result).as("%s", result).isInstanceOf(AnalyzedGenome.class);
    AnalyzedGenome called = (AnalyzedGenome) result;
    byte[] read = called.reverseComplemented() ? SyntheticVirus.turned(genome) : genome;
    assertThat(new String(read, US_ASCII)).contains(GenomeFromCalls.of(reference, called));
    return called;
  }

  private static CodingSequence cds(ReferenceDataset dataset, String name) {
    return dataset.annotation().codingSequences().stream()
        .filter(cds -> cds.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A copy with bases changed away from the ends. */
  private static byte[] changed(
      byte[] genome, Random random, int changes, Map<Integer, Character> out) {
    byte[] changed = genome.clone();
    while (out.size() < changes) {
      int position = 200 + random.nextInt(genome.length - 400);
      char base = "ACGT".charAt(random.nextInt(4));
      if (base != genome[position] && !out.containsKey(position)) {
        out.put(position, base);
        changed[position] = (byte) base;
      }
    }
    return changed;
  }

  private static byte[] diverged(byte[] genome, Random random, double rate) {
    byte[] diverged = genome.clone();
    for (int i = 0; i < diverged.length; i++) {
      if (random.nextDouble() < rate) {
        diverged[i] = (byte) "ACGT".charAt(("ACGT".indexOf(genome[i]) + 1 + random.nextInt(3)) % 4);
      }
    }
    return diverged;
  }

  private static byte[] join(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(a, fromA, toA - fromA);
    joined.write(b, fromB, toB - fromB);
    return joined.toByteArray();
  }

  /** The genetic code, written apart from the code under test. */
  private static final class PlainTranslation {
    private static final String ORDER = "TCAG";
    private static final String AMINO_ACIDS =
        "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";

    static String of(CodingSequence cds, byte[] genome) {
      ByteArrayOutputStream letters = new ByteArrayOutputStream();
      for (CdsSegment segment : cds.segments()) {
        byte[] part = Arrays.copyOfRange(genome, segment.range().begin(), segment.range().end());
        letters.writeBytes(segment.strand() == Strand.REVERSE ? SyntheticVirus.turned(part) : part);
      }
      String bases = letters.toString(US_ASCII);
      StringBuilder protein = new StringBuilder();
      for (int i = 0; i + 3 <= bases.length(); i += 3) {
        protein.append(
            AMINO_ACIDS.charAt(
                16 * ORDER.indexOf(bases.charAt(i))
                    + 4 * ORDER.indexOf(bases.charAt(i + 1))
                    + ORDER.indexOf(bases.charAt(i + 2))));
      }
      return protein.toString();
    }
  }
}
