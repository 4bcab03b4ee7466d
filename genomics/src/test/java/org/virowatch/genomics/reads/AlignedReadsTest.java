package org.virowatch.genomics.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htsjdk.samtools.SAMFileHeader.SortOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.dataset.ReferenceDataset;

class AlignedReadsTest {
  private static final String REFERENCE = "ACGTCAGTTGCATGACC";
  private static final ReadParameters SHALLOW = new ReadParameters(20, 0, 1, 0.03, 0, 0);

  private static final String FASTA = ">g\nACGT\n";

  @TempDir Path folder;

  private ReadPicture picture() {
    return new ReadPicture(folder, REFERENCE)
        .reads(3, "ACGTCAGT")
        .reads(2, "   TCAGTTGCATGACC")
        .read("pair", "ACGTCA")
        .read("pair", "    cagttgc");
  }

  private ReadsAnalysis analyze(Path file) {
    return analyze(file, picture().dataset(), Optional.empty());
  }

  private static ReadsAnalysis analyze(
      Path file, ReferenceDataset dataset, Optional<Path> reference) {
    try (AlignedReads reads = AlignedReads.open(file, dataset, reference)) {
      return new ReadsAnalyzer(dataset, PrimerScheme.NONE, SHALLOW).analyze("s", reads);
    }
  }

  private void assertFault(Path file, String... words) {
    assertThatThrownBy(() -> analyze(file))
        .isInstanceOf(ReadsException.class)
        .message()
        .contains(words)
        .contains(file.getFileName().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"r.sam", "r.bam", "r.cram"})
  void everyFormatSaysTheSame(String name) {
    ReadsAnalysis analysis = analyze(picture().write(name, true));
    assertThat(analysis.consensus()).isEqualTo(REFERENCE);
    assertThat(analysis.coverage().meanDepth()).isEqualTo((3 * 8 + 2 * 14 + 11) / 17.0);
  }

  @Test
  void readsGroupedByNameNeedNoSorting() {
    ReadPicture picture = picture();
    picture.header().setSortOrder(SortOrder.unsorted);
    picture.header().setGroupOrder(htsjdk.samtools.SAMFileHeader.GroupOrder.query);
    assertThat(analyze(picture.write("grouped.bam", true)).coverage().meanDepth())
        .isEqualTo((3 * 8 + 2 * 14 + 11) / 17.0);
  }

  @Test
  void readsInNoOrderAreRefusedWithTheRemedy() {
    ReadPicture picture = picture();
    picture.header().setSortOrder(SortOrder.unsorted);
    Path file = picture.write("odd.bam", true);
    assertFault(
        file, "is not sorted: read pair at toy:1 stands behind one at toy:4", "samtools sort");
  }

  /** Found by {@link ReadsFuzzTest}: HTSJDK reads a CIGAR only when it is asked for. */
  @Test
  void aDamagedCigarIsRefusedWithTheNumberOfTheRead() throws IOException {
    Path file = picture().write("r.sam", true);
    Files.writeString(file, Files.readString(file).replaceFirst("\t8M\t", "\t>8M\t"));
    assertFault(file, "cannot be read after 1 reads: Malformed CIGAR string: >8M; the file is");
  }

  /** Found by {@link ReadsFuzzTest}: its first block claims to hold 2,017,293,422 bytes. */
  @Test
  void aDamagedLengthThatTakesAllMemoryIsRefused() throws IOException {
    String damaged =
        "H4sIBAAAAAAA/wYAQkMCAN8Ac3L0ZdRiYGBw8HDhDPOzMtQz4wz2t0rOzy9KycxLLEnlcggO5Az2syrJr+T0AcqbczEC"
            + "VbMAMVCEQRBImzEgAKuNpxAjQzIDG5QPUscNxAWJmUUMCUCGkIeiHBj4BibbIOtkA+tkYOAA4v9QABIvSk1MMWBog"
            + "Gj1kIMCYnUakq3TCEOnC1QXM1QniObBotOYwQHIUgJikAlNIk4SSnJIgFhzTAiYYwE1BxTGkHCfzMDOgABfSUQ9eD"
            + "tQYXJlbnQ9eElEPXg7UGFyZW50PXhJRD14O1BhcmVudD14gWaBw70AyFH0aFGA6gOFPADMkWpR9gEAAB+LCAQAAAA"
            + "AAP8GAEJDAgAbAAMAAAAAAAAAAAA=";
    Path file = Files.write(folder.resolve("r.bam"), Base64.getDecoder().decode(damaged));
    assertFault(file, "r.bam cannot be opened: ", "; is the file complete?");
  }

