package org.virowatch.genomics.detect;

import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * How a sequence matches one dataset.
 *
 * @param dataset which
 * @param hits sampled words of the sequence that the dataset has
 * @param score the same as a share of the words sampled, 0 to 1
 * @param reversed whether they lie on the opposite strand
 */
public record DatasetMatch(ReferenceDataset dataset, int hits, double score, boolean reversed) {

  /**
   * How much of the sequence differs from the nearest thing the dataset knows, 0 to 1, as if the
   * differences were strewn evenly: a word of 16 bases is found if none of them differs.
   */
  public double divergence() {
    return 1 - Math.pow(score, 1.0 / SpacedWord.LETTERS);
  }

  /** What people call the virus: the attribute {@code name}, else the dataset's name. */
  public String virus() {
    return virus(dataset);
  }

  private static String virus(ReferenceDataset dataset) {
    return dataset.attributes().getOrDefault("name", dataset.name());
  }

  /** A dataset's virus and name for people: {@code RSV-A (dataset rsv_a)}. */
  public static String described(ReferenceDataset dataset) {
    return virus(dataset) + " (dataset " + dataset.name() + ")";
  }

  /** Whether two datasets have one reference, and so one virus. */
  public static boolean sameReference(ReferenceDataset one, ReferenceDataset other) {
    return one == other || java.util.Arrays.equals(one.reference(), other.reference());
  }
}
