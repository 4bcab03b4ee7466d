package org.virowatch.ingest.call;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.output.AlignedFasta;

/** Aligned genomes. */
record FastaOutput(OutputFile file, AlignedFasta fasta) implements CallOutput {

  @Override
  public Writing prepare(long index, AnalysisResult result, @Nullable Detection detection) {
    if (!(result instanceof AnalyzedGenome genome)) {
      return Writing.NOTHING;
    }
    byte[] record = fasta.record(genome);
    return () -> file.write(record);
  }

  @Override
  public void commit() throws IOException {
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
