package org.virowatch.genomics.quality;

import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.QualityParameters.MissingData;

/** Too many N. */
public final class MissingDataRule {

  /**
   * What the rule says.
   *
   * @param totalMissing N inside the alignment
   * @param threshold N that make the score 100
   */
  public record Result(double score, int totalMissing, double threshold) implements RuleResult {}

  private MissingDataRule() {}

  static Result apply(MissingData parameters, NucleotideCalls calls) {
    int missing = calls.missing().stream().mapToInt(NucleotideRange::length).sum();
    double score = (missing - parameters.scoreBias()) * 100 / parameters.missingDataThreshold();
    return new Result(
        Math.max(0, score), missing, parameters.missingDataThreshold() + parameters.scoreBias());
  }
}
