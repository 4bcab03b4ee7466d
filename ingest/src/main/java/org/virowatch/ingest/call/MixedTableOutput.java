package org.virowatch.ingest.call;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.output.MixedTable;

/** The one table of a run whose datasets are detected. */
record MixedTableOutput(OutputFile file, MixedTable table) implements CallOutput {

  static MixedTableOutput begin(OutputFile file, MixedTable table) {
    file.heading(table.header());
    return new MixedTableOutput(file, table);
  }

  @Override
  public Writing prepare(long index, AnalysisResult result, @Nullable Detection detection) {
    byte[] row = table.row(index, result, Objects.requireNonNull(detection));
    return () -> file.write(row);
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
