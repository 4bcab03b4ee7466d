package org.virowatch.genomics.reads;

import static org.assertj.core.api.Assertions.assertThat;

import htsjdk.samtools.SAMRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.reads.ReadVariant.Filter;
import org.virowatch.genomics.reads.ReadVariant.Presence;

class ReadsAnalyzerTest {
  private static final ReadParameters SHALLOW = new ReadParameters(20, 0, 1, 0.03, 0, 0);
  private static final ReadParameters AMBIGUOUS = new ReadParameters(20, 0, 1, 0.03, 0.75, 0);

  @TempDir Path folder;

  private ReadPicture reference(String bases) {
    return new ReadPicture(folder, bases);
  }

  /** Depth of each position, one digit each. */
  private static String depths(ReadsAnalysis analysis) {
    StringBuilder depths = new StringBuilder();
    for (int i = 0; i < analysis.pileup().length(); i++) {
      depths.append(analysis.pileup().depth(i));
    }
    return depths.toString();
  }

  @Test
  void depthCountsGapsButNotUnknownBases() {
    ReadsAnalysis analysis =
        reference("ACGTCAGT")
            .read("a", "ACGTC")
            .read("b", "  GNCA")
            .read("c", " CG--AGT")
            .analyze(SHALLOW);
    assertThat(depths(analysis)).isEqualTo("12323211");
    assertThat(analysis.pileup().count(3, Allele.DELETED)).isEqualTo(1);
  }

  @Test
  void matesThatOverlapAreOneObservation() {
    ReadsAnalysis analysis =
        reference("ACGTCAGT").read("pair", "ACGTC").read("pair", "   tcagt").analyze(SHALLOW);
    assertThat(depths(analysis)).isEqualTo("11111111");
  }

  @Test
  void matesThatAgreeAddTheirQualitiesAndTheBetterOfTwoThatDifferCounts() {
    ReadPicture picture =
        reference("ACGTCAGT")
            .read("agree", "ACGT", 12, record -> {})
            .read("agree", " cgt", 12, record -> {})
            .read("differ", "ACGA", 40, record -> {})
            .read("differ", " cgt", 20, record -> {})
            .read("equal", "ACGA", 30, record -> {})
            .read("equal", " cgt", 30, record -> {});
    ReadsAnalysis analysis = picture.analyze(SHALLOW);
    assertThat(analysis.pileup().count(3, Allele.T)).as("12 + 12 is enough").isEqualTo(1);
    assertThat(analysis.pileup().count(3, Allele.A)).as("40 goes before 20").isEqualTo(1);
    assertThat(analysis.pileup().depth(3)).as("neither of two equal ones").isEqualTo(2);
    assertThat(analysis.pileup().depth(0)).as("12 alone is not enough").isEqualTo(2);
  }

  @Test
  void aSupplementaryAlignmentCountsWhereItsReadDoesNotAlready() {
    ReadPicture picture =
        reference("ACGTCAGTTGCATGACC")
            .read("split", "ACGTCA", 30, record -> {})
            .read("other", "         GCATG", 30, record -> supplementary(record, 1, "6M5S"))
            .read("folded", "   tcag", 30, record -> supplementary(record, 1, "6M4S"));
    assertThat(depths(picture.analyze(SHALLOW))).isEqualTo("11111100011111000");
  }

  private static void supplementary(SAMRecord record, int primary, String cigar) {
    record.setSupplementaryAlignmentFlag(true);
    record.setAttribute("SA", "toy," + primary + ",+," + cigar + ",60,0;");
  }

