package org.virowatch.ingest.call;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.detect.Detection;

/** Where results go: all the outputs of a call. */
interface ResultOutputs extends Closeable {

  /** Whether an output needs the proteins themselves. */
  boolean needsProteins();

  /**
   * Renders a result for every output. Called on any thread, several at a time.
   *
   * @param index number of the sequence in the input, from 0
   * @param detection what its dataset was detected by; null if the dataset was named
   */
  List<CallOutput.Writing> prepare(
      long index, AnalysisResult result, @Nullable Detection detection);

  /** Completes every output. */
  void commit() throws IOException;

  /** Releases every output; what was not committed leaves nothing behind. */
  @Override
  void close() throws IOException;
}
