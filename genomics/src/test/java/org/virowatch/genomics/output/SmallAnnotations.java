package org.virowatch.genomics.output;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.virowatch.genomics.AnalysisOptions;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/** A made-up reference of 600 bases with annotations of choice. */
final class SmallAnnotations {

  private static final String REFERENCE = reference();

  private SmallAnnotations() {}

  private static String reference() {
    Random random = new Random(11);
    StringBuilder bases = new StringBuilder();
    while (bases.length() < 600) {
      String codon = "GCTGATAAACTGCGTACCATG".substring(3 * random.nextInt(7)).substring(0, 3);
      bases.append(codon);
    }
    return bases.toString();
  }

  static String bases() {
    return REFERENCE;
  }

  /** A dataset whose features are given as {@code type start end . strand phase attributes}. */
  static ReferenceDataset dataset(String... features) {
    try {
      Path folder = Files.createTempDirectory("annotated");
      StringBuilder gff3 = new StringBuilder("##gff-version 3\n");
      for (String feature : features) {
        gff3.append("ref\ttest\t").append(String.join("\t", feature.split(" ", 7))).append('\n');
      }
      Files.writeString(folder.resolve("reference.fasta"), ">ref\n" + REFERENCE + "\n");
      Files.writeString(folder.resolve("genome_annotation.gff3"), gff3);
      Files.writeString(
          folder.resolve("pathogen.json"),
          "{\"schemaVersion\":\"3.0.0\",\"files\":{\"reference\":\"reference.fasta\"},"
              + "\"alignmentParams\":{\"retryReverseComplement\":true}}");
      return ReferenceDatasets.load(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static AnalyzedGenome analyzed(ReferenceDataset dataset, String name, String letters) {
    GenomeAnalysis analyzer =
        new GenomeAnalysis(dataset, AnalysisOptions.REPORT.withProteins(true));
    return (AnalyzedGenome) analyzer.analyze(name, letters.getBytes(US_ASCII));
  }
}
