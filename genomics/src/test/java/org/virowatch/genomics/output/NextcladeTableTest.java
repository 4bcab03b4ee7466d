package org.virowatch.genomics.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.AnalysisOptions;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

class NextcladeTableTest {

  private final ReferenceDataset dataset = ReferenceDatasets.builtIn();
  private final NextcladeTable table =
      new NextcladeTable(dataset, ColumnSelection.ALL, NextcladeTable.TAB);
  private final GenomeAnalysis analyzer = new GenomeAnalysis(dataset, AnalysisOptions.REPORT);

  @Test
  void aGenomeIsARowUnderNextcladesNames() {
    byte[] genome = dataset.reference();
    genome[240] = 'T';
    genome[23402] = 'G';
    genome[23500] = 'N';
    genome[23600] = 'R';
    assertThat(row(table, 7, analyzer.analyze("a genome", genome)))
        .containsEntry("index", "7")
        .containsEntry("seqName", "a genome")
        .containsEntry("substitutions", "C241T,A23403G")
        .containsEntry("aaSubstitutions", "S:D614G")
        .containsEntry("missing", "23501")
        .containsEntry("nonACGTNs", "R:23601")
        .containsEntry("totalSubstitutions", "2")
        .containsEntry("totalMissing", "1")
        .containsEntry("alignmentStart", "1")
        .containsEntry("alignmentEnd", "29903")
        .containsEntry("alignmentScore", Integer.toString(3 * 29903 - 2 * 4 - 1 - 4))
        .containsEntry("isReverseComplement", "false")
        .containsEntry("totalPcrPrimerChanges", "0")
        .containsEntry("errors", "");
  }

  @Test
  void aRefusedSequenceIsARowWithItsErrorOnly() {
    AnalysisResult refused =
        analyzer.analyze("too\tshort", "ACGT".getBytes(StandardCharsets.US_ASCII));
    String row = text(table.row(0, refused));
    assertThat(row)
        .startsWith("0\t\"too\tshort\"\t\t")
        .contains("TOO_SHORT: The sequence has 4 ba");
    NextcladeTable csv = new NextcladeTable(dataset, ColumnSelection.of(List.of("seqName")), ';');
    assertThat(text(csv.row(0, refused))).isEqualTo("too\tshort\n");
    assertThat(text(csv.row(0, analyzer.analyze("a;\"b\"", new byte[0]))))
        .isEqualTo("\"a;\"\"b\"\"\"\n");
    assertThat(text(csv.row(0, analyzer.analyze("héron 鷺 😀", new byte[0]))))
        .isEqualTo("héron 鷺 😀\n");
  }

  /** The header Nextclade 3.15 and later write for a dataset without clade-like attributes. */
  @Test
  void columnsStandInNextcladesOrder() {
    ReferenceDataset rsv = RealDatasets.dataset("rsv-a");
    String expected =
        "index seqName clade escape qc.overallScore qc.overallStatus totalSubstitutions"
            + " totalDeletions totalInsertions totalFrameShifts totalMissing totalNonACGTNs"
            + " totalAminoacidSubstitutions totalAminoacidDeletions totalAminoacidInsertions"
            + " totalUnknownAa alignmentScore alignmentStart alignmentEnd coverage cdsCoverage"
            + " isReverseComplement substitutions deletions insertions frameShifts aaSubstitutions"
            + " aaDeletions aaInsertions privateNucMutations.reversionSubstitutions"
            + " privateNucMutations.labeledSubstitutions"
            + " privateNucMutations.unlabeledSubstitutions"
            + " privateNucMutations.totalReversionSubstitutions"
            + " privateNucMutations.totalLabeledSubstitutions"
            + " privateNucMutations.totalUnlabeledSubstitutions"
            + " privateNucMutations.totalPrivateSubstitutions"
            + " privateAaMutations.reversionSubstitutions privateAaMutations.labeledSubstitutions"
            + " privateAaMutations.unlabeledSubstitutions"
            + " privateAaMutations.totalReversionSubstitutions"
            + " privateAaMutations.totalLabeledSubstitutions"
            + " privateAaMutations.totalUnlabeledSubstitutions"
            + " privateAaMutations.totalPrivateSubstitutions missing"
            + " founderMuts['clade'].nodeName founderMuts['clade'].substitutions"
            + " founderMuts['clade'].deletions founderMuts['clade'].aaSubstitutions"
            + " founderMuts['clade'].aaDeletions unknownAaRanges nonACGTNs"
            + " qc.missingData.missingDataThreshold qc.missingData.score qc.missingData.status"
            + " qc.missingData.totalMissing qc.mixedSites.mixedSitesThreshold qc.mixedSites.score"
            + " qc.mixedSites.status qc.mixedSites.totalMixedSites qc.privateMutations.cutoff"
            + " qc.privateMutations.excess qc.privateMutations.score qc.privateMutations.status"
            + " qc.privateMutations.total qc.snpClusters.clusteredSNPs qc.snpClusters.score"
            + " qc.snpClusters.status qc.snpClusters.totalSNPs qc.frameShifts.frameShifts"
            + " qc.frameShifts.totalFrameShifts qc.frameShifts.frameShiftsIgnored"
            + " qc.frameShifts.totalFrameShiftsIgnored qc.frameShifts.score qc.frameShifts.status"
            + " qc.stopCodons.stopCodons qc.stopCodons.totalStopCodons qc.stopCodons.score"
            + " qc.stopCodons.status totalPcrPrimerChanges pcrPrimerChanges failedCdses warnings"
            + " errors lineage watchlist";
    assertThat(new NextcladeTable(rsv, ColumnSelection.ALL, NextcladeTable.TAB).columnNames())
        .containsExactly(expected.split(" "));
  }

