package org.virowatch.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.output.AlignedFasta;

/** Genomes through a VCF file and bcftools, and back. */
public final class BcftoolsRoundTrip {

  private final ReferenceDataset dataset;
  private final Path folder;
  private final Path reference;

  /**
   * @param folder for files; made if it is not there
   */
  public BcftoolsRoundTrip(ReferenceDataset dataset, Path folder) throws IOException {
    this.dataset = dataset;
    this.folder = Files.createDirectories(folder);
    this.reference = folder.resolve("vcf-reference.fasta");
    Files.write(reference, AlignedFasta.record(dataset.referenceName(), dataset.reference()));
  }

  /** Skips the test where bcftools is not installed. */
  public static void requireBcftools() throws IOException {
    boolean there;
    try {
      there = new ProcessBuilder("bcftools", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      there = false;
    }
    assumeTrue(there, "skipped: bcftools is not installed (Debian package bcftools)");
  }

  /** One file of all genomes: nothing to normalise, and each genome is given back. */
  public void checkTogether(List<AnalyzedGenome> genomes, boolean annotate) throws IOException {
    Path file = write("all", genomes, annotate);
    assertThat(Files.exists(folder.resolve("all.vcf.gz.tbi"))).isTrue();
    requireNormal(file);
    requireGivenBack(file, genomes);
  }

  /** A file a genome, merged: nothing to normalise, and each genome is given back. */
  public void checkMerged(AnalyzedGenome first, AnalyzedGenome second) throws IOException {
    Path merged = folder.resolve("merged.vcf.gz");
    run(
        "bcftools",
        "merge",
        "-0",
        "-Oz",
        "-o",
        merged.toString(),
        write("first", List.of(first), true).toString(),
        write("second", List.of(second), true).toString());
    run("bcftools", "index", "-f", merged.toString());
    requireGivenBack(merged, List.of(first, second));
  }

  private Path write(String name, List<AnalyzedGenome> genomes, boolean annotate)
      throws IOException {
    Path file = folder.resolve(name + ".vcf.gz");
    VariantSheet sheet = new VariantSheet(dataset.reference(), folder);
    VariantNormalizer normalizer = new VariantNormalizer(dataset.reference());
    for (AnalyzedGenome genome : genomes) {
      sheet.add(genome.name(), normalizer.variants(genome));
    }
    new VariantFile(dataset, annotate).write(sheet, file, true);
    return file;
  }

  private void requireNormal(Path file) throws IOException {
    String normed =
        run("bcftools", "norm", "--check-ref", "e", "-f", reference.toString(), file.toString());
    assertThat(records(normed)).isEqualTo(records(run("bcftools", "view", file.toString())));
  }

  private void requireGivenBack(Path file, List<AnalyzedGenome> genomes) throws IOException {
    List<String> samples = run("bcftools", "query", "-l", file.toString()).lines().toList();
    assertThat(samples).hasSameSizeAs(genomes);
    for (int i = 0; i < genomes.size(); i++) {
      String consensus =
          run(
              "bcftools",
              "consensus",
              "-f",
              reference.toString(),
              "-s",
              samples.get(i),
              "-M",
              "N",
              file.toString());
      String letters = consensus.substring(consensus.indexOf('\n')).replace("\n", "");
      assertThat(letters).as(samples.get(i)).isEqualTo(letters(genomes.get(i)));
    }
  }

  /** The genome, unknown bases as N. */
  private String letters(AnalyzedGenome genome) {
    byte[] aligned = new AlignedFasta(dataset).aligned(genome);
    Arrays.fill(aligned, 0, genome.aligned().begin(), (byte) 'N');
    Arrays.fill(aligned, genome.aligned().end(), aligned.length, (byte) 'N');
    for (AmbiguousBases run : genome.ambiguous()) {
      NucleotideRange range = run.range();
      Arrays.fill(aligned, range.begin(), range.end(), (byte) 'N');
    }
    StringBuilder letters = new StringBuilder();
    for (int i = -1; i < aligned.length; i++) {
      if (i >= 0 && aligned[i] != '-') {
        letters.append((char) aligned[i]);
      }
      for (Insertion insertion : genome.insertions()) {
        if (insertion.after().zeroBased() == i) {
          letters.append(insertion.bases().replaceAll("[^ACGT]", "N"));
        }
      }
    }
    return letters.toString();
  }

  private static List<String> records(String vcf) {
    return vcf.lines().filter(line -> !line.startsWith("##")).toList();
  }

  /** What a command prints; it must end well. */
  static String run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
