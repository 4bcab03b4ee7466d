package org.virowatch.genomics.quality;

import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.dataset.QualityParameters.MixedSites;

/** Too many ambiguous bases, as in a mixture of two viruses. */
public final class MixedSitesRule {

  /**
   * What the rule says.
   *
   * @param totalMixedSites ambiguous bases other than N
   * @param threshold ambiguous bases that make the score 100
   */
  public record Result(double score, int totalMixedSites, int threshold) implements RuleResult {}

  private MixedSitesRule() {}

  static Result apply(MixedSites parameters, NucleotideCalls calls) {
    int mixed = calls.ambiguous().stream().mapToInt(run -> run.range().length()).sum();
    return new Result(
        100.0 * ((double) mixed / parameters.mixedSitesThreshold()),
        mixed,
        parameters.mixedSitesThreshold());
  }
}
