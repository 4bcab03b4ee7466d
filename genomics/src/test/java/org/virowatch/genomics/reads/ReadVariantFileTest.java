package org.virowatch.genomics.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadVariantFileTest {
  private static final String REFERENCE = "GCATTTTGACGGACGTCAGTTGCATGACC";
  private static final ReadParameters SHALLOW = new ReadParameters(20, 0, 1, 0.03, 0, 0);

  @TempDir Path folder;

  private ReadPicture picture() {
    return new ReadPicture(folder, REFERENCE)
        .reads(6, "GCATTTTGACGGACGTCAGTTGCATGACC")
        .reads(3, "GCATT-TGACGGACGTCAGTTGCATGACC")
        .reads(8, "GCATTTTGACGG[GG]ACGTCAGATGCATGACC")
        .reads(2, "gcattttgacggacgtcag---catgacc");
  }

  private static List<String> records(String vcf) {
    return vcf.lines().filter(line -> !line.startsWith("##")).toList();
  }

  @Test
  void recordsHaveCountsOfBothStrandsAndTheGenotypeOfTheConsensus() {
    ReadPicture picture = picture();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ReadVariantFile(picture.dataset()).write(picture.analyze(SHALLOW), out);
    assertThat(
            records(out.toString(StandardCharsets.UTF_8)).stream().map(ReadVariantFileTest::brief))
        .containsExactly(
            "#CHROM POS REF ALT FORMAT drawn",
            "toy 3 AT A GT:AD:ADF:ADR:AF:DP 0:16,3:14,3:2,0:0.15789:19",
            "toy 10 C CGG GT:AD:ADF:ADR:AF:DP 0:11,8:9,8:2,0:0.42105:19",
            "toy 18 AGTT A GT:AD:ADF:ADR:AF:DP 0:17,2:17,0:0,2:0.10526:19",
            "toy 20 T A GT:AD:ADF:ADR:AF:DP 0:9,8:9,8:0,0:0.42105:19");
  }

  private static String brief(String line) {
    String[] columns = line.split("\t", -1);
    return String.join(" ", columns[0], columns[1], columns[3], columns[4], columns[8], columns[9]);
  }

  @Test
  void bcftoolsAcceptsTheFileAndNormChangesNothing() throws IOException, InterruptedException {
    boolean there;
    try {
      there = new ProcessBuilder("bcftools", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there, "skipped: bcftools is not installed (Debian package bcftools)");
    ReadPicture picture = picture();
    Path file = folder.resolve("reads.vcf.gz");
    new ReadVariantFile(picture.dataset()).writeCompressed(picture.analyze(SHALLOW), file);
    assertThat(folder.resolve("reads.vcf.gz.tbi")).exists();
    Path reference = folder.resolve("reference.fasta");
    Files.writeString(reference, ">toy\n" + REFERENCE + "\n");
    String normed =
        run("bcftools", "norm", "--check-ref", "e", "-f", reference.toString(), file.toString());
    assertThat(records(normed)).isEqualTo(records(run("bcftools", "view", file.toString())));
    assertThat(records(run("bcftools", "view", "-H", "-r", "toy:20-20", file.toString())))
        .as("by its index")
        .isNotEmpty();
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    return text;
  }
}
