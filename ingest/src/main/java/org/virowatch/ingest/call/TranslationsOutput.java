package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.output.AlignedFasta;
import org.virowatch.genomics.translate.GenomeTranslator;
import org.virowatch.genomics.translate.Translation;

/** Aligned proteins, one file a CDS. */
final class TranslationsOutput implements CallOutput {

  /** What the CDS's name stands for in the name of the files. */
  static final String PLACEHOLDER = "{cds}";

  private final Map<String, OutputFile> files = new LinkedHashMap<>();

  /**
   * Opens a file for each CDS.
   *
   * @param pattern name of the files with {@link #PLACEHOLDER}
   * @param withReference whether the reference's protein comes first
   */
  static TranslationsOutput create(ReferenceDataset dataset, String pattern, boolean withReference)
      throws IOException {
    TranslationsOutput output = new TranslationsOutput();
    try {
      for (CodingSequence cds : dataset.annotation().codingSequences()) {
        String name = SafeName.of(cds.name());
        Path path = Path.of(pattern.replace(PLACEHOLDER, name).replace("{gene}", name));
        output.files.put(cds.name(), OutputFile.create(path));
      }
      if (withReference) {
        for (Translation protein : new GenomeTranslator(dataset).referenceProteins()) {
          output.write(protein.cds(), record(dataset.referenceName(), protein));
        }
      }
      return output;
    } catch (IOException | RuntimeException e) {
      output.close();
      throw e;
    }
  }

  @Override
  public Writing prepare(long index, AnalysisResult result, @Nullable Detection detection) {
    if (!(result instanceof AnalyzedGenome genome)) {
      return Writing.NOTHING;
    }
    List<Translation> proteins = genome.findings().proteins();
    List<byte[]> records = new ArrayList<>(proteins.size());
    proteins.forEach(protein -> records.add(record(genome.name(), protein)));
    return () -> {
      for (int i = 0; i < records.size(); i++) {
        write(proteins.get(i).cds(), records.get(i));
      }
    };
  }

  private static byte[] record(String name, Translation protein) {
    return AlignedFasta.record(name, protein.aminoAcids().getBytes(US_ASCII));
  }

  private void write(String cds, byte[] record) throws IOException {
    OutputFile file = files.get(cds);
    if (file != null) {
      file.write(record);
    }
  }

  @Override
  public void commit() throws IOException {
    for (OutputFile file : files.values()) {
      file.commit();
    }
  }

  @Override
  public void close() throws IOException {
    OutputFile.closeAll(files.values());
  }
}
