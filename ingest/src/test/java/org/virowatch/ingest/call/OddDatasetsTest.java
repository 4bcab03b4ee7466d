package org.virowatch.ingest.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A made-up poxvirus in small: inverted repeats at both ends, tandem repeats, CDSes on both strands
 * that overlap, lie in segments, slip, and run over the end of a circular reference; a tree with
 * attributes, founders and a node to compare with; keys nobody knows.
 */
class OddDatasetsTest {

  private static final int REPEAT = 600;

  @TempDir Path folder;

  private final StringBuilder reference = new StringBuilder();

  private static String turned(String letters) {
    StringBuilder turned = new StringBuilder(letters).reverse();
    for (int i = 0; i < turned.length(); i++) {
      turned.setCharAt(i, "TGCA".charAt("ACGT".indexOf(turned.charAt(i))));
    }
    return turned.toString();
  }

  private static String random(Random random, int length) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append("ACGT".charAt(random.nextInt(4)));
    }
    return letters.toString();
  }

  @BeforeEach
  void makeDataset() throws IOException {
    Random random = new Random(7);
    String end = random(random, REPEAT);
    reference
        .append(end)
        .append("AACTAACTTATGACTT".repeat(10))
        .append(random(random, 8000))
        .append("AT".repeat(60))
        .append(random(random, 6000))
        .append(turned(end));
    int length = reference.length();
    Files.writeString(folder.resolve("reference.fasta"), ">pox.1 made up\n" + reference + "\n");
    Files.writeString(
        folder.resolve("genome_annotation.gff3"),
        String.join(
            "\n",
            "##gff-version 3",
            "pox.1\t.\tregion\t1\t" + length + "\t.\t+\t.\tID=r;Is_circular=true",
            "pox.1\t.\tCDS\t1001\t1600\t.\t+\t0\tID=a;Name=A1R;note=a%2C b;odd=1,2",
            "pox.1\t.\tCDS\t1501\t2100\t.\t-\t0\tID=b;Name=B2L",
            "pox.1\t.\tCDS\t3001\t3030\t.\t+\t0\tID=c;Name=C3%2C part",
            "pox.1\t.\tCDS\t3101\t3130\t.\t+\t0\tID=c;Name=C3%2C part",
            "pox.1\t.\tCDS\t4001\t4100\t.\t+\t0\tID=d;Name=slip",
            "pox.1\t.\tCDS\t4100\t4299\t.\t+\t0\tID=d;Name=slip",
            "pox.1\t.\tCDS\t" + (length - 29) + "\t" + (length + 30) + "\t.\t+\t0\tID=e;Name=wrap",
            ""));
    Files.writeString(
        folder.resolve("tree.json"),
        """
        {"version": "v2", "meta": {"colorings": [], "extensions": {"nextclade": {"unknown": 1,
          "clade_node_attrs": [{"name": "outbreak", "displayName": "O"},
            {"name": "lineage", "displayName": "L", "skipAsReference": true}],
          "ref_nodes": {"search": [{"name": "b1", "displayName": "B.1", "criteria": [
            {"qry": [{"clade": ["II"]}],
             "node": [{"name": ["n2"], "searchAlgo": "ancestor-nearest"}]}]}]}}}},
         "tree": {"name": "root", "node_attrs": {"clade_membership": {"value": "II"}},
          "branch_attrs": {}, "children": [
           {"name": "n1", "node_attrs": {"clade_membership": {"value": "II"},
              "outbreak": {"value": "2022"}, "lineage": {"value": "A"}, "number": {"value": 3}},
            "branch_attrs": {"mutations": {"nuc": ["%s"], "A1R": ["%s"]}}, "children": [
             {"name": "n2", "node_attrs": {"clade_membership": {"value": "II"},
                "outbreak": {"value": "2022"}, "lineage": {"value": "B.1"}},
              "branch_attrs": {"mutations": {"nuc": ["%s"]}}}]}]}}
        """
            .formatted(change(5000), "K10R", change(6000)));
    pathogen("\"alignmentParams\": {\"retryReverseComplement\": true, \"futureParam\": 3},");
  }

  private void pathogen(String more) throws IOException {
    Files.writeString(
        folder.resolve("pathogen.json"),
        """
        {"schemaVersion": "3.0.0", %s "geneOrderPreference": ["A1R"], "someUnknown": {"a": 1},
         "aaMotifs": [{"name": "any", "motifs": ["[A-Z]P"], "includeGenes": [{"gene": "B2L"}]}],
         "qc": {"frameShifts": {"enabled": true, "ignoredFrameShifts":
             [{"geneName": "A1R", "codonRange": {"begin": 1, "end": 2}}]},
           "mixedSites": {"enabled": true, "mixedSitesThreshold": 10}}}
        """
            .formatted(more));
  }

  private String change(int position) {
    char base = reference.charAt(position - 1);
    return "" + base + position + (base == 'A' ? 'C' : 'A');
  }

  private Map<String, String> call(String sequence, String... more) throws IOException {
    Path input = Files.writeString(folder.resolve("s.fasta"), ">s1 described\n" + sequence + "\n");
    Path results = folder.resolve("results");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                input.toString(), "-D", folder.toString(), "-O", results.toString(), "-j", "1"));
    arguments.addAll(List.of(more));
    StringWriter err = new StringWriter();
    assertThat(
            new CommandLine(new CallCommand())
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new)))
        .as(err.toString())
        .isZero();
    List<String> lines = Files.readAllLines(results.resolve("nextclade.tsv"));
    String[] names = lines.get(0).split("\t", -1);
    String[] cells = lines.get(1).split("\t", -1);
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      row.put(names[i], cells[i]);
    }
    return row;
  }

  private String genome(int... changed) {
    StringBuilder genome = new StringBuilder(reference);
    for (int position : changed) {
      genome.setCharAt(position - 1, change(position).charAt(change(position).length() - 1));
    }
    return genome.toString();
  }

  @Test
  void bothStrandsSegmentsAndTreeGoThroughEveryOutput() throws IOException {
    Map<String, String> row = call(genome(1550, 5000, 6000));
    assertThat(row)
        .containsEntry("seqName", "s1 described")
        .containsEntry("clade", "II")
        .containsEntry("lineage", "B.1")
        .containsEntry("outbreak", "2022")
        .containsEntry("founderMuts['clade'].nodeName", "root")
        .containsEntry("founderMuts['outbreak'].nodeName", "n1")
        .containsEntry("founderMuts['outbreak'].substitutions", change(1550) + "," + change(6000))
        .containsEntry("relativeMutations['B.1'].nodeName", "n2")
        .containsEntry("relativeMutations['B.1'].substitutions", change(1550))
        .containsEntry("privateNucMutations.unlabeledSubstitutions", change(1550))
        .containsEntry("privateAaMutations.reversionSubstitutions", "A1R:R10K")
        .containsEntry("failedCdses", "")
        .containsEntry("errors", "");
    assertThat(Objects.requireNonNull(row.get("cdsCoverage")))
        .contains("A1R:1", "B2L:1", "C3, part:1", "slip:1", "wrap:1");
    Path results = folder.resolve("results");
    assertThat(Files.readAllLines(results.resolve("nextclade.cds_translation.C3__part.fasta")))
        .hasSize(2)
        .last()
        .asString()
        .hasSize(20);
    assertThat(Files.readAllLines(results.resolve("nextclade.aligned.fasta")).get(1))
        .isEqualTo(genome(1550, 5000, 6000));
  }

  @Test
  void aGenomeOfTheOtherStrandIsTurnedRoundWhereTheDatasetSaysSo() throws IOException {
    assertThat(call(turned(genome(5000))))
        .containsEntry("substitutions", change(5000))
        .containsEntry("isReverseComplement", "true");
    assertThat(Files.readAllLines(folder.resolve("results/nextclade.aligned.fasta")).get(0))
        .isEqualTo(">s1 described|(reverse complement)");
  }

  @Test
  void lostCopiesOfATandemRepeatAreOneDeletion() throws IOException {
    String genome = genome();
    Map<String, String> row = call(genome.substring(0, 632) + genome.substring(632 + 48));
    assertThat(row).containsEntry("totalDeletions", "48").containsEntry("totalSubstitutions", "0");
    assertThat(row.get("deletions"))
        .as("somewhere in the repeat")
        .matches("[67][0-9]{2}-[67][0-9]{2}");
  }

  @Test
  void withoutTreeAndAnnotationNucleotidesAreCalled() throws IOException {
    Files.delete(folder.resolve("tree.json"));
    Files.delete(folder.resolve("genome_annotation.gff3"));
    assertThat(call(genome(1550)))
        .containsEntry("substitutions", change(1550))
        .containsEntry("clade", "")
        .containsEntry("cdsCoverage", "")
        .containsEntry("privateNucMutations.totalPrivateSubstitutions", "0")
        .containsEntry("errors", "");
  }

  @Test
  void withoutQualityControlTheOverallVerdictIsNextcladesDefault() throws IOException {
    Files.writeString(folder.resolve("pathogen.json"), "{\"schemaVersion\": \"3.0.0\"}");
    assertThat(call(genome(1550)))
        .containsEntry("qc.overallScore", "0")
        .containsEntry("qc.overallStatus", "good")
        .containsEntry("qc.frameShifts.score", "");
  }

  @Test
  void presetsAndOptionsReachTheAligner() throws IOException {
    for (String preset : List.of("default", "high-diversity", "short-sequences")) {
      assertThat(call(genome(1550), "--alignment-preset", preset, "--penalty-gap-open", "8"))
          .containsEntry("substitutions", change(1550));
    }
    assertThat(call(genome(1550), "--score-match", "5").get("alignmentScore"))
        .isEqualTo(Integer.toString(5 * reference.length() - 6));
  }

  @Test
  void aFileAGenomeIsWrittenWhereTheVcfIsNamedAfterThem() throws IOException {
    call(genome(1550), "--output-vcf", folder.resolve("v/{seqName}.vcf").toString());
    assertThat(Files.readAllLines(folder.resolve("v/s1.vcf")))
        .startsWith("##fileformat=VCFv4.3")
        .anySatisfy(line -> assertThat(line).endsWith("FORMAT\ts1"))
        .last()
        .asString()
        .startsWith("pox.1\t1550\t.\t" + reference.charAt(1549) + "\t");
  }
}
