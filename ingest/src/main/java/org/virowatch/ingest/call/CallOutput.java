package org.virowatch.ingest.call;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.detect.Detection;

/** One kind of output of a call. */
interface CallOutput extends Closeable {

  /** Writes what was prepared. Called in the order of the input, on one thread. */
  @FunctionalInterface
  interface Writing {
    void write() throws IOException;

    /** Nothing to write. */
    Writing NOTHING = () -> {};
  }

  /**
   * Renders a result. Called on any thread, several at a time.
   *
   * @param index number of the sequence in the input, from 0
   * @param detection what its dataset was detected by; null if the dataset was named
   */
  Writing prepare(long index, AnalysisResult result, @Nullable Detection detection);

  /** Completes the output. */
  void commit() throws IOException;

  /** Releases the output; one that was not committed leaves nothing behind. */
  @Override
  void close() throws IOException;
}
