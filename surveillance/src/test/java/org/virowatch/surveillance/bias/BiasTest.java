package org.virowatch.surveillance.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.surveillance.bias.WeightedFrequency.Stratum;
import org.virowatch.surveillance.count.SamplingPurpose;
import org.virowatch.surveillance.frequency.WilsonInterval;

class BiasTest {
  @TempDir Path folder;

  @Test
  void purposesAreReadFromThePicklistsAndFreeText() {
    assertThat(purpose("purpose of sequencing", "Baseline surveillance (random sampling)"))
        .isEqualTo(SamplingPurpose.BASELINE);
    assertThat(purpose("purpose_of_sequencing", "Targeted surveillance (non-random sampling)"))
        .isEqualTo(SamplingPurpose.TARGETED);
    assertThat(purpose("purpose_of_sampling", "Cluster/Outbreak investigation"))
        .isEqualTo(SamplingPurpose.TARGETED);
    assertThat(purpose("Sampling strategy", "Sentinel surveillance (ILI)"))
        .isEqualTo(SamplingPurpose.BASELINE);
    assertThat(purpose("purpose_of_sampling", "Diagnostic testing"))
        .isEqualTo(SamplingPurpose.UNKNOWN);
    assertThat(purpose("comment", "outbreak")).isEqualTo(SamplingPurpose.UNKNOWN);
    assertThat(SamplingPurpose.of(Map.of())).isEqualTo(SamplingPurpose.UNKNOWN);
    assertThat(
            SamplingPurpose.of(
                Map.of(
                    "purpose_of_sampling", "Surveillance",
                    "purpose_of_sequencing", "Travel-associated surveillance")))
        .isEqualTo(SamplingPurpose.TARGETED);
  }

  @Test
  void weightsSetAnOversampledRegionRight() {
    // The small region sequences ten times as much for its population, and has the variant.
    WeightedFrequency frequency =
        WeightedFrequency.of(List.of(new Stratum(500, 1000, 1), new Stratum(10, 100, 9)));

    assertThat(frequency.plain()).isCloseTo(510 / 1100.0, within(1e-12));
    assertThat(frequency.weighted()).isCloseTo(0.14, within(1e-12));
    assertThat(frequency.effectiveGenomes()).isBetween(100.0, 130.0);
    assertThat(frequency.covered()).isEqualTo(1);
    assertThat(frequency.lower()).isLessThan(0.14);
    assertThat(frequency.upper()).isGreaterThan(0.14);
  }

  @Test
  void weightsInProportionToTheGenomesChangeNothing() {
    WeightedFrequency frequency =
        WeightedFrequency.of(List.of(new Stratum(3, 10, 1), new Stratum(8, 40, 4)));
    WilsonInterval plain = WilsonInterval.of(11, 50);

    assertThat(frequency.weighted()).isCloseTo(frequency.plain(), within(1e-12));
    assertThat(frequency.lower()).isCloseTo(plain.lower(), within(1e-12));
    assertThat(frequency.upper()).isCloseTo(plain.upper(), within(1e-12));
  }

  @Test
  void regionsWithoutGenomesAreSaidToBeMissing() {
    WeightedFrequency half =
        WeightedFrequency.of(List.of(new Stratum(3, 10, 6), new Stratum(0, 0, 6)));

    assertThat(half.weighted()).isEqualTo(0.3);
    assertThat(half.covered()).isEqualTo(0.5);
    assertThat(WeightedFrequency.of(List.of()).upper()).isEqualTo(1);
    assertThat(WeightedFrequency.of(List.of(new Stratum(0, 0, 5))).covered()).isZero();
  }

  @Test
  void weightsAreReadFromATable() throws Exception {
    Path population = write("population.tsv", "region\tweight\nGB\t67000000\nFR\t65000000\n");
    Path cases =
        write("cases.tsv", "region\tweek\tweight\nGB\t2022-W09\t300\nGB\t2022-W10\t200.5\n");

    assertThat(RegionWeights.read(population).of("GB", "2022-W09")).hasValue(67_000_000);
    assertThat(RegionWeights.read(cases).of("GB", "2022-W10")).hasValue(200.5);
    assertThat(RegionWeights.read(cases).of("GB", "2022-W11")).isEmpty();
    assertThat(RegionWeights.of(Map.of("GB", 3.0)).of("FR", "")).isEmpty();
  }

