package org.virowatch.benchmarks.reads;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads of a sample by ART (Huang et al. 2012, Bioinformatics 28:593), pairs of 150 bases as of a
 * HiSeq 2500, aligned by minimap2 and sorted.
 */
final class SimulatedReads {
  private SimulatedReads() {}

  /**
   * Simulates and aligns.
   *
   * @param coverage of all haplotypes together
   * @param folder for the files, which are overwritten
   * @param reference FASTA
   * @return the BAM file, indexed
   */
  static Path of(MixedSample sample, double coverage, long seed, Path folder, Path reference)
      throws IOException {
    Path first = folder.resolve("reads_1.fq");
    Path second = folder.resolve("reads_2.fq");
    try (OutputStream one = Files.newOutputStream(first);
        OutputStream two = Files.newOutputStream(second)) {
      for (int i = 0; i < sample.haplotypes().size(); i++) {
        Path fasta = folder.resolve("haplotype.fasta");
        MixedSample.Haplotype haplotype = sample.haplotypes().get(i);
        Files.writeString(
            fasta, ">h" + i + "\n" + haplotype.sequence() + "\n", StandardCharsets.US_ASCII);
        String prefix = folder.resolve("art").toString();
        FieldTools.run(
            "art_illumina",
            "-ss",
            "HS25",
            "-p",
            "-l",
            "150",
            "-m",
            "300",
            "-s",
            "40",
            "-na",
            "-q",
            "-f",
            String.format(Locale.ROOT, "%.4f", coverage * haplotype.share()),
            "-rs",
            Long.toString(seed * 100 + i),
            "-i",
            fasta.toString(),
            "-o",
            prefix);
        Files.copy(Path.of(prefix + "1.fq"), one);
        Files.copy(Path.of(prefix + "2.fq"), two);
      }
    }
    Path bam = folder.resolve("reads.bam");
    FieldTools.run(
        List.of(
            List.of(
                "minimap2",
                "-a",
                "-x",
                "sr",
                "--secondary=no",
                reference.toString(),
                first.toString(),
                second.toString()),
            List.of("samtools", "sort", "-o", bam.toString(), "-")));
    FieldTools.run("samtools", "index", bam.toString());
    return bam;
  }
}
