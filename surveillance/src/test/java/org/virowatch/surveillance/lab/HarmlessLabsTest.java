package org.virowatch.surveillance.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.virowatch.surveillance.lab.LabScenarios.ALL;
import static org.virowatch.surveillance.lab.LabScenarios.REPEATS;
import static org.virowatch.surveillance.lab.LabScenarios.WORLDS;
import static org.virowatch.surveillance.lab.LabScenarios.contamination;
import static org.virowatch.surveillance.lab.LabScenarios.harmless;
import static org.virowatch.surveillance.lab.LabScenarios.inBadLab;
import static org.virowatch.surveillance.lab.LabScenarios.outcome;
import static org.virowatch.surveillance.lab.LabScenarios.variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.surveillance.lab.LabScenarios.Outcome;
import org.virowatch.surveillance.lab.LabScenarios.World;
import org.virowatch.surveillance.lab.SimulatedLabs.Change;

/** Simulated labs that are unlike their peers for good reasons are left alone. */
class HarmlessLabsTest {
  /** The worst fault would be to hold the lab that first sees the next variant. */
  @ParameterizedTest
  @CsvSource({
    // mutations, lineages where it lies, share of the first of them besides, share of the lab's
    // genomes in the first and the last week, share of the mutations that a genome knows
    "30, 2, 0.6, 0.5, 0.5, 0.95",
    "30, 2, 0.6, 0, 0.05, 0.95",
    "30, 2, 0.6, 0, 0.9, 0.95",
    "30, 8, 0.6, 0.1, 0.9, 0.95",
    "60, 4, 0.6, 0.3, 0.3, 0.9",
    "30, 8, 0.6, 0.3, 0.6, 0.3",
    "30, 8, 0.3, 0.05, 0.1, 0.2",
    "12, 8, 0.6, 0.1, 0.5, 0.6",
    "8, 4, 0.6, 0.1, 0.5, 0.9",
    "6, 4, 0, 0.1, 0.5, 0.9",
    "4, 3, 0.6, 0, 0.5, 0.9",
    "2, 3, 0.6, 0.2, 0.8, 1",
    "2, 3, 0, 0.2, 0.8, 1",
    "2, 3, 0.3, 0.6, 1, 1",
    "1, 1, 0.6, 0.2, 1, 1",
    "1, 2, 0.6, 0.2, 0.8, 1"
  })
  void theLabThatSeesAVariantFirstIsNot(
      int number, int places, double most, double from, double to, double known) {
    for (World world : ALL) {
      harmless(
          "variant of " + List.of(number, places, most, from, to, known),
          world,
          labs -> variant(labs, number, places, most, from, to, known));
    }
  }

  /** The hardest case: a mutation or two in four large lineages, about as often in each. */
  @ParameterizedTest
  @CsvSource({"2, 0.3, 0.2, 0.5", "1, 0.5, 0.2, 0.5"})
  void aCladeThatLiesInFourLineagesIsRarelyTakenForAnArtefact(
      int number, double most, double from, double to) {
    for (World world : WORLDS) {
      Outcome outcome =
          outcome(
              number + " in four lineages",
              world,
              labs -> variant(labs, number, 4, most, from, to, 1));
      assertThat(outcome.recurring()).isLessThanOrEqualTo(Math.max(2, Outcome.of100(10)));
    }
  }

  /** A mutation arises in some lineages, and its peers have it at a part of the rate. */
  @ParameterizedTest
  @CsvSource({"5, 0.3333", "10, 0.3333", "3, 0.1", "3, 0.02"})
  void convergentEvolutionIsNoArtefact(int origins, double elsewhere) {
    for (World world : WORLDS) {
      harmless(
          "convergence in " + origins + " lineages, elsewhere " + elsewhere,
          world,
          labs -> {
            String mutation = labs.substitution();
            double[] shares = new double[origins + 4];
            for (int lineage : labs.lineages(origins)) {
              shares[lineage] = labs.random.nextDouble();
            }
            return (lab, lineage, week, mutations) -> {
              double share = lineage < shares.length ? shares[lineage] : 0;
              if (labs.random.nextDouble() < share * (lab == 0 ? 1 : elsewhere)) {
                mutations.add(mutation);
              }
              return lineage;
            };
          });
    }
  }

  /**
   * Every lineage has ten clades that the tree does not know, in every lab. A small lab has one or
   * two genomes of each, a large one dozens.
   */
  @Test
  void aSmallLabAmongLargeOnesIsNoFault() {
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      SplittableRandom random = new SplittableRandom(repeat);
      SimulatedLabs large = new SimulatedLabs(8, 12, 100, 0, random);
      List<List<String>> clades = new ArrayList<>();
      for (int clade = 0; clade < 120; clade++) {
        clades.add(large.substitutions(7));
      }
      Change change =
          (lab, lineage, week, mutations) -> {
            mutations.addAll(clades.get(10 * lineage + random.nextInt(10)));
            return lineage;
          };
      Map<String, LabTally> tallies = large.tallies(change);
      tallies.putAll(new SimulatedLabs(1, 12, 5, 0, random).tallies(change));

      assertThat(LabComparison.compare(tallies)).isEmpty();
    }
  }

  /** The lab's lineages are others than its peers', and so are what is private in them. */
  @Test
  void anotherMixOfLineagesIsNoFault() {
    for (World world : WORLDS) {
      harmless(
          "another mix",
          world,
          labs -> inBadLab((lab, lineage, week, mutations) -> world.lineages() - 1 - lineage));
    }
  }

  /** Of some lineages the tree knows little, and the lab has more of them. */
  @Test
  void lineagesThatTheTreeHardlyKnowsAreNoFault() {
    for (World world : WORLDS) {
      harmless(
          "lineages far from the tree",
          world,
          labs ->
              (lab, lineage, week, mutations) -> {
                boolean far = labs.random.nextDouble() < (lab == 0 ? 0.9 : 0.1);
                if (far) {
                  mutations.addAll(labs.substitutions(labs.poisson(8)));
                }
                return far ? world.lineages() + lineage % 3 : lineage;
              });
    }
  }

  /**
   * A hospital sequences those whose infection lasts for months, each with mutations of its own.
   */
  @Test
  void someChronicInfectionsAreNoFault() {
    for (World world : ALL) {
      Outcome outcome = outcome("chronic infections", world, labs -> contamination(labs, 0.1, 20));
      assertThat(outcome.scattered() + outcome.recurring()).isLessThanOrEqualTo(2);
    }
  }
}
