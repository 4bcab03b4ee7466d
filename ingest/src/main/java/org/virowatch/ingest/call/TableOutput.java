package org.virowatch.ingest.call;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.output.NextcladeTable;

/** The table of results, TSV or CSV. */
record TableOutput(OutputFile file, NextcladeTable table) implements CallOutput {

  static TableOutput begin(OutputFile file, NextcladeTable table) {
    file.heading(table.header());
    return new TableOutput(file, table);
  }

  @Override
  public Writing prepare(long index, AnalysisResult result, @Nullable Detection detection) {
    byte[] row = table.row(index, result);
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
