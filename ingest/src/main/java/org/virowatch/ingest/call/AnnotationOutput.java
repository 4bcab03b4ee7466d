package org.virowatch.ingest.call;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.output.AnnotationGff;
import org.virowatch.genomics.output.AnnotationTable;
import org.virowatch.genomics.output.QueryAnnotation;

/** The genes of every genome, GFF3 or feature table. */
record AnnotationOutput(OutputFile file, Format format) implements CallOutput {

  /** Renders a genome's genes. */
  @FunctionalInterface
  interface Format {
    String lines(long index, AnalyzedGenome genome);
  }

  static AnnotationOutput gff(OutputFile file, ReferenceDataset dataset) {
    file.heading(AnnotationGff.HEADER);
    return new AnnotationOutput(file, new AnnotationGff(annotation(dataset))::lines);
  }

  static AnnotationOutput table(OutputFile file, ReferenceDataset dataset) {
    return new AnnotationOutput(file, new AnnotationTable(annotation(dataset))::lines);
  }

  private static QueryAnnotation annotation(ReferenceDataset dataset) {
    return new QueryAnnotation(dataset.annotation().genes());
  }

  @Override
  public Writing prepare(long index, AnalysisResult result, @Nullable Detection detection) {
    if (!(result instanceof AnalyzedGenome genome)) {
      return Writing.NOTHING;
    }
    String lines = format.lines(index, genome);
    return () -> file.write(lines);
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
