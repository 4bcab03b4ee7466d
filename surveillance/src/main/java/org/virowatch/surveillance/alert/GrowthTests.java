package org.virowatch.surveillance.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.surveillance.growth.GrowthEstimate;
import org.virowatch.surveillance.rule.SubjectPattern;
import org.virowatch.surveillance.statistics.BenjaminiHochberg;

/**
 * Growth of the mutations that one rule looks at in one region at one tick. They are tested
 * together, so that the more are looked at, the clearer each has to be.
 */
final class GrowthTests {
  private static final double DAYS_A_WEEK = 7;

  private record Test(String subject, GrowthEstimate estimate) {}

  private final Map<String, SeenGrowth> seen = new HashMap<>();

  /**
   * Estimates growth.
   *
   * @param subjects mutations with enough genomes to be tested
   */
  GrowthTests(WindowView view, List<String> subjects) {
    List<Test> tests = new ArrayList<>();
    for (String subject : subjects) {
      GrowthEstimate.of(view.series(subject.substring(SubjectPattern.MUTATION.length())))
          .ifPresent(estimate -> tests.add(new Test(subject, estimate)));
    }
    double[] adjusted =
        BenjaminiHochberg.adjust(
            tests.stream().mapToDouble(test -> test.estimate.pRise()).toArray());
    for (int i = 0; i < adjusted.length; i++) {
      GrowthEstimate estimate = tests.get(i).estimate;
      seen.put(
          tests.get(i).subject,
          new SeenGrowth(
              estimate.perWeek(),
              DAYS_A_WEEK * estimate.lower(),
              DAYS_A_WEEK * estimate.upper(),
              adjusted[i]));
    }
  }

  /** Returns how many were tested. */
  int tested() {
    return seen.size();
  }

  /** Returns what is known of a subject with its growth, where it was tested. */
  Observation with(String subject, Observation observed) {
    return observed.with(seen.get(subject));
  }
}
