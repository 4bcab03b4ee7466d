package org.virowatch.ingest.call;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.vcf.DistinctNames;
import org.virowatch.genomics.vcf.GenomeVariants;
import org.virowatch.genomics.vcf.VariantFile;
import org.virowatch.genomics.vcf.VariantNormalizer;
import org.virowatch.genomics.vcf.VariantSheet;

/**
 * Variants: one file of all genomes, written at the end from what was noted of each, or a file a
 * genome where the name has {@link #PLACEHOLDER} in it.
 */
final class VcfOutput implements CallOutput {

  /** What the sequence's name stands for in the name of the files. */
  static final String PLACEHOLDER = "{seqName}";

  private final String pattern;
  private final VariantFile files;
  private final VariantNormalizer normalizer;
  private final byte[] reference;
  private final VariantSheet sheet;
  private final DistinctNames names = new DistinctNames();
  private final boolean single;

  /**
   * @param pattern name of the file or files
   * @throws IOException if the folder cannot be written to
   */
  VcfOutput(ReferenceDataset dataset, String pattern, boolean annotate) throws IOException {
    this.pattern = pattern;
    files = new VariantFile(dataset, annotate);
    normalizer = new VariantNormalizer(dataset.reference());
    reference = dataset.reference();
    single = !pattern.contains(PLACEHOLDER);
    if (single) {
      OutputFile.create(Path.of(pattern)).close(); // tells at once if it cannot be written
    }
    sheet = new VariantSheet(reference, folder(pattern));
  }

  @Override
  public Writing prepare(long index, AnalysisResult result, @Nullable Detection detection) {
    if (!(result instanceof AnalyzedGenome genome)) {
      return Writing.NOTHING;
    }
    GenomeVariants variants = normalizer.variants(genome);
    String name = sampleName(genome.name());
    if (single) {
      return () -> sheet.add(name, variants);
    }
    return () -> {
      try (VariantSheet own = new VariantSheet(reference, folder(pattern))) {
        own.add(name, variants);
        write(own, Path.of(pattern.replace(PLACEHOLDER, names.of(SafeName.of(name)))));
      }
    };
  }

  /** The file's folder, in which there has to be room anyway; for single genomes any will do. */
  private static Path folder(String pattern) {
    Path folder =
        pattern.contains(PLACEHOLDER) ? null : Path.of(pattern).toAbsolutePath().getParent();
    return folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder;
  }

  /** The first word of the header. */
  private static String sampleName(String header) {
    String[] words = header.strip().split("\\s+", 2);
    return words[0];
  }

  private void write(VariantSheet variants, Path path) throws IOException {
    if (!IndexedOutput.isMeant(path.toString())) {
      try (OutputFile file = OutputFile.create(path)) {
        files.write(variants, file.stream());
        file.commit();
      }
      return;
    }
    try (IndexedOutput file = IndexedOutput.create(path)) {
      files.write(variants, file.temporary(), true);
      file.commit();
    }
  }

  @Override
  public void commit() throws IOException {
    if (single) {
      write(sheet, Path.of(pattern));
    }
  }

  @Override
  public void close() throws IOException {
    sheet.close();
  }
}
