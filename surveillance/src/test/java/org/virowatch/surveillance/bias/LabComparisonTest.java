package org.virowatch.surveillance.bias;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Labs are simulated: private mutations, dropped amplicons and wrong dates at rates of their own.
 */
class LabComparisonTest {
  private static final int LABS = 8;

  private enum Fault {
    NONE,
    CONTAMINATION,
    ARTEFACT,
    OUTBREAK,
    PRIMER,
    DATES
  }

  @Test
  void ordinaryLabsAreLeftAlone() {
    SplittableRandom random = new SplittableRandom(1);
    int flagged = 0;
    for (int repeat = 0; repeat < 50; repeat++) {
      flagged += LabComparison.compare(labs(Fault.NONE, random)).isEmpty() ? 0 : 1;
    }
    assertThat(flagged).isLessThanOrEqualTo(2);
  }

  @Test
  void eachFaultIsFoundInItsLab() {
    SplittableRandom random = new SplittableRandom(2);
    int others = 0;
    for (Fault fault : List.of(Fault.CONTAMINATION, Fault.ARTEFACT, Fault.PRIMER, Fault.DATES)) {
      LabFinding.Kind kind =
          switch (fault) {
            case CONTAMINATION -> LabFinding.Kind.PRIVATE_MUTATIONS;
            case ARTEFACT -> LabFinding.Kind.RECURRING_MUTATION;
            case PRIMER -> LabFinding.Kind.MISSING_AMPLICON;
            default -> LabFinding.Kind.IMPOSSIBLE_DATES;
          };
      int found = 0;
      for (int repeat = 0; repeat < 20; repeat++) {
        List<LabFinding> findings = LabComparison.compare(labs(fault, random));
        found +=
            findings.stream()
                    .anyMatch(finding -> finding.kind() == kind && finding.lab().equals("lab 0"))
                ? 1
                : 0;
        others += findings.stream().anyMatch(finding -> !finding.lab().equals("lab 0")) ? 1 : 0;
      }
      assertThat(found).as(fault.name()).isEqualTo(20);
    }
    // Of 80 comparisons of eight labs.
    assertThat(others).isLessThanOrEqualTo(4);
  }

  @Test
  void anOutbreakOfOneLineageIsNoArtefact() {
    SplittableRandom random = new SplittableRandom(3);

    assertThat(LabComparison.compare(labs(Fault.OUTBREAK, random)))
        .filteredOn(finding -> finding.kind() == LabFinding.Kind.RECURRING_MUTATION)
        .isEmpty();
  }

  @Test
  void oneLabHasNoPeers() {
    TreeMap<String, LabTally> labs = new TreeMap<>();
    labs.put(
        "alone", Objects.requireNonNull(labs(Fault.DATES, new SplittableRandom(4)).get("lab 0")));

    assertThat(LabComparison.compare(labs)).isEmpty();
    assertThat(LabComparison.compare(new TreeMap<>())).isEmpty();
  }

  @Test
  void heldLabsStayHeldUntilTheyAreReleased() {
    LabFinding dates =
        new LabFinding("lab 0", LabFinding.Kind.IMPOSSIBLE_DATES, "", 0.5, 0.01, 40, 1e-8);
    LabFinding primer =
        new LabFinding("lab 0", LabFinding.Kind.MISSING_AMPLICON, "72", 0.5, 0.01, 40, 1e-9);
    HeldLabs held = new HeldLabs();

    assertThat(held.take(List.of(dates))).containsExactly(dates);
    assertThat(held.take(List.of(dates))).isEmpty();
    assertThat(held.holds("lab 0")).isTrue();
    assertThat(held.holds("lab 1")).isFalse();
    assertThat(held.release("lab 0")).isTrue();
    assertThat(held.take(List.of(dates))).isEmpty();
    assertThat(held.holds("lab 0")).isFalse();
    assertThat(held.take(List.of(dates, primer))).containsExactly(primer);
    assertThat(held.reason("lab 0")).contains(primer);
    assertThat(held.labs()).containsExactly("lab 0");
    assertThat(held.release("lab 1")).isFalse();
  }

  private static Map<String, LabTally> labs(Fault fault, SplittableRandom random) {
    TreeMap<String, LabTally> labs = new TreeMap<>();
    for (int lab = 0; lab < LABS; lab++) {
      Fault here = lab == 0 ? fault : Fault.NONE;
      LabTally tally = new LabTally();
      // Labs differ in quality: their rates scatter around those of all.
      double scatter = 0.5 + random.nextDouble();
      for (int genome = 0; genome < 60; genome++) {
        Set<String> mutations = new TreeSet<>();
        double mean = here == Fault.CONTAMINATION ? 18 : 3 * scatter;
        for (double sum = -Math.log(random.nextDouble());
            sum < mean;
            sum -= Math.log(random.nextDouble())) {
          mutations.add("C" + (1 + random.nextInt(29_000)) + "T");
        }
        int lineage = random.nextInt(5);
        if (here == Fault.ARTEFACT && random.nextDouble() < 0.35) {
          mutations.add("A24389C");
        }
        if (here == Fault.OUTBREAK && lineage == 3) {
          mutations.add("G25000T");
        }
        Set<String> missing = new TreeSet<>();
        for (int amplicon = 1; amplicon <= 98; amplicon++) {
          double rate = here == Fault.PRIMER && amplicon == 72 ? 0.6 : 0.02 * scatter;
          if (random.nextDouble() < rate) {
            missing.add(Integer.toString(amplicon));
          }
        }
        boolean wrong = random.nextDouble() < (here == Fault.DATES ? 0.3 : 0.005 * scatter);
        tally.add("L." + lineage, mutations, missing, wrong);
      }
      labs.put("lab " + lab, tally);
    }
    return labs;
  }
}
