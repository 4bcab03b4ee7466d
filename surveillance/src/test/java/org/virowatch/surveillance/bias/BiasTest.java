package org.virowatch.surveillance.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.surveillance.bias.WeightedFrequency.Stratum;
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
    Path negative = write("negative.tsv", "region\tweight\nGB\t-1\n");
    Path twice = write("twice.tsv", "region\tweight\nGB\t1\nGB\t2\n");
    Path column = write("column.tsv", "country\tweight\nGB\t1\n");
    assertThatThrownBy(() -> RegionWeights.read(negative)).hasMessageContaining("line 2");
    assertThatThrownBy(() -> RegionWeights.read(twice)).hasMessageContaining("a second time");
    assertThatThrownBy(() -> RegionWeights.read(column)).hasMessageContaining("region");
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private static SamplingPurpose purpose(String column, String value) {
    return SamplingPurpose.of(Map.of(column, value));
  }
}
