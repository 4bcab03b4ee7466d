package org.virowatch.genomics.quality;

import org.virowatch.genomics.dataset.QualityParameters;
import org.virowatch.genomics.placement.PrivateMutations;

/** More mutations of its own than a genome of this virus usually has. */
public final class PrivateMutationsRule {

  /**
   * What the rule says.
   *
   * @param weightedTotal private substitutions by their weights, plus runs of private deletions
   * @param excess weighted total beyond what is typical; may be negative
   * @param cutoff excess that makes the score 100
   */
  public record Result(double score, double weightedTotal, double excess, double cutoff)
      implements RuleResult {}

  private PrivateMutationsRule() {}

  static Result apply(QualityParameters.PrivateMutations parameters, PrivateMutations mutations) {
    double total =
        parameters.weightReversionSubstitutions() * mutations.reversions().size()
            + parameters.weightLabeledSubstitutions() * mutations.labelled().size()
            + parameters.weightUnlabeledSubstitutions() * mutations.unlabelled().size()
            + mutations.deletions().size();
    double excess = total - parameters.typical();
    return new Result(
        Math.max(0, excess) * 100 / parameters.cutoff(), total, excess, parameters.cutoff());
  }
}
