package org.virowatch.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.output.AlignedFasta;

/** The field's own tools read what is written. Skipped where bcftools is not installed. */
class BcftoolsTest {

  @TempDir Path folder;

  @BeforeEach
  void requireBcftools() throws IOException {
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

  @ParameterizedTest
  @CsvSource({"flu-h3n2-ha, 48", "rsv-a, 20", "sars-cov-2-2024-02, 12"})
  void consensusGivesEachExampleBackAndNormChangesNothing(String name, int limit)
      throws IOException {
    ReferenceDataset dataset = RealDatasets.dataset(name);
    List<AnalyzedGenome> genomes = new ArrayList<>();
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset);
    try (ZipFile zip = new ZipFile(RealDatasets.file("datasets/" + name + ".zip").toFile());
        FastaReader reader =
            FastaReader.of(
                zip.getInputStream(zip.getEntry("sequences.fasta")),
                name,
                FastaReader.DEFAULT_LIMIT)) {
      while (reader.hasNext() && genomes.size() < limit) {
        FastaRecord record = (FastaRecord) reader.next();
        if (analyzer.analyze(record.name(), record.sequence()) instanceof AnalyzedGenome genome) {
          genomes.add(genome);
        }
      }
    }
    check(dataset, genomes);
  }

  @Test
  void filesOfSingleGenomesAreMerged() throws IOException {
    ReferenceDataset dataset = ReferenceDatasets.builtIn();
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset);
    byte[] first = dataset.reference();
    first[240] = 'T';
    byte[] second = dataset.reference();
    second[23_402] = 'G';
    second[500] = 'N';
    List<String> files = new ArrayList<>();
    for (byte[] sequence : List.of(first, second)) {
      VariantSheet sheet = new VariantSheet(dataset.reference(), folder);
      AnalyzedGenome genome = (AnalyzedGenome) analyzer.analyze("g" + files.size(), sequence);
      sheet.add(genome.name(), new VariantNormalizer(dataset.reference()).variants(genome));
      Path file = folder.resolve(genome.name() + ".vcf.gz");
      new VariantFile(dataset, true).write(sheet, file, true);
      files.add(file.toString());
    }
    String merged = run("bcftools", "merge", "-0", files.get(0), files.get(1));
    assertThat(merged)
        .contains("##contig=<ID=NC_045512.2,length=29903>")
        .contains("\tg0\tg1\n")
        .containsPattern("NC_045512.2\t241\t.\tC\tT\t.*\t1\t0")
        .containsPattern("NC_045512.2\t501\t.\t[ACGT]\t\\.\t.*\\.\n")
        .containsPattern("23403\t.\tA\tG\t.*missense_variant.*p.D614G.*\t0\t1");
  }

  private void check(ReferenceDataset dataset, List<AnalyzedGenome> genomes) throws IOException {
    Path reference = folder.resolve("reference.fasta");
    Files.write(reference, AlignedFasta.record(dataset.referenceName(), dataset.reference()));
    Path file = folder.resolve("all.vcf.gz");
    VariantSheet sheet = new VariantSheet(dataset.reference(), folder);
    VariantNormalizer normalizer = new VariantNormalizer(dataset.reference());
    for (AnalyzedGenome genome : genomes) {
      sheet.add(genome.name(), normalizer.variants(genome));
    }
    new VariantFile(dataset, false).write(sheet, file, true);
    assertThat(Files.exists(folder.resolve("all.vcf.gz.tbi"))).isTrue();
    String normed =
        run("bcftools", "norm", "--check-ref", "e", "-f", reference.toString(), file.toString());
    assertThat(records(normed)).isEqualTo(records(run("bcftools", "view", file.toString())));
    List<String> samples = sheet.samples();
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
      assertThat(letters).as(samples.get(i)).isEqualTo(letters(dataset, genomes.get(i)));
    }
  }

  /** The genome, unknown bases as N. */
  private static String letters(ReferenceDataset dataset, AnalyzedGenome genome) {
    byte[] aligned = new AlignedFasta(dataset).aligned(genome);
    java.util.Arrays.fill(aligned, 0, genome.aligned().begin(), (byte) 'N');
    java.util.Arrays.fill(aligned, genome.aligned().end(), aligned.length, (byte) 'N');
    for (AmbiguousBases run : genome.ambiguous()) {
      NucleotideRange range = run.range();
      java.util.Arrays.fill(aligned, range.begin(), range.end(), (byte) 'N');
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

  private static String run(String... command) throws IOException {
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
