package org.virowatch.genomics.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDatasets;

class PrimerSchemeReaderTest {
  @TempDir Path folder;

  private PrimerScheme read(String text) {
    try {
      return PrimerSchemeReader.read(
          Files.writeString(folder.resolve("scheme.bed"), text.replace(' ', '\t')),
          ReferenceDatasets.builtIn());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void alternativesAndNumbersBelongToTheirAmplicon() {
    PrimerScheme scheme =
        read(
            """
            MN908947.3 30 54 nCoV-2019_1_LEFT nCoV-2019_1 +
            MN908947.3 385 410 nCoV-2019_1_RIGHT nCoV-2019_1 -
            MN908947.3 2826 2850 nCoV-2019_10_LEFT nCoV-2019_2 +
            MN908947.3 2830 2855 nCoV-2019_10_LEFT_alt1 nCoV-2019_2 +
            MN908947.3 3183 3210 nCoV-2019_10_RIGHT nCoV-2019_2 -
            MN908947.3 4000 4020 SARS-CoV-2_400_11_LEFT_0 1 + ACGTACGTACGTACGTACGT
            MN908947.3 4300 4320 SARS-CoV-2_400_11_RIGHT_0 1 - ACGTACGTACGTACGTACGT
            """);
    assertThat(scheme.amplicons())
        .containsExactly(
            new Amplicon("nCoV-2019_1", "nCoV-2019_1", new NucleotideRange(54, 385)),
            new Amplicon("nCoV-2019_10", "nCoV-2019_2", new NucleotideRange(2855, 3183)),
            new Amplicon("SARS-CoV-2_400_11", "1", new NucleotideRange(4020, 4300)));
    int[] from = scheme.countsFrom(29_903, 0);
    assertThat(from[29]).isEqualTo(29);
    assertThat(from[30]).isEqualTo(54);
    assertThat(from[2826]).isEqualTo(2850);
    assertThat(from[2830]).as("the longer of two").isEqualTo(2855);
    assertThat(scheme.countsFrom(29_903, 3)[27]).isEqualTo(54);
    assertThat(scheme.countsTo(29_903, 0)[409]).isEqualTo(385);
    assertThat(scheme.countsTo(29_903, 2)[411]).isEqualTo(385);
    assertThat(scheme.countsTo(29_903, 0)[410]).isEqualTo(411);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c 30 54 | line 1 has 3 columns and needs at least 4",
        "c 30 x a_1_LEFT 1 + | line 1 has \"x\" where a position is due",
        "c -1 9 a_1_LEFT 1 + | line 1 has \"-1\" where a position is due",
        "c 54 30 a_1_LEFT 1 + | line 1 has a primer from 54 to 30; in BED the begin is less",
        "c 3 30000 a_1_LEFT 1 + | the reference has 29903 bases",
        "c 30 54 primer1 1 . | _LEFT or _RIGHT is missing",
        "c 30 54 primer1 | has no strand (+ or -) in column 6",
        "c 30 54 a_1_LEFT 1 - | has a_1_LEFT on the strand -: which is right?",
        "c 30 54 a_1_LEFT 1 + | amplicon a_1 has no RIGHT primer",
        "# nothing | holds no primer",
      })
  void aFaultIsToldWithItsLine(String line, String message) {
    assertThatThrownBy(() -> read(line.strip() + "\n"))
        .isInstanceOf(ReadsException.class)
        .hasMessageContaining("scheme.bed")
        .hasMessageContaining(message.strip());
  }

  @Test
  void primersOfOtherNamesAreCutOffAfterTheirStrand() {
    PrimerScheme scheme = read("c 30 54 forward1 60 +\nc 385 410 back1 60 -\n");
    assertThat(scheme.amplicons()).isEmpty();
    assertThat(scheme.countsFrom(29_903, 0)[30]).isEqualTo(54);
    assertThat(scheme.countsTo(29_903, 0)[409]).isEqualTo(385);
  }

  @Test
  void primersOfOneAmpliconFaceOneAnotherAndAllAreOnOneReference() {
    assertThatThrownBy(() -> read("c 100 120 a_LEFT 1 +\nc 50 70 a_RIGHT 1 -\n"))
        .hasMessageContaining("leave nothing between them");
    assertThatThrownBy(() -> read("c 1 12 a_LEFT 1 +\nd 50 70 a_RIGHT 1 -\n"))
        .hasMessageContaining("several references (c, d)");
  }
}