  @Test
  void poorBasesAndPoorReadsDoNotCount() {
    ReadsAnalysis analysis =
        reference("ACGTCAGT")
            .read("good", "ACGT")
            .read("poor", "ACGT", 19, record -> {})
            .read("elsewhere", "ACGT", 30, record -> record.setMappingQuality(9))
            .read("copy", "ACGT", 30, record -> record.setDuplicateReadFlag(true))
            .read("second", "ACGT", 30, record -> record.setSecondaryAlignment(true))
            .read("failed", "ACGT", 30, record -> record.setReadFailsVendorQualityCheckFlag(true))
            .analyze(new ReadParameters(20, 10, 1, 0.03, 0, 0));
    assertThat(depths(analysis)).isEqualTo("11110000");
    assertThat(analysis.counts()).isEqualTo(new ReadCounts(6, 0, 3, 1, 2));
  }

  @Test
  void aGapIsTheSameWhereverTheAlignerPutItInARepeat() {
    ReadsAnalysis analysis =
        reference("GCATTTTGAC")
            .read("a", "GCA-TTTGAC")
            .read("b", "GCAT-TTGAC")
            .read("c", "GCATTT-GAC")
            .analyze(SHALLOW);
    assertThat(analysis.variants()).hasSize(1);
    ReadVariant deletion = analysis.variants().get(0);
    assertThat(deletion.variant().toString())
        .isEqualTo("Variant[start=2, reference=AT, alternative=A]");
    assertThat(deletion.count()).isEqualTo(3);
    assertThat(deletion.depth()).isEqualTo(3);
    assertThat(deletion.presence()).isEqualTo(Presence.PRESENT);
    assertThat(analysis.consensus()).isEqualTo("GCATTTGAC");
  }

  @Test
  void anInsertionMostFragmentsHaveIsInTheConsensus() {
    ReadsAnalysis analysis =
        reference("ACGTCAGT")
            .reads(3, "ACGT[GG]CAGT")
            .reads(1, "ACGT[GA]CAGT")
            .reads(2, "ACGTCAGT")
            .analyze(SHALLOW);
    assertThat(analysis.consensus()).isEqualTo("ACGTGGCAGT");
    assertThat(analysis.variants())
        .extracting(each -> each.variant().alternative() + " " + each.count() + "/" + each.depth())
        .containsExactly("TGA 1/6", "TGG 3/6");
    assertThat(analysis.variants())
        .extracting(ReadVariant::presence)
        .containsExactly(Presence.ABSENT, Presence.PRESENT);
  }

  @Test
  void anInsertionHalfTheFragmentsHaveIsNotInTheConsensus() {
    ReadsAnalysis analysis =
        reference("ACGTCAGT").reads(3, "ACGT[GG]CAGT").reads(3, "ACGTCAGT").analyze(SHALLOW);
    assertThat(analysis.consensus()).isEqualTo("ACGTCAGT");
  }

  @Test
  void theMajorityIsOneBaseATieIsAmbiguousAndAThresholdAddsTheNext() {
    ReadPicture picture =
        reference("ACGTCAGT").reads(6, "ACGTCAGT").reads(4, "ATGTCAGT").reads(2, "ACGTTAGT");
    assertThat(picture.analyze(SHALLOW).consensus()).isEqualTo("ACGTCAGT");
    assertThat(picture.analyze(AMBIGUOUS).consensus()).as("8/12, 10/12").isEqualTo("AYGTCAGT");
    picture.reads(4, "ATGTCAGT");
    assertThat(picture.analyze(SHALLOW).consensus()).as("8 to 8").isEqualTo("AYGTCAGT");
  }

  @Test
  void halfDeletedIsUnknownAndMostlyDeletedIsDeleted() {
    ReadPicture picture = reference("ACGTCAGT").reads(2, "ACGTCAGT").reads(2, "ACG-CAGT");
    assertThat(picture.analyze(SHALLOW).consensus()).isEqualTo("ACGNCAGT");
    assertThat(picture.reads(1, "ACG-CAGT").analyze(SHALLOW).consensus()).isEqualTo("ACGCAGT");
  }

