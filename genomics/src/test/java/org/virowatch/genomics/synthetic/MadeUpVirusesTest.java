package org.virowatch.genomics.synthetic;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.AnalysisOptions;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.output.ColumnSelection;
import org.virowatch.genomics.output.NextcladeTable;
import org.virowatch.genomics.vcf.BcftoolsRoundTrip;

/** Datasets in the shape of viruses that are not at hand, through calls, watchlists and VCF. */
class MadeUpVirusesTest {

  private static final int DENGUE = 10_735;
  private static final int EBOLA = 18_959;
  private static final int POX = 197_209;
  private static final int REPEAT = 6400;

  // First bases of watched codons of the peptides of dengue.
  private static final int E_153 = 934 + 3 * 152;
  private static final int NS3_10 = 4519 + 3 * 9;
  private static final int NS4_20 = 6376 + 3 * 19;
  private static final int NS5_646 = 7570 + 3 * 645;

  @TempDir Path folder;

  /** One polyprotein; peptides named as RefSeq does, with the gene of all of them. */
  private static SyntheticVirus dengue() {
    SyntheticVirus virus =
        new SyntheticVirus(71, DENGUE)
            .feature("gene", 95, 10_273, '+', ".", "ID=gene-POLY;Name=POLY;gene=POLY")
            .gene("POLY", 94, 10_273, '+')
            .paste(NS5_646 - 3, "AAAGCTCAT".getBytes(US_ASCII))
            .paste(NS4_20, "GCT".getBytes(US_ASCII))
            .paste(NS3_10, "AAA".getBytes(US_ASCII))
            .paste(E_153, "GCT".getBytes(US_ASCII));
    int[] starts = {95, 437, 935, 2420, 3476, 4130, 4520, 6377, 7571, 10_274};
    String[] products = {"C", "prM", "E", "NS1", "NS2A", "NS2B", "NS3", "NS4", "NS5"};
    for (int i = 0; i < products.length; i++) {
      virus.feature(
          "mature_protein_region_of_CDS",
          starts[i],
          starts[i + 1] - 1,
          '+',
          ".",
          "ID=id-p:" + i + ";Parent=POLY;gbkey=Prot;gene=POLY;product=" + products[i]);
    }
    return virus;
  }

  /** GP, sGP and ssGP of one gene: the polymerase slips at seven A. */
  private static SyntheticVirus ebola() {
    return new SyntheticVirus(72, EBOLA)
        .gene("NP", 469, 2689, '+')
        .gene("L", 11_580, 18_219, '+')
        .gene("AS", 8508, 9375, '-')
        .paste(6917, "AAAAAAAC".getBytes(US_ASCII))
        .feature("gene", 6039, 8068, '+', ".", "ID=gene-GP;gene=GP")
        .feature("CDS", 6039, 6923, '+', "0", "ID=GP;Name=GP;Parent=gene-GP")
        .feature("CDS", 6923, 8068, '+', "0", "ID=GP;Name=GP;Parent=gene-GP")
        .feature("CDS", 6039, 7133, '+', "0", "ID=sGP;Name=sGP;Parent=gene-GP")
        .feature("CDS", 6039, 6922, '+', "0", "ID=ssGP;Name=ssGP;Parent=gene-GP")
        .feature("CDS", 6924, 6933, '+', "0", "ID=ssGP;Name=ssGP;Parent=gene-GP");
  }

  /** A segment: signal peptide, HA1 and HA2 next to each other, named by its segment. */
  private static SyntheticVirus influenza() {
    return new SyntheticVirus(73, 1752)
        .pathogen(
            "{\"schemaVersion\": \"3.0.0\", \"attributes\": {\"name\": \"Influenza A H1N1 HA\","
                + " \"segment\": \"ha\"}}")
        .feature("gene", 21, 71, '+', ".", "gene_name=SigPep")
        .feature("gene", 72, 1052, '+', ".", "gene_name=HA1")
        .feature("gene", 1053, 1718, '+', ".", "gene_name=HA2");
  }

  /** Genes of both strands also in the inverted repeats at the ends. */
  private static SyntheticVirus pox() {
    SyntheticVirus virus =
        new SyntheticVirus(74, POX).gene("J1L", 2000, 3500, '-').repeat(5000, 16, 20);
    byte[] end = Arrays.copyOf(virus.reference(), REPEAT);
    virus
        .paste(POX - REPEAT, SyntheticVirus.turned(end))
        .feature("CDS", POX - 3499, POX - 2000, '+', "0", "ID=J1R;Name=J1R");
    for (int i = 0; i < 40; i++) {
      int begin = 8000 + 4500 * i;
      virus.gene("P" + i, begin, begin + 3 * (100 + 30 * i), i % 3 == 0 ? '+' : '-');
    }
    return virus;
  }

