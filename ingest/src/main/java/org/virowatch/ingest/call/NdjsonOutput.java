package org.virowatch.ingest.call;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.output.NextcladeJson;

/** One JSON object a line, results and errors alike. */
record NdjsonOutput(OutputFile file, NextcladeJson json) implements CallOutput {

  @Override
  public Writing prepare(long index, AnalysisResult result, @Nullable Detection detection) {
    byte[] object = json.object(index, result, detection);
    byte[] line = Arrays.copyOf(object, object.length + 1);
    line[object.length] = '\n';
    return () -> file.write(line);
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