  @Test
  void whatIsNotDeepEnoughIsUnknownAndHasNoVariants() {
    ReadsAnalysis analysis =
        reference("ACGTCAGT")
            .reads(9, "ACGTT")
            .reads(1, "   TTAGT")
            .analyze(ReadParameters.DEFAULTS);
    assertThat(depths(analysis)).isEqualTo("999" + "1010" + "111");
    assertThat(analysis.consensus()).isEqualTo("NNNTTNNN");
    assertThat(analysis.consensusKnown()).isEqualTo(0.25);
    assertThat(analysis.variants()).extracting(each -> each.variant().start()).containsExactly(4);
  }

  @Test
  void strandsAreCountedApart() {
    ReadsAnalysis analysis =
        reference("ACGTCAGT")
            .reads(3, "ATGT")
            .reads(2, "atgt")
            .reads(4, "ACGT")
            .reads(1, "acgt")
            .analyze(SHALLOW);
    ReadVariant variant = analysis.variants().get(0);
    assertThat(variant.forward()).isEqualTo(3);
    assertThat(variant.reverse()).isEqualTo(2);
    assertThat(variant.referenceCount()).isEqualTo(5);
    assertThat(variant.referenceReverse()).isEqualTo(1);
    assertThat(variant.frequency()).isEqualTo(0.5);
    assertThat(variant.meanQuality()).isEqualTo(30);
  }

  @Test
  void oneOddReadAmongTenCanBeChanceAndThreeCannot() {
    ReadPicture picture = reference("ACGTCAGT").reads(9, "ACGTCAGT").reads(1, "ACGTTAGT");
    assertThat(picture.analyze(SHALLOW).variants())
        .extracting(ReadVariant::filter)
        .containsExactly(Filter.CHANCE);
    picture.reads(2, "ACGTTAGT");
    assertThat(picture.analyze(SHALLOW).variants())
        .extracting(ReadVariant::filter)
        .containsExactly(Filter.PASS);
  }

  @Test
  void basesThatOnlyTheEndsOfReadsHaveAreMarked() {
    String reference = "ACGTCAGTTGCATGACCATAGGATCATTCGAGCATCACTTACGA";
    ReadsAnalysis analysis =
        reference(reference)
            .reads(30, reference)
            .reads(5, "              ACCATAGGATCATTCGAT")
            .analyze(SHALLOW);
    assertThat(analysis.variants())
        .singleElement()
        .satisfies(
            variant -> {
              assertThat(variant.variant().start()).isEqualTo(31);
              assertThat(variant.filter()).isEqualTo(Filter.READ_END);
            });
  }

  @Test
  void basesBesideAMoreFrequentIndelCountAwayFromTheEndsOfReadsOnly() {
    String reference = "ACGTCAGTTGCATGACCATAGGATCATTCGAGCATCACTTACGATTGCAACGGT";
    ReadPicture picture =
        reference(reference)
            .reads(20, reference)
            .reads(20, "ACGTCAGTTGCATGACCATAGGATCATTCGA------CTTACGATTGCAACGGT")
            .reads(6, "              ACCATAGGATCATTCGAC");
    assertThat(picture.analyze(SHALLOW).variants())
        .extracting(variant -> variant.variant().start() + " " + variant.filter())
        .containsExactly("29 PASS", "31 READ_END");
    picture.reads(6, "            TGACCATAGGATCATTCGACCATCACTTACGATTGCAAC");
    assertThat(picture.analyze(SHALLOW).variants())
        .extracting(variant -> variant.variant().start() + " " + variant.filter())
        .containsExactly("29 PASS", "31 PASS");
  }

