package org.virowatch.surveillance.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LineageHierarchyTest {
  private final LineageHierarchy lineages =
      LineageHierarchy.of(
          Map.of(
              "B.1.1.529",
              "B.1.1",
              "BA.2",
              "B.1.1.529",
              "BA.2.75",
              "BA.2",
              "BN.1",
              "BA.2.75",
              "XBB",
              "",
              "A",
              "A"));

  @Test
  void descendantsAreFoundThroughAliases() {
    assertThat(lineages.matches("BA.2*", "BN.1")).isTrue();
    assertThat(lineages.matches("B.1.1.529*", "BN.1")).isTrue();
    assertThat(lineages.matches("BA.2*", "BA.2")).isTrue();
    assertThat(lineages.matches("BA.2.75*", "BA.2")).isFalse();
  }

  @Test
  void aLineageDesignatedLaterCountsUnderTheAncestorItsNameImplies() {
    assertThat(lineages.matches("BA.2*", "BN.1.2.3")).isTrue();
    assertThat(lineages.matches("B*", "B.1.1")).isTrue();
    assertThat(lineages.matches("BA.2*", "BA.27")).isFalse();
    assertThat(LineageHierarchy.BY_NAME.parent("XBB")).isEmpty();
  }

  @Test
  void withoutAStarOnlyTheLineageItselfMatches() {
    assertThat(lineages.matches("BA.2", "BA.2")).isTrue();
    assertThat(lineages.matches("BA.2", "BA.2.75")).isFalse();
  }

  @Test
  void unplacedGenomesMatchNoPattern() {
    assertThat(lineages.matches("*", "")).isFalse();
    assertThat(lineages.matches("*", "XBB")).isTrue();
  }

  @Test
  void rootsHaveNoParentAndACircleEnds() {
    assertThat(lineages.parent("XBB")).isEmpty();
    assertThat(lineages.parent("A")).isEmpty();
    LineageHierarchy circle = LineageHierarchy.of(Map.of("X", "Y", "Y", "X"));
    assertThat(circle.isSameOrDescendant("X", "Z")).isFalse();
    assertThat(circle.isSameOrDescendant("X", "Y")).isTrue();
  }
}
