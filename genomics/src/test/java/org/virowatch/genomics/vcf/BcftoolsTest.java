package org.virowatch.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;

/** The field's own tools read what is written. Skipped where bcftools is not installed. */
class BcftoolsTest {

  @TempDir Path folder;

  @BeforeEach
  void requireBcftools() throws IOException {
    BcftoolsRoundTrip.requireBcftools();
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
    new BcftoolsRoundTrip(dataset, folder).checkTogether(genomes, false);
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
    String merged = BcftoolsRoundTrip.run("bcftools", "merge", "-0", files.get(0), files.get(1));
    assertThat(merged)
        .contains("##contig=<ID=NC_045512.2,length=29903>")
        .contains("\tg0\tg1\n")
        .containsPattern("NC_045512.2\t241\t.\tC\tT\t.*\t1\t0")
        .containsPattern("NC_045512.2\t501\t.\t[ACGT]\t\\.\t.*\\.\n")
        .containsPattern("23403\t.\tA\tG\t.*missense_variant.*p.D614G.*\t0\t1");
  }
}
