package org.virowatch.surveillance.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Evidence;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.frequency.FrequencyFilter;
import org.virowatch.surveillance.frequency.FrequencyRow;
import org.virowatch.surveillance.frequency.FrequencyTable;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;
import org.virowatch.surveillance.rule.InvalidRulesException;
import org.virowatch.surveillance.rule.RuleDocuments;
import org.virowatch.surveillance.rule.RuleSet;
import org.virowatch.surveillance.testing.Genomes;

/**
 * Roll-up by the hierarchy, when a question is asked and when a rule is decided: through aliases
 * and recombinants, and for lineages that are designated after the genomes were counted.
 */
class LineageRollUpTest {
  private static final String RULE =
      """
      id: ba286
      kind: frequency
      subject: lineage:BA.2.86*
      regions: [GB]
      threshold: 0.2
      """;

  /** Aliases resolved; a recombinant such as XBB has no single parent and is a root of its own. */
  private static final Map<String, String> PARENTS =
      Map.of(
          "BA.2.86",
          "BA.2",
          "BA.2.86.1",
          "BA.2.86",
          "JN.1",
          "BA.2.86.1",
          "KP.2",
          "JN.1.11.1",
          "JN.1.11.1",
          "JN.1.11",
          "JN.1.11",
          "JN.1",
          "EG.5",
          "XBB.1.9.2",
          "XBB",
          "",
          "BA.2.75",
          "BA.2");

  private static final LineageHierarchy BEFORE =
      LineageHierarchy.of(Map.of("BA.2.86", "BA.2", "XBB", "", "BA.2.75", "BA.2"));
  private static final LineageHierarchy AFTER = LineageHierarchy.of(PARENTS);

  private static List<CalledGenome> genomes() {
    List<CalledGenome> genomes = new ArrayList<>();
    String[] lineages = {"BA.2.86", "JN.1", "KP.2", "JN.1.9", "BA.2.75", "EG.5", "BA.2"};
    for (int i = 0; i < lineages.length; i++) {
      CalledGenome.Builder genome =
          Genomes.genome("A" + i, 1)
              .setLineage(lineages[i])
              .setSubstitutions(List.of("C241T"))
              .setAaSubstitutions(i < 4 ? List.of("S:L455S") : List.of());
      if (i == 1) {
        genome.setMissing(List.of(Genomes.sites(200, 300))).setSubstitutions(List.of());
      }
      genomes.add(genome.build());
    }
    genomes.add(Genomes.genome("unplaced", 1).setLineage(null).build());
    return genomes;
  }

  @Test
  void aQuestionRollsUpAliasesAndRecombinantsWithTheDenominatorOfEachSite() throws IOException {
    assertThat(rows(AFTER, "BA.2.86*")).containsExactly("* 4/7", "C241T 3/3", "S:L455S 4/4");
    assertThat(rows(AFTER, "BA.2*")).contains("* 6/7");
    assertThat(rows(AFTER, "JN.1*")).contains("* 3/7");
    assertThat(rows(AFTER, "BA.2.86")).contains("* 1/7");
    assertThat(rows(AFTER, "XBB*")).as("EG.5 is XBB.1.9.2.5").contains("* 1/7");
    assertThat(rows(AFTER, "unassigned")).containsExactly("* 1/8");
  }

  @Test
  void withAnOlderTableTheSameCountsRollUpAsItKnewThem() throws IOException {
    assertThat(rows(BEFORE, "BA.2.86*")).contains("* 1/7");
    assertThat(rows(BEFORE, "JN.1*")).as("JN.1.9 by its name").contains("* 2/7");
    assertThat(rows(BEFORE, "XBB*")).isEmpty();
  }

  @Test
  void aRuleSeesDescendantsDesignatedLaterWithoutCountingAGenomeAgain()
      throws InvalidRulesException {
    HeapRegionState state = new HeapRegionState();
    RuleSet rules = RuleSet.of(RuleDocuments.parse(RULE));
    Instant tick = Instant.parse("2022-03-03T00:00:00Z");
    RegionSurveillance older = new RegionSurveillance(Genomes.DATASET, "GB", BEFORE, state);
    for (CalledGenome genome : genomes()) {
      older.add(Contribution.of(genome));
    }
    assertThat(older.tick(tick, rules)).isEmpty();

    RegionSurveillance newer = new RegionSurveillance(Genomes.DATASET, "GB", AFTER, state);
    List<AlertEvent> events = newer.tick(tick.plus(Duration.ofDays(1)), rules);

    assertThat(events).extracting(AlertEvent::getState).containsExactly(AlertState.FIRING);
    Evidence evidence = events.get(0).getEvidence();
    assertThat(evidence.getCount()).isEqualTo(4);
    assertThat(evidence.getCoverage()).as("genomes with a lineage").isEqualTo(7);
  }

  @Test
  void onlyTheRegionAndTheWindowCount() throws InvalidRulesException {
    List<AlertRule> rules = RuleDocuments.parse(RULE.replace("[GB]", "[FR]"));
    assertThat(AlertReplay.replay(genomes(), rules, name -> AFTER, new Ticks(Duration.ofDays(1))))
        .isEmpty();
  }

  private static Set<String> rows(LineageHierarchy lineages, String lineage) throws IOException {
    FrequencyTable table = new FrequencyTable(Genomes.DATASET, lineages);
    table.putAll(BatchRecomputation.cells(genomes()));
    Set<String> rows = new TreeSet<>();
    table.rows(
        FrequencyFilter.parse("GB", "2022-W09", lineage),
        (FrequencyRow row) ->
            rows.add(
                (row.mutation().isEmpty() ? "*" : row.mutation())
                    + " "
                    + row.count()
                    + "/"
                    + row.coverage()));
    return rows;
  }
}
