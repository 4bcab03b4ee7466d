package org.virowatch.genomics.dataset;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files to be read instead of a dataset's own.
 *
 * @param reference FASTA file with the reference; null for the dataset's
 * @param annotation GFF3 file; null for the dataset's
 * @param tree Auspice JSON v2 file; null for the dataset's
 * @param pathogen {@code pathogen.json}; null for the dataset's
 */
public record DatasetOverrides(
    @Nullable Path reference,
    @Nullable Path annotation,
    @Nullable Path tree,
    @Nullable Path pathogen) {

  /** Nothing but the dataset's own. */
  public static final DatasetOverrides NONE = new DatasetOverrides(null, null, null, null);

  /** Whether nothing is overridden. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}