  private SyntheticVirus virus(String name) {
    return switch (name) {
      case "dengue" -> dengue();
      case "ebola" -> ebola();
      case "influenza" -> influenza();
      case "pox" -> pox();
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Test
  void peptidesOfAPolyproteinAreWatchedByTheirNames() throws IOException {
    Files.createDirectories(folder.resolve("watchlists"));
    Files.writeString(
        folder.resolve("watchlists/dengue.tsv"),
        """
        mutation\tpanel\tsource
        NS5:A646*\tany\tmade up
        NS3:K10R+NS4:A20del\tpair\tmade up
        E:A153W\tone\tmade up
        POLY:M1W\tstart\tmade up
        NS1:A353A\tbeyond its end\tmade up
        """);
    ReferenceDataset dataset = dengue().load(folder);
    assertThat(dataset.annotation().peptides()).hasSize(9);
    NextcladeTable table =
        new NextcladeTable(dataset, ColumnSelection.of(List.of("watchlist")), NextcladeTable.TAB);
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset, AnalysisOptions.REPORT);
    byte[] tryptophan = "TGG".getBytes(US_ASCII);
    byte[] any = dengue().paste(NS5_646, tryptophan).reference();
    assertThat(cell(table, analyzer, dataset.reference())).isEmpty();
    assertThat(cell(table, analyzer, any)).isEqualTo("POLY:A" + codon(NS5_646) + "W|any");
    byte[] deleted = without(dataset.reference(), NS5_646, 3);
    assertThat(cell(table, analyzer, deleted)).isEqualTo("POLY:A" + codon(NS5_646) + "-|any");
    byte[] half = dengue().paste(NS3_10, "AGA".getBytes(US_ASCII)).reference();
    assertThat(cell(table, analyzer, half)).isEmpty();
    assertThat(cell(table, analyzer, without(half, NS4_20 - 6, 15)))
        .isEqualTo("POLY:K" + codon(NS3_10) + "R+POLY:A" + codon(NS4_20) + "-|pair");
    byte[] two = dengue().paste(E_153, tryptophan).paste(94, tryptophan).reference();
    assertThat(cell(table, analyzer, two))
        .isEqualTo("POLY:A" + codon(E_153) + "W|one,POLY:M1W|start");
  }

  private static int codon(int position) {
    return (position - 94) / 3 + 1;
  }

  /** The cell of a table of one column. */
  private static String cell(NextcladeTable table, GenomeAnalysis analyzer, byte[] genome) {
    String row = new String(table.row(0, analyzer.analyze("g", genome)), UTF_8).strip();
    return row.equals("\"\"") ? "" : row; // a line may not be empty
  }

  @Test
  void theBaseReadTwiceAtTheEditingSiteChangesBothCodons() {
    ReferenceDataset dataset = ebola().load(folder);
    CodingSequence gp = dataset.annotation().codingSequence("GP").orElseThrow();
    assertThat(gp.codon(CodonPosition.ofOneBased(295)).get(2))
        .isEqualTo(gp.codon(CodonPosition.ofOneBased(296)).get(0))
        .isEqualTo(NucleotidePosition.ofOneBased(6923));
    byte[] genome = dataset.reference();
    genome[6922] = 'T';
    AnalyzedGenome called = called(new GenomeAnalysis(dataset), "g", genome);
    assertThat(called.aminoAcids().substitutions())
        .extracting(Object::toString)
        .contains("GP:K295N", "sGP:K295N")
        .anyMatch(text -> text.startsWith("GP:") && text.contains("296"))
        .noneMatch(text -> text.startsWith("ssGP:"));
  }

  /** Gaps at every phase, in the first and last codons and in the middle. */
  @ParameterizedTest
  @ValueSource(strings = {"dengue", "ebola", "influenza", "pox"})
  void framesAreBrokenAndRestoredAtEveryPhaseOfEveryKindOfGene(String name) throws IOException {
    ReferenceDataset dataset = virus(name).load(folder);
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset, new AnalysisOptions(true, true, true));
    List<AnalyzedGenome> sample = new ArrayList<>();
    int shifted = 0;
    for (CodingSequence cds : genes(dataset)) {
      for (int offset : offsets(cds.length())) {
        int at = cds.referencePosition(offset).zeroBased();
        for (int change : new int[] {-5, -4, -2, -1, 1, 2, 4}) {
          String label = cds.name() + "." + offset + "." + change;
          byte[] genome = changed(dataset.reference(), at, change);
          AnalyzedGenome called = called(analyzer, label, genome);
          assertThat(GenomeFromCalls.of(dataset.reference(), called))
              .as(label)
              .isEqualTo(new String(genome, US_ASCII));
          requireShifts(dataset, called);
          shifted += called.aminoAcids().frameShifts().isEmpty() ? 0 : 1;
          if ((offset + change) % 5 == 0) {
            sample.add(called);
          }
          if (offset > 5 && offset < cds.length() - 60) {
            requireShifts(
                dataset, called(analyzer, label + ".restored", changed(genome, at + 40, -change)));
          }
        }
      }
    }
    assertThat(shifted).isPositive();
    assertThat(sample).hasSizeGreaterThan(5);
    BcftoolsRoundTrip.requireBcftools();
    List<AnalyzedGenome> few = sample.subList(0, Math.min(20, sample.size()));
    new BcftoolsRoundTrip(dataset, folder.resolve("vcf")).checkTogether(few, true);
  }

