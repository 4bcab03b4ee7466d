package org.virowatch.surveillance.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.virowatch.surveillance.lab.LabFinding.Kind;
import org.virowatch.surveillance.lab.SimulatedLabs.Change;

/** Something that the first of some simulated labs has; what is printed stands in the docs. */
final class LabScenarios {
  static final String BAD = "lab 0";
  static final Change NONE = (lab, lineage, week, mutations) -> lineage;

  /** Sizes: labs, lineages, genomes a lab and week. */
  record World(int labs, int lineages, int perWeek) {}

  static final List<World> WORLDS =
      List.of(new World(8, 12, 8), new World(8, 30, 60), new World(40, 30, 25));

  /** Labs so small that they are only just compared. */
  static final World SMALL = new World(12, 6, 3);

  static final List<World> ALL = List.of(SMALL, WORLDS.get(0), WORLDS.get(1), WORLDS.get(2));

  /** The figures of docs/foresight.md are of 100. */
  static final int REPEATS = Integer.getInteger("virowatch.labs.repeats", 20);

  /**
   * Repeats in which the lab was flagged.
   *
   * @param scattered for scattered mutations
   * @param recurring for recurring ones
   * @param others repeats in which another lab was
   */
  record Outcome(int scattered, int recurring, int others) {
    /** Of 100 repeats; what is not a whole number of the repeats made is rounded down. */
    static int of100(int repeats) {
      return repeats * REPEATS / 100;
    }
  }

  static Outcome outcome(String name, World world, Function<SimulatedLabs, Change> making) {
    int scattered = 0;
    int recurring = 0;
    int others = 0;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      SimulatedLabs labs =
          new SimulatedLabs(
              world.labs, world.lineages, world.perWeek, 1, new SplittableRandom(1000 + repeat));
      List<LabFinding> findings = LabComparison.compare(labs.tallies(making.apply(labs)));
      scattered += has(findings, Kind.PRIVATE_MUTATIONS) ? 1 : 0;
      recurring += has(findings, Kind.RECURRING_MUTATION) ? 1 : 0;
      others += findings.stream().anyMatch(found -> !found.lab().equals(BAD)) ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "%s, %d labs of %d genomes: of %d %d scattered, %d recurring, another lab in %d%n",
        name,
        world.labs,
        world.perWeek * SimulatedLabs.WEEKS,
        REPEATS,
        scattered,
        recurring,
        others);
    return new Outcome(scattered, recurring, others);
  }

  static boolean has(List<LabFinding> findings, Kind kind) {
    return findings.stream().anyMatch(found -> found.lab().equals(BAD) && found.kind() == kind);
  }

  private LabScenarios() {}

  static Change inBadLab(Change change) {
    return (lab, lineage, week, mutations) ->
        lab == 0 ? change.change(lab, lineage, week, mutations) : lineage;
  }

  static Change artefact(SimulatedLabs labs, int number, double share) {
    List<String> artefacts = labs.substitutions(number);
    return inBadLab(
        (lab, lineage, week, mutations) -> {
          for (String artefact : artefacts) {
            if (labs.random.nextDouble() < share) {
              mutations.add(artefact);
            }
          }
          return lineage;
        });
  }

  static Change contamination(SimulatedLabs labs, double share, int number) {
    return inBadLab(
        (lab, lineage, week, mutations) -> {
          if (labs.random.nextDouble() < share) {
            mutations.addAll(labs.substitutions(labs.poisson(number)));
          }
          return lineage;
        });
  }

  /**
   * A variant with mutations that the tree does not know, each missed in a tenth of its genomes,
   * which come to lie on some lineages, mostly on one.
   */
  static Change variant(
      SimulatedLabs labs,
      int number,
      int places,
      double most,
      double from,
      double to,
      double known) {
    List<String> defining = labs.substitutions(number);
    int[] lies = labs.lineages(places);
    return inBadLab(
        (lab, lineage, week, mutations) -> {
          double share = from + (to - from) * week / (SimulatedLabs.WEEKS - 1.0);
          if (labs.random.nextDouble() >= share) {
            return lineage;
          }
          mutations.clear();
          for (String mutation : defining) {
            if (labs.random.nextDouble() < known) {
              mutations.add(mutation);
            }
          }
          mutations.addAll(labs.substitutions(labs.poisson(1)));
          return lies[labs.random.nextDouble() < most ? 0 : labs.random.nextInt(places)];
        });
  }

  static void harmless(String name, World world, Function<SimulatedLabs, Change> making) {
    Outcome outcome = outcome(name, world, making);
    assertThat(outcome.scattered + outcome.recurring).isZero();
    assertThat(outcome.others).isLessThanOrEqualTo(1);
  }
}
