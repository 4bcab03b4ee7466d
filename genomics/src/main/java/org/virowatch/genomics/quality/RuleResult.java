package org.virowatch.genomics.quality;

/** What one quality rule says of a genome. */
public sealed interface RuleResult
    permits MissingDataRule.Result,
        MixedSitesRule.Result,
        PrivateMutationsRule.Result,
        SnpClustersRule.Result,
        FrameShiftsRule.Result,
        StopCodonsRule.Result {

  /** Score, 0 is best; bad from 100. */
  double score();

  /** Verdict on the score. */
  default QualityStatus status() {
    return QualityStatus.of(score());
  }
}