  @Test
  void whatIsNoAlignmentIsNamedForWhatItIs() throws IOException {
    assertFault(Files.writeString(folder.resolve("g.bam"), FASTA), "is FASTA", "without --reads");
    assertFault(Files.writeString(folder.resolve("e.bam"), ""), "is empty");
    assertFault(Files.writeString(folder.resolve("p.bam"), "<html>"), "it begins with \"<html>\"");
    assertFault(Files.writeString(folder.resolve("q.bam"), "@r1\nACGT\n+\nIIII\n"), "is FASTQ");
    assertFault(Files.write(folder.resolve("i.bam"), new byte[] {'B', 'A', 'I', 1}), "is an index");
    assertFault(folder.resolve("none.bam"), "There is no file");
    assertFault(Files.createDirectory(folder.resolve("f.bam")), "is a folder");
    Path zipped = folder.resolve("z.bam");
    try (var out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(FASTA.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    assertFault(zipped, "is FASTA");
  }

  @Test
  void formatsAreToldByContent() throws IOException {
    Path fastq = Files.writeString(folder.resolve("q.txt"), "@HDr1\nACGT\n+\nIIII\n");
    assertThat(ReadFormat.of(fastq)).isEqualTo(ReadFormat.FASTQ);
    assertThat(ReadFormat.of(picture().write("a.sam", true))).isEqualTo(ReadFormat.SAM);
    assertThat(ReadFormat.of(picture().write("a.bam", true))).isEqualTo(ReadFormat.BAM);
    assertThat(ReadFormat.of(picture().write("a.cram", true))).isEqualTo(ReadFormat.CRAM);
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    ReadPicture deep = picture();
    for (int i = 0; i < 200; i++) {
      deep.read("deep" + i * 7919 % 1009, "ACGTCAGTTGCAT", 20 + i % 17, record -> {});
    }
    byte[] bam = Files.readAllBytes(deep.write("whole.bam", true));
    Path marker = folder.resolve("t1.bam");
    Files.write(marker, Arrays.copyOf(bam, bam.length - 28)); // ends between two blocks
    assertFault(marker, "is truncated: the end marker of BAM is missing");
    Path middle = folder.resolve("t2.bam");
    Files.write(middle, Arrays.copyOf(bam, bam.length - 60));
    assertFault(middle, "is truncated");
    byte[] cram = Files.readAllBytes(picture().write("whole.cram", true));
    Path shorter = folder.resolve("t3.cram");
    Files.write(shorter, Arrays.copyOf(cram, cram.length - 38));
    assertFault(shorter, "is truncated: the end marker of CRAM is missing");
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] bam = Files.readAllBytes(picture().write("whole.bam", true));
    Path damaged = folder.resolve("d.bam");
    for (int i = bam.length - 100; i < bam.length - 40; i++) {
      bam[i] ^= 0x5a;
    }
    Files.write(damaged, bam);
    assertThatThrownBy(() -> analyze(damaged)).isInstanceOf(ReadsException.class);
  }

  @Test
  void aFileWithoutReadsThatCountIsRefused() {
    Path empty = new ReadPicture(folder, REFERENCE).write("n.bam", true);
    assertFault(empty, "holds no reads");
    Path unmapped =
        new ReadPicture(folder, REFERENCE)
            .read("u", "ACGT", 30, record -> record.setReadUnmappedFlag(true))
            .write("u.bam", true);
    assertFault(unmapped, "holds no read that counts", "of 1 records 1 are unmapped");
  }

  @Test
  void anotherReferenceIsRefused() {
    String longer = REFERENCE + "A";
    Path other = new ReadPicture(folder, longer, "other", 18).reads(2, "ACGT").write("o.bam", true);
    assertFault(
        other, "aligned to another reference: other (18 bases)", "toy (17 bases)", "--dataset");
    Path version = new ReadPicture(folder, longer).reads(2, "ACGT").write("v.bam", true);
    assertFault(version, "another version of toy: it has 18 bases there and 17 in the dataset");
  }

  @Test
  void theSameGenomeUnderAnotherNameIsTakenAndSaidSo() {
    Path file =
        new ReadPicture(folder, REFERENCE, "MN908947.3", 17).reads(2, "ACGT").write("m.bam", true);
    ReferenceDataset dataset = picture().dataset();
    try (AlignedReads reads = AlignedReads.open(file, dataset, Optional.empty())) {
      assertThat(reads.remark().orElseThrow()).contains("MN908947.3 has the length of toy");
    }
    assertThat(analyze(file).counts().used()).isEqualTo(2);
  }

  @Test
  void anotherGenomeOfTheSameLengthIsRefused() {
    Path file =
        new ReadPicture(folder, REFERENCE, "foreign", 17)
            .reads(5, "TGCAGTCAACGTACTGG")
            .write("w.bam", true);
    assertFault(file, "% of the bases aligned to foreign are those of toy");
  }

  @Test
  void aCramFileOfAnotherSequenceNeedsItsReference() throws IOException {
    Path cram = new ReadPicture(folder, REFERENCE).reads(4, "ACGTCAGT").write("c.cram", true);
    ReferenceDataset dataset = picture().dataset();
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.fasta"), ">toy\n" + REFERENCE.replace("TCAG", "TCTG") + "\n");
    assertThatThrownBy(() -> analyze(cram, dataset, Optional.of(wrong)))
        .isInstanceOf(ReadsException.class)
        .hasMessageContaining("is a CRAM made with another sequence for toy than the one at hand")
        .hasMessageContaining("--reads-reference");
    Path right = Files.writeString(folder.resolve("right.fasta"), ">toy\n" + REFERENCE + "\n");
    assertThat(analyze(cram, dataset, Optional.of(right)).counts().used()).isEqualTo(4);
  }
}
