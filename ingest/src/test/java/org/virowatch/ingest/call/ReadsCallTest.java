package org.virowatch.ingest.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.sequence.Nucleotide;
import picocli.CommandLine;

class ReadsCallTest {
  private static final int LENGTH = 150;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new CallCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private static String genomeWith(int position, char base) {
    byte[] genome = ReferenceDatasets.builtIn().reference();
    genome[position - 1] = (byte) base;
    return new String(genome, StandardCharsets.US_ASCII);
  }

  /** Reads that tile genomes without gaps against the reference; every tenth base begins one. */
  private Path sam(String name, String contig, String... genomes) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("@HD\tVN:1.6\tSO:coordinate");
    lines.add("@SQ\tSN:" + contig + "\tLN:29903");
    for (int start = 0; start + LENGTH <= genomes[0].length(); start += 10) {
      for (int i = 0; i < genomes.length; i++) {
        String bases = genomes[i].substring(start, start + LENGTH);
        String quality = "I".repeat(LENGTH);
        int flag = start / 10 % 2 == 0 ? 0 : 16;
        lines.add(
            String.join(
                "\t",
                "r" + start + "_" + i,
                Integer.toString(flag),
                contig,
                Integer.toString(start + 1),
                "60",
                LENGTH + "M",
                "*\t0\t0",
                bases,
                quality));
      }
    }
    return Files.write(folder.resolve(name), lines);
  }

  @Test
  void oneCommandGivesTableConsensusVariantsDepthAndSummary() throws IOException {
    String major = genomeWith(23_403, 'G');
    String[] mixture = {major, major, major, genomeWith(241, 'T')};
    Path sam = sam("patient.sam", "NC_045512.2", mixture);
    Path results = folder.resolve("results");
    assertThat(run("--reads", sam.toString(), "--output-all", results.toString())).isZero();
    assertThat(err.toString())
        .contains("patient: 11,904 reads, mean depth 60", "1 minor variants", "1 called, 0 failed");
    assertThat(Files.readAllLines(results.resolve("nextclade.tsv")).get(1))
        .startsWith("0\tpatient\t")
        .contains("\tA23403G\t", "S:D614G");
    List<String> consensus = Files.readAllLines(results.resolve("nextclade.consensus.fasta"));
    assertThat(consensus.get(0)).isEqualTo(">patient");
    assertThat(consensus.get(1)).hasSize(29_903);
    assertThat(consensus.get(1).substring(100, 29_800)).isEqualTo(major.substring(100, 29_800));
    assertThat(Files.readAllLines(results.resolve("nextclade.read_variants.tsv")))
        .hasSize(3)
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches("patient\tNC_045512.2\t241\tC\tT\t45\t.*\t0.25\\d*\t60\t.*PASS"))
        .anySatisfy(
            line -> assertThat(line).contains("\t23403\tA\tG\t15\t").endsWith("TRUE\tPASS"));
    assertThat(results.resolve("nextclade.patient.reads.vcf.gz")).exists();
    assertThat(results.resolve("nextclade.patient.reads.vcf.gz.tbi")).exists();
    assertThat(Files.readAllLines(results.resolve("nextclade.read_summary.tsv")).get(1))
        .startsWith("patient\t11904\t11904\t0\t0\t0\t59.7");
    assertThat(results.resolve("nextclade.depth.tsv.gz")).exists();
  }

  @Test
  void severalSamplesAndGenomesAreCalledInTheOrderGiven() throws IOException {
    Path one = sam("one.sam", "NC_045512.2", genomeWith(241, 'T'), genomeWith(241, 'T'));
    Path two = sam("two.sorted.sam", "MN908947.3", genomeWith(23_403, 'G'));
    Path fasta =
        Files.writeString(folder.resolve("g.fasta"), ">g\n" + genomeWith(28_881, 'A') + "\n");
    Path vcf = folder.resolve("{seqName}.vcf");
    int exit =
        run(
            fasta.toString(),
            "-C",
            "seqName,substitutions",
            "--min-depth",
            "5",
            "--output-read-vcf",
            vcf.toString(),
            "--reads",
            one.toString(),
            two.toString());
    assertThat(exit).isZero();
    assertThat(out.toString())
        .isEqualTo("seqName\tsubstitutions\none\tC241T\ntwo\tA23403G\ng\tG28881A\n");
    assertThat(err.toString()).contains("MN908947.3 has the length of NC_045512.2");
    assertThat(Files.readString(folder.resolve("two.vcf")))
        .startsWith("##fileformat=VCFv4")
        .contains("NC_045512.2\t23403\t.\tA\tG\t");
    assertThat(folder.resolve("one.vcf")).exists();
  }

  @Test
  void aSampleThatCannotBeReadIsReportedAndTheNextIsCalled() throws IOException {
    Path good = sam("good.sam", "NC_045512.2", genomeWith(241, 'T'));
    Path fasta = Files.writeString(folder.resolve("x.bam"), ">g\nACGT\n");
    int exit = run("-C", "seqName", "--reads", fasta.toString(), good.toString());
    assertThat(exit).isEqualTo(CallCommand.FAILURES);
    assertThat(out.toString()).isEqualTo("seqName\ngood\n");
    assertThat(err.toString()).contains("x.bam is FASTA: genomes, not reads");
    assertThat(run("--reads", fasta.toString())).isEqualTo(CallCommand.NOTHING);
  }

  @Test
  void ampliconsThatDroppedOutAreNamed() throws IOException {
    Path sam = sam("s.sam", "NC_045512.2", genomeWith(241, 'T'));
    List<String> lines = new ArrayList<>(Files.readAllLines(sam));
    lines.removeIf(
        line -> {
          String[] cells = line.split("\t", -1);
          return cells.length > 9
              && Integer.parseInt(cells[3]) > 800
              && Integer.parseInt(cells[3]) < 1500;
        });
    Files.write(sam, lines);
    Path scheme =
        Files.writeString(
            folder.resolve("scheme.bed"),
            """
            MN908947.3\t200\t220\tv_1_LEFT\t1\t+
            MN908947.3\t600\t620\tv_1_RIGHT\t1\t-
            MN908947.3\t1000\t1020\tv_2_LEFT\t2\t+
            MN908947.3\t1400\t1420\tv_2_RIGHT\t2\t-
            """);
    assertThat(run("--reads", sam.toString(), "--primers", scheme.toString())).isZero();
    assertThat(err.toString()).contains("1 of 2 amplicons dropped out: v_2");
  }

  @Test
  void primersOfAnotherSequenceAreRefusedUnlessTheReadsKnowTheReferenceByThatName()
      throws IOException {
    Path scheme =
        Files.writeString(
            folder.resolve("scheme.bed"),
            "chr1\t200\t220\tv_1_LEFT\t1\t+\nchr1\t600\t620\tv_1_RIGHT\t1\t-\n");
    Path named = sam("named.sam", "NC_045512.2", genomeWith(241, 'T'));
    Path other = sam("other.sam", "chr1", genomeWith(241, 'T'));
    int exit =
        run(
            "-C",
            "seqName",
            "--primers",
            scheme.toString(),
            "--reads",
            named.toString(),
            other.toString());
    assertThat(exit).isEqualTo(CallCommand.FAILURES);
    assertThat(out.toString()).isEqualTo("seqName\nother\n");
    assertThat(err.toString())
        .containsOnlyOnce("scheme.bed: its primers are on chr1, and the reference of the dataset")
        .startsWith("named is not analysed: ")
        .contains("other: ")
        .contains("0 of 1 amplicons dropped out");
  }

  @Test
  void eachSampleOfFastqThatPrimersOfAnotherSequenceKeepOutIsNamed() throws IOException {
    Path scheme =
        Files.writeString(
            folder.resolve("scheme.bed"),
            "chr1\t200\t220\tv_1_LEFT\t1\t+\nchr1\t600\t620\tv_1_RIGHT\t1\t-\n");
    Path one = Files.writeString(folder.resolve("one.fastq"), "@a\nACGT\n+\nIIII\n");
    Path two = Files.writeString(folder.resolve("two.fastq"), "@b\nACGT\n+\nIIII\n");

    int exit = run("--primers", scheme.toString(), "--reads", one.toString(), two.toString());

    assertThat(exit).isEqualTo(CallCommand.NOTHING);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("one is not analysed: " + scheme + ": its primers"),
            line ->
                assertThat(line).startsWith("two is not analysed: " + scheme + ": its primers"));
  }

  @Test
  void primersOfOtherSequencesAreToldOnce() throws IOException {
    Path scheme =
        Files.writeString(
            folder.resolve("scheme.bed"),
            """
            MN908947.3\t200\t220\tv_1_LEFT\t1\t+
            MN908947.3\t600\t620\tv_1_RIGHT\t1\t-
            KX1.1\t600\t620\tw_1_RIGHT\t1\t-
            """);
    Path sam = sam("s.sam", "MN908947.3", genomeWith(241, 'T'));
    assertThat(run("--reads", sam.toString(), "--primers", scheme.toString())).isZero();
    assertThat(err.toString())
        .containsOnlyOnce("1 of its 3 primers are not on NC_045512.2, the dataset's reference")
        .contains("0 of 1 amplicons dropped out");
  }

  @Test
  void fastqIsAlignedByMinimap2() throws IOException {
    assumeTrue(
        installed("minimap2"), "skipped: minimap2 is not installed (Debian package minimap2)");
    String genome = genomeWith(23_403, 'G');
    genome = genome.substring(0, 21_764) + genome.substring(21_770); // S:H69-, S:V70-
    Random random = new Random(3);
    Path first = folder.resolve("lab_R1.fastq.gz");
    Path second = folder.resolve("lab_R2.fastq.gz");
    try (PrintWriter forward = gzip(first);
        PrintWriter backward = gzip(second)) {
      for (int i = 0; i < 4000; i++) {
        int start = random.nextInt(genome.length() - 250);
        String fragment = genome.substring(start, start + 250);
        byte[] end = fragment.substring(250 - LENGTH).getBytes(StandardCharsets.US_ASCII);
        String mate = new String(Nucleotide.reverseComplement(end), StandardCharsets.US_ASCII);
        String quality = "I".repeat(LENGTH);
        forward.printf("@f%d/1%n%s%n+%n%s%n", i, fragment.substring(0, LENGTH), quality);
        String wrapped = mate.substring(0, 70) + "\n" + mate.substring(70);
        String qualities = "@".repeat(90) + "\n" + "@".repeat(LENGTH - 90);
        backward.printf("@f%d/2%n%s%n+%n%s%n%n", i, wrapped, qualities);
      }
    }
    int exit =
        run(
            "-C",
            "seqName,substitutions,deletions",
            "--reads",
            first.toString(),
            second.toString());
    assertThat(err.toString()).contains("lab: 8,000 reads, mean depth 3");
    assertThat(exit).isZero();
    assertThat(out.toString())
        .isEqualTo("seqName\tsubstitutions\tdeletions\nlab\tA23403G\t21765-21770\n");
  }

  @Test
  void fastqThatIsNotWholeIsRefused() throws IOException {
    Path whole = folder.resolve("w.fastq.gz");
    Random random = new Random(4);
    try (PrintWriter reads = gzip(whole)) {
      for (int i = 0; i < 500; i++) {
        StringBuilder bases = new StringBuilder();
        for (int at = 0; at < LENGTH; at++) {
          bases.append("ACGT".charAt(random.nextInt(4)));
        }
        reads.printf("@f%d%n%s%n+%n%s%n", i, bases, "I".repeat(LENGTH));
      }
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.fastq.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    Path half = Files.writeString(folder.resolve("half.fastq"), "@a\nACGT\n+\nIIII\n@b\nAC");
    Path two = Files.writeString(folder.resolve("two.fastq"), "@a\nAC\n+\nII\n@b\nAC\n+\nII");
    Path one = Files.writeString(folder.resolve("one.fastq"), "@a\nAC\n+\nII\n");
    Path xz = Files.writeString(folder.resolve("x.fastq.xz"), "7zXZ");
    assertThatThrownBy(() -> FastqFiles.requireComplete(List.of(cut)))
        .hasMessageContaining("cut.fastq.gz is truncated or damaged gzip");
    assertThatThrownBy(() -> FastqFiles.requireComplete(List.of(half)))
        .hasMessageContaining("half.fastq is truncated within a read");
    assertThatThrownBy(() -> FastqFiles.requireComplete(List.of(two, one)))
        .hasMessageContaining("two.fastq has 2 reads and")
        .hasMessageContaining("one.fastq 1, and the files of a pair");
    assertThatThrownBy(() -> FastqFiles.requireComplete(List.of(xz)))
        .hasMessageContaining("is neither plain FASTQ nor gzip");
    Path more = Files.writeString(folder.resolve("more.fastq"), "@a\nAC\n+\nII\nI\n");
    Path fewer = Files.writeString(folder.resolve("fewer.fastq"), "@a\nAC\n+\nI\n@b\nAC\n+\nII\n");
    assertThatThrownBy(() -> FastqFiles.requireComplete(List.of(more)))
        .hasMessageContaining("more.fastq, line 5: here a read should begin");
    assertThatThrownBy(() -> FastqFiles.requireComplete(List.of(fewer)))
        .hasMessageContaining(
            "fewer.fastq, line 5: the read that ends here has 2 bases and 3 qual");
    Path lines =
        Files.writeString(
            folder.resolve("lines.fastq"), "@a\r\nAC\r\nG\r\n+a\r\n@I\r\n+\r\n\r\n@b\n\n+\n\n");
    FastqFiles.requireComplete(List.of(lines, two));
    FastqFiles.requireComplete(List.of(whole));
    FastqFiles.requireComplete(List.of(one, one));
    assertThat(run("-C", "seqName", "--reads", cut.toString())).isEqualTo(CallCommand.NOTHING);
    assertThat(err.toString()).contains("cut.fastq.gz is truncated");
  }

  private static boolean installed(String program) {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static PrintWriter gzip(Path file) throws IOException {
    return new PrintWriter(
        new java.io.OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--primers p.bed g.fasta | go with --reads FILE; add that",
        "--reads a.bam --min-frequency 2 | --min-frequency takes 0 to 1",
        "--reads a.bam --consensus all | --consensus takes majority or iupac",
        "--reads a.bam -m 0 | --min-depth takes 1 or more",
        "--reads a.bam b.bam --output-read-vcf v.vcf | a name with {seqName} in it for several",
        "--reads a.bam --output-consensus - | take a file, not standard output",
        "--reads a.fq,b.fq,c.fq | takes a pair of FASTQ files as R1,R2",
        "--reads no*such.bam | no file matches",
        "--reads a.bam --primers none.bed | there is no such file",
        "--jobs 2 | name FASTA files",
      })
  void aWrongOptionIsToldWithTheRemedy(String options, String message) {
    assertThat(run(options.strip().split(" ", -1))).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains(message.strip());
  }

  @Test
  void filesAreSortedIntoSamplesByTheirNames() {
    List<Path> files =
        Arrays.asList(
            Path.of("a_R1.fastq.gz"),
            Path.of("x.sorted.bam"),
            Path.of("a_R2.fastq.gz"),
            Path.of("b_S1_L001_R2_001.fastq.gz"),
            Path.of("b_S1_L001_R1_001.fastq.gz"),
            Path.of("c_1.fq,other_2.fq"),
            Path.of("lone_1.fastq"),
            Path.of("dir/x.bam"));
    assertThat(ReadSample.of(files))
        .extracting(ReadSample::name)
        .containsExactly("a", "x", "b_S1_L001", "c", "lone_1", "x_2");
    assertThat(ReadSample.of(files).get(2).files())
        .containsExactly(
            Path.of("b_S1_L001_R1_001.fastq.gz"), Path.of("b_S1_L001_R2_001.fastq.gz"));
    assertThatThrownBy(() -> ReadSample.of(List.of(Path.of("a,"))))
        .hasMessageContaining("R1,R2, got a,");
  }
}
