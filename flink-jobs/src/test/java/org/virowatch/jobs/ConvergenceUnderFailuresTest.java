package org.virowatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.CodonRange;
import org.virowatch.schemas.RuleKind;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;
import org.virowatch.surveillance.rule.RuleDocuments;

/**
 * A change that rises on three lineages, of which one spreads from one country to another and half
 * of another's genomes do not know its codon, through the operators with crashes: the alerts that
 * look across lineages and regions are those of the batch.
 */
@SuppressWarnings("try") // the path is closed at its end
class ConvergenceUnderFailuresTest {
  private static final long SEED = 20230102;
  private static final LocalDate START = LocalDate.of(2023, 1, 2);
  private static final int WEEKS = 8;
  private static final Duration TICK = Duration.ofDays(1);
  private static final String RULES =
      """
      id: converging-in-spike
      kind: convergence
      subject: mutation:S:*
      minGenomes: 5
      windowWeeks: 8
      ---
      id: spreading
      kind: spread
      subject: lineage:*
      regions: ["*/country"]
      threshold: 0.05
      horizonDays: 60
      probability: 0.3
      fdr: 0.5
      windowWeeks: 6
      """;

  @Test
  void alertsThatLookAcrossLineagesAndRegionsAreThoseOfTheBatch() throws Exception {
    Random random = new Random(SEED);
    List<AlertRule> rules = RuleDocuments.parse(RULES);
    List<CalledGenome> history = history(random);
    Instant end = START.plusWeeks(WEEKS + 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    try (SurveillancePath job = new SurveillancePath(Retention.FOREVER, rules, TICK, random)) {
      job.run(history);
      job.silenceUntil(end);

      List<AlertEvent> expected =
          AlertReplay.replay(
              history, rules, dataset -> LineageHierarchy.BY_NAME, new Ticks(TICK), end);

      assertThat(job.crashes()).isPositive();
      assertThat(job.alerts()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(expected)
          .extracting(AlertEvent::getKind)
          .contains(RuleKind.CONVERGENCE, RuleKind.SPREAD);
    }
  }

  private static List<CalledGenome> history(Random random) {
    List<CalledGenome> history = new ArrayList<>();
    for (int day = 0; day < 7 * WEEKS; day++) {
      for (String lineage : List.of("XBB.1", "BA.5", "BQ.1")) {
        int genomes = lineage.equals("XBB.1") ? 2 + day / 8 : 5;
        for (int i = 0; i < genomes; i++) {
          boolean knows = !lineage.equals("BQ.1") || random.nextBoolean();
          boolean carries = knows && random.nextInt(7 * WEEKS) < day / 2;
          LocalDate collected = START.plusDays(day);
          String accession = "G" + history.size();
          history.add(
              Genomes.called(accession, 1)
                  .setCollectionDate(collected.toString())
                  .setSubmittedAt(
                      collected
                          .plusDays(2 + random.nextInt(6))
                          .atTime(random.nextInt(24), 0)
                          .toInstant(ZoneOffset.UTC))
                  .setLineage(lineage)
                  .setCountry(i % 2 == 0 && !lineage.equals("XBB.1") ? "FR" : "GB")
                  .setSubdivision(null)
                  .setLab("Lab " + random.nextInt(12))
                  .setUnknownCodons(knows ? List.of() : List.of(new CodonRange("S", 440, 470)))
                  .setAaSubstitutions(carries ? List.of("S:D614G", "S:F456L") : List.of("S:D614G"))
                  .build());
        }
      }
    }
    history.sort(
        Comparator.comparing(CalledGenome::getSubmittedAt)
            .thenComparing(CalledGenome::getAccession));
    return history;
  }
}
