package org.virowatch.genomics.quality;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Quality of a genome after Nextclade: each rule that the dataset configures, and the overall score
 * Σ score² ÷ 100.
 *
 * @param missingData too many N
 * @param mixedSites too many ambiguous bases
 * @param privateMutations too many mutations of its own
 * @param snpClusters private substitutions crowded together
 * @param frameShifts proteins read out of frame
 * @param stopCodons premature stops
 */
public record QualityReport(
    Optional<MissingDataRule.Result> missingData,
    Optional<MixedSitesRule.Result> mixedSites,
    Optional<PrivateMutationsRule.Result> privateMutations,
    Optional<SnpClustersRule.Result> snpClusters,
    Optional<FrameShiftsRule.Result> frameShifts,
    Optional<StopCodonsRule.Result> stopCodons) {

  /** Results of the rules that apply. */
  public List<RuleResult> rules() {
    return Stream.<Optional<? extends RuleResult>>of(
            missingData, mixedSites, privateMutations, snpClusters, frameShifts, stopCodons)
        .<RuleResult>flatMap(Optional::stream)
        .toList();
  }

  /** Overall score, 0 is best; bad from 100. */
  public double score() {
    return rules().stream().mapToDouble(result -> result.score() * result.score() * 0.01).sum();
  }

  /** Verdict on the overall score. */
  public QualityStatus status() {
    return QualityStatus.of(score());
  }
}
