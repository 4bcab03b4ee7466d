package org.virowatch.genomics;

import org.virowatch.genomics.align.ScoringScheme;
import org.virowatch.genomics.dataset.ReferenceDataset;

/** What an alignment without insertions is worth, counted letter by letter. */
public final class PlainScore {

  private PlainScore() {}

  /** Score of a row as long as the dataset's reference; gaps at its ends are free. */
  public static int of(ReferenceDataset dataset, byte[] row) {
    byte[] reference = dataset.reference();
    ScoringScheme scheme =
        ScoringScheme.nucleotides(
            dataset.alignmentParameters(),
            reference.length,
            dataset.annotation().codingSequences());
    int begin = 0;
    while (row[begin] == '-') {
      begin++;
    }
    int end = row.length;
    while (row[end - 1] == '-') {
      end--;
    }
    int score = 0;
    for (int i = begin; i < end; i++) {
      if (row[i] != '-') {
        score += scheme.pair(reference[i], row[i]);
      } else {
        score -= row[i - 1] == '-' ? scheme.gapExtend() : scheme.gapOpen(i);
      }
    }
    return score;
  }
}
