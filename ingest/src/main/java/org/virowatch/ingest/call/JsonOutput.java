package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.output.NextcladeJson;

/**
 * One JSON document with {@code results} and {@code errors}, as Nextclade's. Results are streamed;
 * errors are held until the end.
 */
final class JsonOutput implements CallOutput {

  private final OutputFile file;
  private final NextcladeJson json;
  private final List<byte[]> errors = new ArrayList<>();
  private String separator = "";

  /**
   * @param run what the document says of its run
   */
  JsonOutput(OutputFile file, NextcladeJson json, RunIdentity run) {
    this.file = file;
    this.json = json;
    file.heading(json.beginning(run.program(), run.createdAt()));
  }

  @Override
  public Writing prepare(long index, AnalysisResult result, @Nullable Detection detection) {
    byte[] object = json.object(index, result, detection);
    boolean failed = result instanceof AnalysisFailure;
    return () -> {
      if (failed) {
        errors.add(object);
      } else {
        file.write(separator + new String(object, UTF_8));
        separator = ",\n";
      }
    };
  }

  @Override
  public void commit() throws IOException {
    file.write("],\"errors\":[");
    for (int i = 0; i < errors.size(); i++) {
      file.write((i > 0 ? ",\n" : "") + new String(errors.get(i), UTF_8));
    }
    file.write("]}\n");
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
