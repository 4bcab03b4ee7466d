package org.virowatch.genomics.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class ReferenceFilesTest {
  private static final Path NEXTCLADE =
      Path.of("..", "..", "shared", "data", "datasets", "sars-cov-2.zip");

  @Test
  void theReferenceIsWuhanHu1() {
    String reference = BuiltInFiles.reference();

    assertThat(BuiltInFiles.lines("reference.fasta").get(0)).startsWith(">NC_045512.2");
    assertThat(reference).hasSize(29_903).matches("[ACGT]+");
    assertThat(reference).startsWith("ATTAAAGGTTTATACCTTCCCAGGTAACAAACC");
  }

  @Test
  void codingSequencesTranslateWithoutInnerStops() {
    assertThat(BuiltInFiles.codingSequences())
        .containsExactly(
            "ORF1a", "ORF1b", "S", "ORF3a", "E", "M", "ORF6", "ORF7a", "ORF7b", "ORF8", "N",
            "ORF9b");
    for (String name : BuiltInFiles.codingSequences()) {
      String protein = BuiltInFiles.translate(BuiltInFiles.feature("CDS", name));
      assertThat(protein.substring(0, protein.length() - 1)).as(name).doesNotContain("*");
      if (!name.equals("ORF1a")) { // ends where the ribosome slips into ORF1b
        assertThat(protein).as(name).endsWith("*");
      }
      if (!name.equals("ORF1b")) {
        assertThat(protein).as(name).startsWith("M");
      }
    }
  }

  @Test
  void maturePeptidesAreCutByTheProteases() {
    assertThat(peptide("nsp5")).hasSize(306).startsWith("SGFRKM").endsWith("VTFQ");
    assertThat(peptide("nsp12")).hasSize(932).startsWith("SADAQS").endsWith("TVLQ");
    for (int i = 5; i <= 15; i++) {
      if (i != 11) { // ends at ORF1a's stop, not at a cut
        assertThat(peptide("nsp" + i)).as("nsp%d", i).endsWith("Q");
      }
    }
  }

  @Test
  void harmlessFrameShiftsAndStopsLieInsideTheirCds() throws IOException {
    JsonNode qc = new ObjectMapper().readTree(BuiltInFiles.text("pathogen.json")).get("qc");

    for (JsonNode shift : qc.get("frameShifts").get("ignoredFrameShifts")) {
      int begin = shift.get("codonRange").get("begin").intValue();
      int end = shift.get("codonRange").get("end").intValue();
      assertThat(begin).as(shift.toString()).isNotNegative().isLessThan(end);
      assertThat(end).as(shift.toString()).isLessThanOrEqualTo(codons(shift));
    }
    for (JsonNode stop : qc.get("stopCodons").get("ignoredStopCodons")) {
      assertThat(stop.get("codon").intValue()).as(stop.toString()).isBetween(0, codons(stop) - 2);
    }
  }

  @Test
  void labelledMutationsDifferFromTheReference() throws IOException {
    String reference = BuiltInFiles.reference();
    JsonNode labels =
        new ObjectMapper()
            .readTree(BuiltInFiles.text("pathogen.json"))
            .get("mutLabels")
            .get("nucMutLabelMap");

    assertThat(labels).hasSizeGreaterThan(300);
    labels
        .fieldNames()
        .forEachRemaining(
            key -> {
              int position = Integer.parseInt(key.substring(0, key.length() - 1));
              char base = key.charAt(key.length() - 1);
              assertThat("ACGT").contains(String.valueOf(base));
              assertThat(reference.charAt(position - 1)).as(key).isNotEqualTo(base);
            });
  }

  @Test
  void referenceAndCodingSequencesEqualNextclades() throws IOException {
    assumeTrue(Files.exists(NEXTCLADE), NEXTCLADE + " is absent: not compared with Nextclade");
    try (ZipFile zip = new ZipFile(NEXTCLADE.toFile())) {
      String fasta = entry(zip, "reference.fasta");
      String theirs = fasta.lines().skip(1).collect(Collectors.joining());
      Map<String, String> ranges =
          entry(zip, "genome_annotation.gff3")
              .lines()
              .map(line -> line.split("\t", -1))
              .filter(cells -> cells.length == 9)
              .collect(
                  Collectors.toMap(
                      cells -> cells[8].replace("gene_name=", ""),
                      cells -> cells[3] + "-" + cells[4]));
      Map<String, String> ours =
          BuiltInFiles.lines("genome_annotation.gff3").stream()
              .map(line -> line.split("\t", -1))
              .filter(cells -> cells.length == 9 && cells[2].equals("CDS"))
              .collect(
                  Collectors.toMap(
                      cells -> cells[8].replaceFirst(".*;Name=([^;]+).*", "$1"),
                      cells -> cells[3] + "-" + cells[4]));

      assertThat(BuiltInFiles.reference()).isEqualTo(theirs);
      assertThat(ours).isEqualTo(ranges);
    }
  }

  private static String entry(ZipFile zip, String name) throws IOException {
    return new String(
        zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String peptide(String name) {
    return BuiltInFiles.translate(BuiltInFiles.feature("mature_protein_region_of_CDS", name));
  }

  private static int codons(JsonNode entry) {
    return BuiltInFiles.feature("CDS", entry.get("cdsName").textValue()).length() / 3;
  }
}
