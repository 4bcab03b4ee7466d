package org.virowatch.genomics.quality;

import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.call.FrameShift;
import org.virowatch.genomics.dataset.QualityParameters.FrameShifts;
import org.virowatch.genomics.dataset.QualityParameters.KnownFrameShift;

/** Coding sequences read out of frame, other than known harmless ones. */
public final class FrameShiftsRule {

  /**
   * What the rule says.
   *
   * @param counted frame shifts that count
   * @param ignored frame shifts known to be harmless
   */
  public record Result(double score, List<FrameShift> counted, List<FrameShift> ignored)
      implements RuleResult {
    public Result {
      counted = List.copyOf(counted);
      ignored = List.copyOf(ignored);
    }
  }

  private FrameShiftsRule() {}

  static Result apply(FrameShifts parameters, List<FrameShift> frameShifts) {
    List<FrameShift> counted = new ArrayList<>();
    List<FrameShift> ignored = new ArrayList<>();
    for (FrameShift shift : frameShifts) {
      boolean known =
          parameters.ignored().contains(new KnownFrameShift(shift.cds(), shift.codons()));
      (known ? ignored : counted).add(shift);
    }
    return new Result(counted.size() * parameters.scoreWeight(), counted, ignored);
  }
}
