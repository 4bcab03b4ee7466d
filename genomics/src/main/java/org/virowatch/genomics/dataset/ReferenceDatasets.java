package org.virowatch.genomics.dataset;

import java.nio.file.Path;

/** Finds and loads reference datasets. */
@SuppressWarnings("DoNotCallSuggester") // until loading is written
public final class ReferenceDatasets {

  /** Name of the dataset that ships with Virowatch. */
  public static final String BUILT_IN = "sars-cov-2";

  private ReferenceDatasets() {}

  /** The SARS-CoV-2 dataset that ships with Virowatch. Loaded once. */
  public static ReferenceDataset builtIn() {
    throw new DatasetException("the built-in dataset cannot be loaded yet");
  }

  /**
   * Loads a Nextclade v3 dataset.
   *
   * @param folderOrZip a dataset's folder or zip file
   * @throws DatasetException if it cannot be read or is no dataset
   */
  public static ReferenceDataset load(Path folderOrZip) {
    throw new DatasetException("dataset " + folderOrZip + " cannot be loaded yet");
  }

  /**
   * Loads the dataset a person named: a path if one exists, the built-in one, or one fetched into
   * the cache before.
   *
   * @param nameOrPath path of a folder or zip, or a dataset's name such as {@code nextstrain/rsv/a}
   * @param cacheFolder where fetched datasets lie; need not exist
   * @throws DatasetException if nothing of that name is found or it cannot be used
   */
  public static ReferenceDataset resolve(String nameOrPath, Path cacheFolder) {
    throw new DatasetException("dataset " + nameOrPath + " cannot be loaded yet");
  }
}
