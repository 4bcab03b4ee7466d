package org.virowatch.surveillance.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.virowatch.surveillance.lab.LabScenarios.ALL;
import static org.virowatch.surveillance.lab.LabScenarios.NONE;
import static org.virowatch.surveillance.lab.LabScenarios.WORLDS;
import static org.virowatch.surveillance.lab.LabScenarios.artefact;
import static org.virowatch.surveillance.lab.LabScenarios.contamination;
import static org.virowatch.surveillance.lab.LabScenarios.harmless;
import static org.virowatch.surveillance.lab.LabScenarios.outcome;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.surveillance.lab.LabScenarios.Outcome;
import org.virowatch.surveillance.lab.LabScenarios.World;
import org.virowatch.surveillance.lab.SimulatedLabs.Change;

/** Faults of simulated labs are found, and nothing where there is none. */
class LabComparisonTest {
  @Test
  void ordinaryLabsAreLeftAlone() {
    for (World world : ALL) {
      harmless("nothing", world, labs -> NONE);
    }
  }

  /** In a lab of 60 genomes some have their lineages so unevenly that an artefact is not told. */
  @ParameterizedTest
  @CsvSource({"1, 1, 90", "1, 0.35, 85", "1, 0.15, 40", "4, 0.35, 95"})
  void whatRecursInEveryLineageIsFound(int number, double share, int leastOfSmall) {
    for (World world : WORLDS) {
      Outcome outcome =
          outcome(number + " artefacts in " + share, world, labs -> artefact(labs, number, share));
      assertThat(outcome.recurring())
          .isGreaterThanOrEqualTo(Outcome.of100(world.equals(WORLDS.get(0)) ? leastOfSmall : 95));
      assertThat(outcome.others()).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 15", "0.5, 20"})
  void contaminationIsFound(double share, int number) {
    for (World world : WORLDS) {
      Outcome outcome =
          outcome(number + " more in " + share, world, labs -> contamination(labs, share, number));
      assertThat(outcome.scattered()).isGreaterThanOrEqualTo(Outcome.of100(95));
      assertThat(outcome.others()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void oneLabHasNoPeers() {
    SimulatedLabs labs = new SimulatedLabs(1, 8, 30, 0, new SplittableRandom(4));

    assertThat(LabComparison.compare(labs.tallies(artefact(labs, 1, 0.5)))).isEmpty();
    assertThat(LabComparison.compare(new TreeMap<>())).isEmpty();
  }

  @Test
  void aCountryOfTwoHundredLargeLabsIsComparedQuickly() {
    SimulatedLabs labs = new SimulatedLabs(20, 80, 2_000, 0, new SplittableRandom(5));
    Map<String, LabTally> tallies = new TreeMap<>();
    Change change = artefact(labs, 1, 0.1);
    labs.tallies(change)
        .forEach(
            (name, tally) -> {
              for (int copy = 0; copy < 10; copy++) {
                tallies.put(name + " " + copy, copy == 0 ? tally : copyOf(tally));
              }
            });
    System.out.println(
        "entries " + tallies.values().stream().mapToInt(tally -> tally.carriers().size()).sum());
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long begin = System.nanoTime();
      LabComparison.compare(tallies);
      fastest = Math.min(fastest, System.nanoTime() - begin);
    }
    System.out.println("compared in " + fastest / 1_000_000 + " ms");
    // Five times what it takes here, for slower machines.
    assertThat(fastest).isLessThan(600_000_000);
  }

  private static LabTally copyOf(LabTally tally) {
    LabTally copy = new LabTally();
    copy.add(tally);
    return copy;
  }
}
