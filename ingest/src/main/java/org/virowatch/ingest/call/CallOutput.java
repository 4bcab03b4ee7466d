package org.virowatch.ingest.call;

import java.io.IOException;
import org.virowatch.genomics.AnalysisResult;

/** One kind of output of a call. */
interface CallOutput extends AutoCloseable {

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
   */
  Writing prepare(long index, AnalysisResult result);

  /** Completes the output. */
  void commit() throws IOException;

  /** Releases the output; one that was not committed leaves nothing behind. */
  @Override
  void close() throws IOException;
}
