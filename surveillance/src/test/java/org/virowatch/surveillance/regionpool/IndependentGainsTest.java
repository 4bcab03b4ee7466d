package org.virowatch.surveillance.regionpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.count.Contribution.UnknownRange;
import org.virowatch.surveillance.count.MutationSet;
import org.virowatch.surveillance.lineage.LineageHierarchy;

class IndependentGainsTest {
  private static final String CHANGE = "S:F456L";
  private static final List<UnknownRange> DROPOUT = List.of(new UnknownRange("S", 440, 470));

  private final Map<String, CarriedCounts> counts = new HashMap<>();

  private void lineage(String name, int carriers, int others, int unknown) {
    CarriedCounts sum = new CarriedCounts();
    for (int i = 0; i < carriers; i++) {
      sum.add(MutationSet.of(List.of(CHANGE)), List.of(), 1);
    }
    for (int i = 0; i < others; i++) {
      sum.add(MutationSet.of(), List.of(), 1);
    }
    for (int i = 0; i < unknown; i++) {
      sum.add(MutationSet.of(), DROPOUT, 1);
    }
    counts.put(name, sum);
  }

  private Iterable<String> gains() {
    return new IndependentGains(LineageHierarchy.BY_NAME, counts).of(CHANGE);
  }

  @Test
  void allThatKnowTheCodonCarryTheChangeHoweverManyDoNotKnowIt() {
    lineage("XBB", 0, 50, 0);
    lineage("XBB.1.5", 20, 0, 20);

    // Of all of its genomes half carry it, which would be a gain within XBB.1.5.
    assertThat(gains()).containsExactly("XBB.1");
  }

  @Test
  void anAncestorPassesItOnHoweverManyDoNotKnowTheCodon() {
    lineage("XBB", 10, 50, 300);
    lineage("XBB.1.5", 10, 10, 0);

    assertThat(gains()).containsExactly("XBB");
  }

  @Test
  void anAncestorThatDoesNotKnowTheCodonStandsForNothing() {
    lineage("XBB", 30, 0, 0);
    lineage("XBB.1", 0, 9, 500);
    lineage("XBB.1.5", 10, 10, 0);

    // XBB.1 without the change would make it a gain of XBB.1.5; it says nothing, and XBB has it.
    assertThat(gains()).isEmpty();
  }

  @Test
  void aLineageThatHardlyKnowsTheCodonSaysNothing() {
    lineage("XBB.1.5", 9, 0, 500);
    lineage("BA.2", 5, 5, 0);

    assertThat(gains()).containsExactly("BA.2");
  }
}