  @Test
  void aShiftOfNoWholeCodonIsWrittenAsNextcladeDoes() {
    ReferenceDataset dataset = dengue().load(folder);
    NextcladeTable table =
        new NextcladeTable(dataset, ColumnSelection.of(List.of("frameShifts")), NextcladeTable.TAB);
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset);
    assertThat(cell(table, analyzer, without(dataset.reference(), 10_267, 5)))
        .isEqualTo("POLY:empty range");
    assertThat(cell(table, analyzer, without(dataset.reference(), 10_265, 4)))
        .isEqualTo("POLY:3393");
  }

  private static List<CodingSequence> genes(ReferenceDataset dataset) {
    return dataset.annotation().codingSequences().stream()
        .filter(cds -> !cds.name().matches("P([2-9]|..)|NP|L"))
        .toList();
  }

  private static List<Integer> offsets(int length) {
    int half = length / 2;
    return List.of(
        0,
        1,
        2,
        3,
        4,
        5,
        half,
        half + 1,
        half + 2,
        length - 6,
        length - 5,
        length - 4,
        length - 3,
        length - 2,
        length - 1);
  }

  private static void requireShifts(ReferenceDataset dataset, AnalyzedGenome called) {
    List<String> expected = new ArrayList<>();
    for (CodingSequence cds : dataset.annotation().codingSequences()) {
      expected.addAll(PlainFrameShifts.of(cds, called, dataset.length()));
    }
    assertThat(called.aminoAcids().frameShifts())
        .as("%s %s %s", called.name(), called.deletions(), called.insertions())
        .extracting(Object::toString)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Substitutions, gaps, unknown and mixed bases, also at the ends and in both repeats. */
  @ParameterizedTest
  @ValueSource(strings = {"dengue", "ebola", "influenza", "pox"})
  void filesOfManyAndOfMergedGenomesGiveTheGenomesBack(String name) throws IOException {
    ReferenceDataset dataset = virus(name).load(folder);
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset);
    List<AnalyzedGenome> genomes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      byte[] genome = mutated(dataset.reference(), new Random(100 + i));
      AnalyzedGenome called = called(analyzer, name + i, genome);
      assertThat(new String(genome, US_ASCII))
          .contains(GenomeFromCalls.of(dataset.reference(), called));
      genomes.add(called);
    }
    BcftoolsRoundTrip.requireBcftools();
    BcftoolsRoundTrip bcftools = new BcftoolsRoundTrip(dataset, folder.resolve("vcf"));
    bcftools.checkTogether(genomes, true);
    for (int i = 0; i < genomes.size(); i += 2) {
      bcftools.checkMerged(genomes.get(i), genomes.get(i + 1));
    }
  }

  private static byte[] mutated(byte[] reference, Random random) {
    byte[] genome = reference.clone();
    int length = genome.length;
    for (int i = 0; i < length / 150; i++) {
      genome[random.nextInt(length)] = (byte) "ACGTACGTACGTN".charAt(random.nextInt(13));
    }
    genome[300 + random.nextInt(300)] = 'R';
    int unknown = 700 + random.nextInt(200);
    Arrays.fill(genome, unknown, unknown + 40, (byte) 'N');
    for (int i = 0; i < 4; i++) {
      int at = 100 + random.nextInt(length - 300);
      genome = changed(genome, at, random.nextBoolean() ? -1 - random.nextInt(30) : 1 + i * 5);
    }
    return genome;
  }

  private static AnalyzedGenome called(GenomeAnalysis analyzer, String name, byte[] genome) {
    AnalysisResult result = analyzer.analyze(name, genome);
    assertThat(result).as("%s", result).isInstanceOf(AnalyzedGenome.class);
    return (AnalyzedGenome) result;
  }

  /** With bases taken away from a position on, or put before it. */
  private static byte[] changed(byte[] genome, int at, int change) {
    if (change < 0) {
      return without(genome, at, -change);
    }
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(genome, 0, at);
    changed.writeBytes(SyntheticVirus.letters(new Random(at), change));
    changed.write(genome, at, genome.length - at);
    return changed.toByteArray();
  }

  private static byte[] without(byte[] genome, int at, int length) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    rest.write(genome, 0, at);
    rest.write(genome, at + length, genome.length - at - length);
    return rest.toByteArray();
  }
}
