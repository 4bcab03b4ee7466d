package org.virowatch.jobs.counting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.KnownVersion;
import org.virowatch.schemas.UnknownRanges;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.Contribution.UnknownRange;

/**
 * A version of a genome, when it became known and what it contributes.
 *
 * @param version version number
 * @param submittedAt event time, epoch milliseconds
 * @param contribution empty for a withdrawal
 */
record TimedVersion(int version, long submittedAt, Contribution contribution) {

  static TimedVersion of(CalledGenome genome) {
    return new TimedVersion(
        genome.getVersion(), genome.getSubmittedAt().toEpochMilli(), Contribution.of(genome));
  }

  static TimedVersion of(KnownVersion state) {
    List<UnknownRange> unknown = new ArrayList<>();
    for (UnknownRanges ranges : state.getUnknown()) {
      List<Integer> bounds = ranges.getBounds();
      for (int i = 0; i + 1 < bounds.size(); i += 2) {
        unknown.add(new UnknownRange(ranges.getAxis(), bounds.get(i), bounds.get(i + 1)));
      }
    }
    return new TimedVersion(
        state.getVersion(),
        state.getSubmittedAt().toEpochMilli(),
        new Contribution(
            state.getDataset(),
            state.getRegions(),
            state.getPeriod(),
            state.getLineage(),
            state.getLab(),
            state.getSimulated(),
            state.getMutations(),
            unknown));
  }

  KnownVersion toState() {
    Map<String, List<Integer>> bounds = new LinkedHashMap<>();
    for (UnknownRange range : contribution.unknown()) {
      List<Integer> ofAxis = bounds.computeIfAbsent(range.axis(), axis -> new ArrayList<>());
      ofAxis.add(range.first());
      ofAxis.add(range.last());
    }
    List<UnknownRanges> unknown = new ArrayList<>();
    bounds.forEach((axis, ofAxis) -> unknown.add(new UnknownRanges(axis, ofAxis)));
    return new KnownVersion(
        version,
        Instant.ofEpochMilli(submittedAt),
        contribution.dataset(),
        contribution.regions(),
        contribution.period(),
        contribution.lineage(),
        contribution.lab(),
        contribution.simulated(),
        contribution.mutations(),
        unknown);
  }
}
