package org.virowatch.genomics.quality;

/**
 * Overall quality of a genome after Nextclade: the sum over the rules of score² ÷ 100.
 *
 * @param score overall score, 0 is best
 */
public record QualityReport(double score) {

  /** Verdict on the overall score. */
  public QualityStatus status() {
    return QualityStatus.of(score);
  }
}
