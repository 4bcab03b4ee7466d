package org.virowatch.genomics.stored;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.quality.QualityReport;

/** What a stored call says under another dataset. */
public sealed interface StoredCallResult {

  /**
   * It has its place.
   *
   * @param placement nearest node of the dataset's tree, with private mutations; null when the
   *     dataset has none
   * @param quality quality control; null when the dataset configures none
   * @param recalled the genome called again from its restored sequence; empty if the stored calls
   *     stand as they are
   * @param fidelity how sure the answer is
   */
  record Replaced(
      @Nullable Placement placement,
      @Nullable QualityReport quality,
      Optional<AnalyzedGenome> recalled,
      Fidelity fidelity)
      implements StoredCallResult {}

  /**
   * It cannot be read against this dataset.
   *
   * @param message what is wrong, the likely cause and the remedy
   */
  record Refused(String message) implements StoredCallResult {}
}
