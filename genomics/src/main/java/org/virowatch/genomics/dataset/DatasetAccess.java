package org.virowatch.genomics.dataset;

import java.io.IOException;

/** Opens the files of a dataset for a while. */
@FunctionalInterface
interface DatasetAccess {

  /** What is done with the files. */
  @FunctionalInterface
  interface Use {
    void with(DatasetFiles files) throws IOException;
  }

  /**
   * Opens the files, has them used and closes them.
   *
   * @throws DatasetException if the dataset is no longer there
   */
  void use(Use use) throws IOException;
}
