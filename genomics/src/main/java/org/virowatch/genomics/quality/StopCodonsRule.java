package org.virowatch.genomics.quality;

import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.call.StopCodon;
import org.virowatch.genomics.dataset.QualityParameters.KnownStopCodon;
import org.virowatch.genomics.dataset.QualityParameters.StopCodons;

/** Premature stops, other than known harmless ones. */
public final class StopCodonsRule {

  /**
   * What the rule says.
   *
   * @param counted stops that count
   * @param ignored stops known to be harmless
   */
  public record Result(double score, List<StopCodon> counted, List<StopCodon> ignored)
      implements RuleResult {
    public Result {
      counted = List.copyOf(counted);
      ignored = List.copyOf(ignored);
    }
  }

  private StopCodonsRule() {}

  static Result apply(StopCodons parameters, List<StopCodon> stops) {
    List<StopCodon> counted = new ArrayList<>();
    List<StopCodon> ignored = new ArrayList<>();
    for (StopCodon stop : stops) {
      boolean known = parameters.ignored().contains(new KnownStopCodon(stop.cds(), stop.codon()));
      (known ? ignored : counted).add(stop);
    }
    return new Result(counted.size() * parameters.scoreWeight(), counted, ignored);
  }
}