  @Test
  void aWeightOfEveryWeekGivesWayToThatOfAWeek() throws Exception {
    RegionWeights weights =
        RegionWeights.read(
            write(
                "mixed.tsv",
                String.join(
                    "\r\n",
                    "\uFEFFweek\tregion\tname\tweight",
                    "\tGB\tUnited \"Kingdom\t10",
                    "",
                    "2022-W10\tGB\t\t0",
                    "2022-W10\tGB-ENG\t\t4")));

    assertThat(weights.of("GB", "2022-W09")).hasValue(10);
    assertThat(weights.of("GB", "2022-W10")).hasValue(0);
    assertThat(weights.of("GB", "2022-03")).hasValue(10);
    assertThat(weights.of("GB-ENG", "2022-W09")).isEmpty();
    assertThat(weights.regions()).containsExactly("GB", "GB-ENG");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "region\\tweight\\nGB\\t-1 | line 2: \"-1\" is not a weight",
        "region\\tweight\\nGB\\t1\\nFR\\t1,000 | line 3: \"1,000\" is not a weight",
        "region\\tweight\\nGB\\tNaN | line 2: \"NaN\" is not a weight",
        "region\\tweight\\nGB\\t1\\n\\nGB\\t2 | line 4 weighs GB a second time",
        "region\\tweek\\tweight\\nGB\\t2022-W09\\t1\\nGB\\t2022-W09\\t2 | line 3 weighs GB in 2022-W09",
        "region\\tweek\\tweight\\nGB\\t2022-W54\\t1 | line 2: week 54",
        "region\\tweek\\tweight\\nGB\\t2022-03\\t1 | line 2: '2022-03' is not an ISO week",
        "region\\tweight\\nUnited Kingdom\\t1 | line 2: \"United Kingdom\" is no country",
        "region\\tweight\\nworld\\t1 | line 2: \"world\" is no country",
        "region\\tweight\\nUK\\t1 | line 2: \"UK\" is no country",
        "region\\tweight\\nZZ\\t1 | line 2: \"ZZ\" is no country",
        "region\\tweight\\n\\t1 | line 2: \"\" is no country",
        "region\\tweight\\nGB-\\t1 | line 2: \"GB-\" is no country",
        "region\\tweight\\tregion\\nGB\\t1\\tFR | line 1 names the column region twice",
        "region\\tweight\\nGB 1 | line 2 has 1 field, but line 1 names 2 columns",
        "region\\tweight\\nGB\\t1\\t2 | line 2 has 3 fields",
        "country\\tweight\\nGB\\t1 | line 1 names the columns [country, weight]",
        "region,weight\\nGB,1 | separated by tabs",
        "region\\tweight\\n | weighs no region",
        "'' | weighs no region"
      })
  void aTableOfNoUseIsRefusedWithTheLine(String text, String message) throws Exception {
    Path file = write("weights.tsv", text.replace("\\t", "\t").replace("\\n", "\n"));

    assertThatThrownBy(() -> RegionWeights.read(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void aTableThatIsNoTextIsRefused() throws Exception {
    Path file = Files.write(folder.resolve("weights.xlsx"), new byte[] {'P', 'K', 3, 4, -1, -2});

    assertThatThrownBy(() -> RegionWeights.read(file)).hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> RegionWeights.read(folder))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(folder + " cannot be read");
  }

  /** Regions of any size and weight, whose frequencies are alike or far apart. */
  @ParameterizedTest
  @CsvSource({"3, 10, 0.02, 0", "3, 100, 0.3, 1.5", "12, 30, 0.3, 0", "12, 200, 0.02, 1.5"})
  void theIntervalHoldsTheWeightedTruth(int regions, int genomes, double mean, double spread) {
    Random random = new Random(regions + genomes);
    int held = 0;
    int repeats = 2000;
    for (int repeat = 0; repeat < repeats; repeat++) {
      List<Stratum> strata = new ArrayList<>();
      double truth = 0;
      double weights = 0;
      for (int region = 0; region < regions; region++) {
        double weight = Math.exp(random.nextGaussian());
        int n = 1 + (int) (genomes * Math.exp(random.nextGaussian()));
        double logit = Math.log(mean / (1 - mean)) + spread * random.nextGaussian();
        double frequency = 1 / (1 + Math.exp(-logit));
        int k = 0;
        for (int genome = 0; genome < n; genome++) {
          k += random.nextDouble() < frequency ? 1 : 0;
        }
        strata.add(new Stratum(k, n, weight));
        truth += weight * frequency;
        weights += weight;
      }
      WeightedFrequency estimate = WeightedFrequency.of(strata);
      double weighted = truth / weights;
      held += estimate.lower() <= weighted && weighted <= estimate.upper() ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "%d regions of about %d genomes, %.2f, spread %.1f: held %.1f %%%n",
        regions,
        genomes,
        mean,
        spread,
        100.0 * held / repeats);
    assertThat((double) held / repeats).isBetween(0.925, 0.985);
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private static SamplingPurpose purpose(String column, String value) {
    return SamplingPurpose.of(Map.of(column, value));
  }
}