  @Test
  void attributesFoundersAndSearchedNodesStandWhereNextcladePutsThem() {
    List<String> names =
        new NextcladeTable(
                RealDatasets.dataset("sars-cov-2"), ColumnSelection.ALL, NextcladeTable.TAB)
            .columnNames();
    assertThat(names)
        .startsWith(
            "index",
            "seqName",
            "clade",
            "clade_display",
            "clade_who",
            "clade_nextstrain",
            "partiallyAliased",
            "Nextclade_pango",
            "qc.overallScore");
    int missing = names.indexOf("missing");
    assertThat(names.subList(missing + 1, missing + 22))
        .startsWith("founderMuts['clade'].nodeName")
        .contains("founderMuts['Nextclade_pango'].aaDeletions")
        .doesNotContain("founderMuts['partiallyAliased'].nodeName")
        .contains("relativeMutations['JN.1 (24A)'].nodeName")
        .endsWith("relativeMutations['XBB.1.5 (23A)'].aaDeletions", "unknownAaRanges");
  }

  @ParameterizedTest
  @CsvSource({
    "'seqName,clade', 'seqName,clade'",
    "'clade,seqName', 'seqName,clade'",
    "'lineage,index', 'index,lineage'",
    "'primers,errs-warns', 'totalPcrPrimerChanges,pcrPrimerChanges,failedCdses,warnings,errors'",
    "'seqName,rel-muts,virowatch', 'seqName,lineage,watchlist'",
  })
  void aSelectionKeepsTheOrderOfTheTable(String selection, String expected) {
    NextcladeTable chosen =
        new NextcladeTable(dataset, ColumnSelection.of(List.of(selection.split(","))), '\t');
    assertThat(chosen.columnNames()).containsExactly(expected.split(","));
  }

  @Test
  void anUnknownColumnIsRefusedWithThoseThatLookAlike() {
    assertThatThrownBy(
            () -> new NextcladeTable(dataset, ColumnSelection.of(List.of("seqNam")), '\t'))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no column or category \"seqNam\"; did you mean seqName?");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "0.5, 0.5",
    "-2, -2",
    "0.9993646122462629, 0.9993646122462629",
    "0.002, 0.002",
    "1e-7, 0.0000001",
    "2e-3, 0.002",
  })
  void numbersAreTheShortestThatReadBack(double value, String text) {
    assertThat(NumberText.number(value)).isEqualTo(text);
  }

  @Test
  void scoresAreRoundedAsTheFormatterRounds() {
    Random random = new Random(20260101);
    for (int i = 0; i < 100_000; i++) {
      double score = random.nextDouble() * Math.pow(10, random.nextInt(9) - 3);
      String expected =
          score == Math.rint(score)
              ? Long.toString((long) score)
              : String.format(Locale.ROOT, "%.6f", score);
      assertThat(NumberText.score(score)).as("%s", score).isEqualTo(expected);
    }
    assertThat(NumberText.score(9.9999996)).isEqualTo("10.000000");
  }

  /** As Rust prints with six decimals: what the number is, not what its shortest text says. */
  @ParameterizedTest
  @CsvSource({
    "0.0000005, 0.000000",
    "1.0000005, 1.000001",
    "0.1234565, 0.123456",
    "3.0517578125e-5, 0.000031",
    "0.0078125, 0.007812",
  })
  void scoresHalfwayAreRoundedByTheirExactValue(double score, String text) {
    assertThat(NumberText.score(score)).isEqualTo(text);
  }

  @Test
  void anEmptyCellThatIsAloneIsQuoted() {
    NextcladeTable errors =
        new NextcladeTable(dataset, ColumnSelection.of(List.of("errors")), NextcladeTable.TAB);
    assertThat(text(errors.row(0, analyzer.analyze("fine", dataset.reference()))))
        .isEqualTo("\"\"\n");
  }

  /** Nextclade counts genes, and looks for a CDS of each one's name. */
  @Test
  void aGeneWithoutACdsOfItsNameHasFailed() {
    ReferenceDataset annotated =
        SmallAnnotations.dataset(
            "gene 1 90 . + . ID=g;gene=a", "CDS 1 90 . + 0 ID=c;Parent=g;Name=b");
    NextcladeTable failed =
        new NextcladeTable(
            annotated, ColumnSelection.of(List.of("failedCdses", "cdsCoverage")), '\t');
    assertThat(
            text(
                failed.row(0, SmallAnnotations.analyzed(annotated, "x", SmallAnnotations.bases()))))
        .isEqualTo("b:1\ta\n");
  }

  private static String text(byte[] row) {
    return new String(row, StandardCharsets.UTF_8);
  }

  static Map<String, String> row(NextcladeTable table, long index, AnalysisResult result) {
    String[] names = table.header().strip().split("\t", -1);
    String line = text(table.row(index, result));
    String[] cells = line.substring(0, line.length() - 1).split("\t", -1);
    assertThat(cells).hasSameSizeAs(names);
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      row.put(names[i], cells[i]);
    }
    return row;
  }
}
