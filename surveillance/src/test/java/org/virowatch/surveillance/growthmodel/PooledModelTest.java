package org.virowatch.surveillance.growthmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.history.KnownCounts;

class PooledModelTest {
  private static final LocalDate DAY = LocalDate.of(2022, 5, 1);
  private static final int WEEKS = 10;
  private static final Map<String, Double> LEVELS = Map.of("old", 0.0, "new", -2.0, "tiny", -5.0);
  private static final Map<String, Double> GROWTHS = Map.of("new", 0.06, "tiny", 0.0);

  private static WeeklyCounts weekly(KnownCounts known) {
    return WeeklyCounts.of(known, WEEKS, PooledSettings.DEFAULT);
  }

  private static PooledPosterior fit(KnownCounts known) {
    return PooledModel.fit(weekly(known), PooledSettings.DEFAULT);
  }

  private static KnownCounts threeRegions(long seed) {
    return new PooledHistories(DAY, 7 * WEEKS, seed)
        .region("A", 400, LEVELS, GROWTHS)
        .region("B", 60, LEVELS, GROWTHS)
        .region("C", 3, LEVELS, GROWTHS)
        .known();
  }

  @Test
  void atTheModeNoDirectionLeadsUp() {
    PooledPosterior posterior = fit(threeRegions(1));
    PooledParameters step = posterior.scoringStep();
    for (int variant = 0; variant < 3; variant++) {
      assertThat(step.sharedGrowth()[variant]).isCloseTo(0, within(1e-4));
      assertThat(step.level()[0][variant]).isCloseTo(0, within(1e-2));
    }
  }

  @Test
  void growthsThatAreKnownAreRecovered() {
    PooledPosterior posterior = fit(threeRegions(2));
    List<String> variants = posterior.counts().variants();
    double[] growth = posterior.mode().growth()[0];
    double advantage = growth[variants.indexOf("new")] - growth[variants.indexOf("old")];
    assertThat(advantage).isCloseTo(0.06, within(0.006));
  }

  @Test
  void theScoringStepSolvesTheWholeSystem() {
    WeeklyCounts counts = WeeklyCounts.of(threeRegions(3), WEEKS, PooledSettings.DEFAULT);
    PooledParameters at = PooledParameters.start(counts);
    PooledPosterior posterior = PooledPosterior.at(at, counts, PooledSettings.DEFAULT);
    DenseReference reference = new DenseReference(at, counts, PooledSettings.DEFAULT);
    assertThat(DenseReference.flat(posterior.scoringStep()))
        .usingComparatorWithPrecision(1e-7)
        .containsExactly(reference.step());
  }

  @Test
  void drawsScatterAsTheInverseInformationSays() {
    WeeklyCounts counts = WeeklyCounts.of(threeRegions(4), WEEKS, PooledSettings.DEFAULT);
    PooledPosterior posterior = PooledModel.fit(counts, PooledSettings.DEFAULT);
    DenseReference reference = new DenseReference(posterior.mode(), counts, PooledSettings.DEFAULT);
    int draws = 20_000;
    double[][] level = new double[3][3];
    double[][] growth = new double[3][3];
    double[][] squares = new double[3][3];
    List<DoubleSupplier> own = new ArrayList<>();
    for (int region = 0; region < 3; region++) {
      own.add(new Random(10 + region)::nextGaussian);
    }
    DoubleSupplier shared = new Random(9)::nextGaussian;
    for (int draw = 0; draw < draws; draw++) {
      posterior.draw(shared, own, level, growth);
      for (int region = 0; region < 3; region++) {
        for (int variant = 0; variant < 3; variant++) {
          double apart = growth[region][variant] - posterior.mode().growth()[region][variant];
          squares[region][variant] += apart * apart / draws;
        }
      }
    }
    for (int region = 0; region < 3; region++) {
      for (int variant = 0; variant < 3; variant++) {
        double expected = reference.growthVariance(region, variant);
        assertThat(squares[region][variant]).isBetween(0.95 * expected, 1.05 * expected);
      }
    }
    assertThat(posterior.sharedGrowthCovariance()[0][1])
        .isCloseTo(reference.sharedGrowthCovariance(0, 1), within(1e-9));
  }

  @Test
  void aVariantThatGrowsElsewhereIsExpectedWhereNobodySawIt() {
    KnownCounts known =
        new PooledHistories(DAY, 7 * WEEKS, 5)
            .region("A", 400, Map.of("old", 0.0, "new", -2.0), GROWTHS)
            .region("B", 40, Map.of("old", 0.0), Map.of())
            .known();
    Outlook.Question question = new Outlook.Question(0.05, 90);
    Outlook outlook = Outlook.of(weekly(known), "test", Set.of(question), PooledSettings.DEFAULT);
    int variant = outlook.counts().variants().indexOf("new");
    assertThat(outlook.counts().genomes(1, variant)).isZero();
    assertThat(outlook.of(1, variant).probabilities().get(question)).isGreaterThan(0.8);
  }

  @Test
  void aSubLineageThatRisesOnlyWithItsParentIsNotExpectedToOutgrowIt() {
    KnownCounts known =
        new PooledHistories(DAY, 7 * WEEKS, 6)
            .region(
                "A",
                500,
                Map.of("old", 0.0, "parent", 0.0, "child", -4.5),
                Map.of("parent", 0.06, "child", 0.06))
            .region(
                "B",
                500,
                Map.of("old", 0.0, "parent", 0.0, "child", -4.5),
                Map.of("parent", 0.06, "child", 0.06))
            .known();
    Outlook.Question question = new Outlook.Question(0.05, 90);
    Outlook outlook = Outlook.of(weekly(known), "test", Set.of(question), PooledSettings.DEFAULT);
    List<String> variants = outlook.counts().variants();
    assertThat(outlook.of(0, variants.indexOf("parent")).growth()).isGreaterThan(0.03);
    assertThat(outlook.of(0, variants.indexOf("child")).growth()).isGreaterThan(0.0);
    assertThat(outlook.of(0, variants.indexOf("child")).probabilities().get(question))
        .isLessThan(0.2);
  }

  @Test
  void emptyTablesOneVariantAndOneRegionAreQuiet() {
    KnownCounts nothing = new PooledHistories(DAY, 0, 7).known();
    KnownCounts one =
        new PooledHistories(DAY, 70, 8).region("A", 5, Map.of("only", 0.0), Map.of()).known();
    for (KnownCounts known : List.of(nothing, one)) {
      Outlook.Question question = new Outlook.Question(0.05, 90);
      Outlook outlook = Outlook.of(weekly(known), "test", Set.of(question), PooledSettings.DEFAULT);
      assertThat(outlook.counts().variants().size()).isLessThanOrEqualTo(1);
      if (!outlook.counts().variants().isEmpty()) {
        assertThat(outlook.of(0, 0).growth()).isCloseTo(0, within(1e-9));
        assertThat(outlook.of(0, 0).frequency()).isCloseTo(1, within(1e-9));
      }
    }
  }
}
