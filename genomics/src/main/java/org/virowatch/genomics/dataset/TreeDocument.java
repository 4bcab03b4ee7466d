package org.virowatch.genomics.dataset;

import java.io.IOException;
import java.io.InputStream;

/** A dataset's tree as it stands in its file, Auspice JSON v2. */
@FunctionalInterface
public interface TreeDocument {

  /** Takes the content of the file; closes nothing. */
  @FunctionalInterface
  interface Reader {
    void read(InputStream json) throws IOException;
  }

  /**
   * Opens the file, hands its content over and closes it.
   *
   * @throws DatasetException if it is no longer there
   * @throws IOException if it cannot be read
   */
  void read(Reader reader) throws IOException;
}