  @Test
  void aVariantOnOneStrandUnlikeTheReferenceIsMarked() {
    ReadPicture picture =
        reference("ACGTCAGT")
            .reads(40, "ACGTCAGT")
            .reads(40, "acgtcagt")
            .reads(20, "ACGTTAGT")
            .reads(9, "ATGTCAGT")
            .reads(9, "atgtcagt");
    assertThat(picture.analyze(SHALLOW).variants())
        .extracting(ReadVariant::filter)
        .containsExactly(Filter.PASS, Filter.STRAND);
    ReadPicture oneStrand =
        reference("ACGTCAGT").reads(80, "ACGTCAGT").reads(20, "ACGTTAGT").reads(9, "ATGTCAGT");
    assertThat(oneStrand.analyze(SHALLOW).variants())
        .as("as in an amplicon sequenced from one side")
        .extracting(ReadVariant::filter)
        .containsOnly(Filter.PASS);
  }

  @Test
  void primersAreCutOffWhereAFragmentBeginsOrEndsInOne() {
    PrimerScheme scheme =
        new PrimerScheme(
            List.of(
                new Primer("x_1_LEFT", "x_1", true, "1", new NucleotideRange(1, 4)),
                new Primer("x_1_RIGHT", "x_1", false, "1", new NucleotideRange(12, 15))));
    String reference = "ACGTCAGTTGCATGACC";
    ReadsAnalysis single =
        reference(reference).read("a", " CGTCAGTTGCATGA").analyze(SHALLOW, scheme);
    assertThat(depths(single)).as("both ends").isEqualTo("00001111111100000");
    ReadsAnalysis outside =
        reference(reference).read("a", "ACGTCAGTTGCATGACC").analyze(SHALLOW, scheme);
    assertThat(depths(outside)).as("a read that passes over a primer").isEqualTo("1".repeat(17));
    ReadsAnalysis pair =
        reference(reference)
            .read("a", " CGTCAGTTGCATG")
            .read("a", "         gcatgacc")
            .analyze(SHALLOW, scheme);
    assertThat(depths(pair))
        .as("the forward read ends in the right primer, its fragment behind")
        .isEqualTo("00001111111111111");
    assertThat(single.coverage().dropOuts()).isEmpty();
    assertThat(
            reference(reference).read("a", "ACGTC").analyze(SHALLOW, scheme).coverage().dropOuts())
        .extracting(each -> each.amplicon().name())
        .containsExactly("x_1");
  }

  @Test
  void coverageIsTheShareOfPositionsThatDeep() {
    CoverageSummary coverage =
        reference("ACGTCAGT").reads(10, "ACGT").reads(2, "ACGTCA").analyze(SHALLOW).coverage();
    assertThat(coverage.meanDepth()).isEqualTo((4 * 12 + 2 * 2) / 8.0);
    assertThat(coverage.medianDepth()).isEqualTo(2);
    assertThat(coverage.covered()).isEqualTo(0.75);
    assertThat(coverage.covered10()).isEqualTo(0.5);
    assertThat(coverage.covered100()).isZero();
  }

  @Test
  void aGapBesideAnInsertionIsBoth() {
    ReadsAnalysis analysis = reference("ACGTCAGTAC").reads(3, "ACGT--[TTT]GTAC").analyze(SHALLOW);
    assertThat(analysis.consensus()).isEqualTo("ACGTTTTGTAC");
  }

  @Test
  void aGapIsTakenOrLeftAsAWhole() {
    ReadPicture picture =
        reference("ACGTCAGTTGCATGACC")
            .reads(4, "ACGTC------ATGACC")
            .reads(4, "ACGTCAGTTGCATGACC")
            .reads(1, "         GCATGACC") // reads that end inside the gap count for its bases
            .reads(1, "ACGTC-GTTGCATGACC");
    assertThat(picture.analyze(SHALLOW).consensus()).isEqualTo("ACGTCAGTTGCATGACC");
    picture.reads(2, "ACGTC------ATGACC").reads(2, "        TGCATGACC");
    assertThat(picture.analyze(SHALLOW).consensus())
        .as("7 of 12 at its first base, 6 of 14 at its last, 53 % over all")
        .isEqualTo("ACGTCATGACC");
  }
}
