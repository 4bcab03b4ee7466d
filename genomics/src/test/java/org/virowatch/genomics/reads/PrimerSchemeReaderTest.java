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
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDatasets;

class PrimerSchemeReaderTest {
  @TempDir Path folder;

  private PrimerScheme read(String text) {
    return file(text).scheme("NC_045512.2");
  }

  private PrimerFile file(String text) {
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
            MN908947.3 4000 4020 SARS-CoV-2_400_11_LEFT_0 1 + ACTAAGTTCCTCACAGAAAA
            MN908947.3 4300 4320 SARS-CoV-2_400_11_RIGHT_0 1 - GCACTTTTACACTTTTTAAG
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
        "MN908947.3 30 54 | line 1 has 3 columns and needs at least 4",
        "MN908947.3 30 x a_1_LEFT 1 + | line 1 has \"x\" where a position is due",
        "MN908947.3 -1 9 a_1_LEFT 1 + | line 1 has \"-1\" where a position is due",
        "MN908947.3 54 30 a_1_LEFT 1 + | line 1 has a primer from 54 to 30; in BED the begin is less",
        "MN908947.3 3 30000 a_1_LEFT 1 + | the reference has 29903 bases",
        "MN908947.3 30 54 primer1 1 . | _LEFT or _RIGHT is missing",
        "MN908947.3 30 54 primer1 | has no strand (+ or -) in column 6",
        "MN908947.3 30 54 a_1_LEFT 1 - | has a_1_LEFT on the strand -: which is right?",
        "MN908947.3 30 54 a_1_LEFT 1 + | amplicon a_1 has no RIGHT primer",
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
    PrimerScheme scheme = read("MN908947.3 30 54 forward1 60 +\nMN908947.3 385 410 back1 60 -\n");
    assertThat(scheme.amplicons()).isEmpty();
    assertThat(scheme.countsFrom(29_903, 0)[30]).isEqualTo(54);
    assertThat(scheme.countsTo(29_903, 0)[409]).isEqualTo(385);
  }

  @Test
  void primersOfOneAmpliconFaceOneAnother() {
    assertThatThrownBy(() -> read("MN908947.3 100 120 a_LEFT 1 +\nMN908947.3 50 70 a_RIGHT 1 -\n"))
        .hasMessageContaining("leave nothing between them");
  }

  /** ARTIC's schemes are on GenBank's record, the built-in dataset's reference is RefSeq's. */
  @ParameterizedTest
  @ValueSource(strings = {"MN908947.3", "MN908947", "NC_045512.2", "NC_045512", "nc_045512.2"})
  void theReferenceGoesBySeveralNames(String contig) {
    PrimerFile file = file(contig + " 30 54 a_LEFT 1 +\n" + contig + " 385 410 a_RIGHT 1 -\n");
    assertThat(file.remark()).isEmpty();
    assertThat(file.scheme("NC_045512.2").amplicons()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MN908947.1", "KY828406.1", "chr1", "MN908947.3x"})
  void primersOnAnotherSequenceAreRefused(String contig) {
    PrimerFile file = file(contig + " 30 54 a_LEFT 1 +\n" + contig + " 385 410 a_RIGHT 1 -\n");
    assertThatThrownBy(() -> file.scheme("NC_045512.2"))
        .isInstanceOf(ReadsException.class)
        .hasMessageContaining("scheme.bed: its primers are on " + contig + ", and the reference")
        .hasMessageContaining("of the dataset sars-cov-2 is NC_045512.2");
  }

  /** The reads' name of the reference was compared with it by length or checksum. */
  @Test
  void theNameThatTheReadsHaveForTheReferenceIsUnderstood() {
    PrimerFile file = file("chr1 30 54 a_LEFT 1 +\nchr1 385 410 a_RIGHT 1 -\nchr2 9 99 b 1 +\n");
    assertThat(file.scheme("chr1").primers())
        .extracting(Primer::name)
        .containsExactly("a_LEFT", "a_RIGHT");
    assertThatThrownBy(() -> file.scheme("chr3")).hasMessageContaining("are on chr1, chr2, and");
  }

  @Test
  void primersOfOtherSequencesAreLeftOutAndNamed() {
    PrimerFile file =
        file(
            """
            HA 1 12 ha_LEFT 1 +
            NA 90000 90012 na_LEFT 1 +
            MN908947.3 30 54 a_LEFT 1 +
            MN908947.3 385 410 a_RIGHT 1 -
            """);
    assertThat(file.scheme("NC_045512.2").primers()).hasSize(2);
    assertThat(file.remark())
        .hasValueSatisfying(
            told ->
                assertThat(told)
                    .endsWith(
                        "scheme.bed: 2 of its 4 primers are not on NC_045512.2, the dataset's"
                            + " reference, but on HA, NA, and are left out"));
  }

  @Test
  void thePrimersBasesTellTheReference() {
    String sequences =
        """
        wuhan 30 54 a_LEFT 1 + ACCAACCAACTTTCGATCTCTTGT
        wuhan 385 410 a_RIGHT 1 - CATCTTTAAGATGTTGACGTGCCTC
        """;
    PrimerFile file = file(sequences);
    assertThat(file.scheme("NC_045512.2").amplicons()).hasSize(1);
    assertThat(file.remark())
        .hasValueSatisfying(
            told ->
                assertThat(told).contains("its primers on wuhan have the bases of NC_045512.2"));
    String shifted =
        sequences
            .replace("30\t54", "40\t64")
            .replace("30 54", "40 64")
            .replace("385 410", "395 420");
    assertThatThrownBy(() -> file(shifted).scheme("NC_045512.2"))
        .hasMessageContaining("are on wuhan");
    assertThatThrownBy(() -> file(shifted.replace("wuhan", "MN908947.3")))
        .isInstanceOf(ReadsException.class)
        .hasMessageContaining(
            "of 2 primers whose bases are given only 0 are where the scheme says");
  }
}
